import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { RECEIPT_PURPOSE } from '#domains/concerns';
import type { Vault } from '#domains/evidence';
import { type Clock, type Instant, systemClock } from '#platform/clock';
import { hashPassword, type MasterKey } from '#platform/crypto';
import type { Log } from '#platform/log';
import { addEvidence } from './demo/evidence.ts';
import { makePeople, makeYear } from './demo/make.ts';
import type { Stage } from './demo/stage.ts';

async function caseloadsOf(client: pg.Client): Promise<Stage['caseload']> {
  const { rows } = await client.query<{ id: string; school: string; stream: string }>(
    'select id, school_id as school, stream from concern.caseload',
  );
  return (school, stream) => {
    const found = rows.find((row) => row.school === school.id && row.stream === stream);
    if (found === undefined) throw new Error('a school has a caseload for every stream');
    return found.id;
  };
}

async function stepsOf(client: pg.Client): Promise<Stage['step']> {
  const { rows } = await client.query<{ id: string; school: string; called: string }>(
    'select id, school_id as school, called from concern.sanction_step where not for_adults',
  );
  return (school, called) => {
    const found = rows.find((row) => row.school === school.id && row.called === called);
    if (found === undefined) throw new Error(`a school's ladder has no step ${called}`);
    return found.id;
  };
}

/** A year of use: everybody has long had a password. Nobody knows this one: the demo signs in by a press. */
async function markUsed(client: pg.Client): Promise<void> {
  const hash = await hashPassword(randomBytes(32).toString('base64url'));
  await client.query('update signin.account set password_hash = $1', [hash]);
}

/** What the demo's secrets are sealed with. Without a vault there are no files in it. */
interface Sealing {
  readonly masterKey: MasterKey;
  readonly vault?: Vault;
}

async function fill(client: pg.Client, now: Instant, { masterKey, vault }: Sealing): Promise<void> {
  const people = makePeople(now);
  await people.rows.write(client);
  const stage = makeYear(people, {
    caseload: await caseloadsOf(client),
    step: await stepsOf(client),
    // Nobody was given the code of what the demo tells.
    seal: (locator) => `\\x${masterKey.seal(RECEIPT_PURPOSE, locator, randomBytes(32)).toString('hex')}`,
  });
  const locked = vault === undefined ? [] : await addEvidence(stage, vault);
  await stage.rows.write(client);
  // Only now: nothing enters a folder that is locked.
  await client.query(`update evidence.folder set guard = 'not_sure' where id = any ($1)`, [locked]);
  await stage.chain.write(client);
  await markUsed(client);
}

/**
 * Fills an empty demo database with a made-up trust and the year behind it, in one transaction; leaves one that has
 * a trust as it is. As the owner, since a year of other people's acts has no one actor.
 */
export async function seedDemo(
  ownerUrl: string,
  log: Log,
  sealing: Sealing,
  clock: Clock = systemClock,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from people.trust');
    if (rowCount !== 0) return;
    const began = performance.now();
    await client.query('begin');
    await fill(client, clock.now(), sealing);
    await client.query('commit');
    log.info({ ms: Math.round(performance.now() - began) }, 'the demo trust was made');
  } finally {
    await client.end();
  }
}
