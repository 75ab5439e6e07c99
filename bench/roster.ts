/*
 * npm run bench:roster: a roster of 60,000 people from file to commit, on a school that is empty, then the same again,
 * which must change nothing, then a delta of one pupil in a hundred. Each round has a trust of its own, so that no round
 * finds what another left.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { applyRoster, changesNothing, findHeld, type RosterSchool, readRoster } from '#domains/people';
import { systemClock, Temporal } from '#platform/clock';
import { appUrl, createDatabase, type Database, migrate, startEmbedded } from '#platform/db';
import { systemIds } from '#platform/ids';
import { createLog } from '#platform/log';
import { makeRoster, writeChanges } from '../test/factories/oneroster.ts';
import { figure, printer, single } from './harness/figures.ts';
import { readOptions, say } from './harness/options.ts';
import { spreadOf } from './harness/statistics.ts';

const MOST_SECONDS = 60;
const log = createLog('warn', 'bench');

interface Bench {
  readonly file: string;
  /** The changes of one night. */
  readonly delta: string;
  readonly ownerUrl: string;
  readonly database: Database;
}

/** A pupil has one parent or carer: 60,000 people in all. */
const size = { pupils: 29_000, guardians: 1, staff: 2_000 };

async function addSchool(ownerUrl: string, round: number): Promise<RosterSchool> {
  const school = {
    id: systemIds.uuid(),
    trustId: systemIds.uuid(),
    urn: String(980_000 + round),
    name: 'Bench school',
  };
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('insert into people.trust (id, name) values ($1, $2)', [school.trustId, 'Bench trust']);
  await client.query(
    'insert into people.school (id, trust_id, urn, name, code) values ($1, $2, $3, $4, $5)',
    [school.id, school.trustId, school.urn, school.name, 'BS'],
  );
  await client.end();
  return school;
}

async function seconds<T>(act: () => Promise<T>): Promise<{ readonly took: number; readonly result: T }> {
  const began = performance.now();
  const result = await act();
  return { took: (performance.now() - began) / 1000, result };
}

/** From the file to the commit, as the command does it. */
async function importFile({ database }: Bench, school: RosterSchool, file: string) {
  const actor = { kind: 'roster', schoolId: school.id } as const;
  const held = await database.withActor(actor, (tx) => findHeld(tx, school));
  const reading = await readRoster(file, { held });
  // The file is made once, and each round's school has a URN of its own.
  const own = <T extends { readonly urn: string | null }>(orgs: readonly T[]) =>
    orgs.map((org) => (org.urn === null ? org : { ...org, urn: school.urn }));
  const { changes } = reading;
  const records = changes && { ...changes.records, orgs: own(changes.records.orgs) };
  const mine = {
    ...reading,
    roster: { ...reading.roster, orgs: own(reading.roster.orgs) },
    ...(changes && records ? { changes: { ...changes, records } } : {}),
  };
  const facts = { fileName: 'roster.zip', digest: 'bench', requestedBy: null };
  return database.withActor(actor, (tx) => applyRoster(tx, school, mine, facts));
}

/** One pupil in a hundred with another name, one in two hundred gone. */
function oneNight(roster: Awaited<ReturnType<typeof makeRoster>>): typeof roster {
  const gone = new Set(roster.users.filter((_, n) => n % 200 === 1).map(({ sourcedId }) => sourcedId));
  return {
    ...roster,
    users: roster.users
      .filter(({ sourcedId }) => !gone.has(sourcedId))
      .map((user, n) => (n % 100 === 0 ? { ...user, familyName: `${user.familyName}-New` } : user)),
    enrollments: roster.enrollments.filter(({ userSourcedId }) => !gone.has(userSourcedId)),
    demographics: roster.demographics.filter(({ userSourcedId }) => !gone.has(userSourcedId)),
  };
}

async function measure(bench: Bench, rounds: number, print: ReturnType<typeof printer>): Promise<void> {
  const firsts: number[] = [];
  const agains: number[] = [];
  const deltas: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds} …`);
    const school = await addSchool(bench.ownerUrl, round);
    firsts.push((await seconds(() => importFile(bench, school, bench.file))).took);
    const again = await seconds(() => importFile(bench, school, bench.file));
    if (!changesNothing(again.result)) throw new Error('the same roster twice changed something');
    agains.push(again.took);
    const delta = await seconds(() => importFile(bench, school, bench.delta));
    if (changesNothing(delta.result)) throw new Error('the delta changed nothing');
    deltas.push(delta.took);
    say([firsts, agains, deltas].map((list) => `${list.at(-1)?.toFixed(1)} s`).join(', '));
  }
  print([
    figure('roster.60000-people', spreadOf(firsts), 's', { atMost: MOST_SECONDS }),
    figure('roster.60000-people-again', spreadOf(agains), 's', { atMost: MOST_SECONDS }),
    figure('roster.60000-people-delta', spreadOf(deltas), 's', { atMost: MOST_SECONDS }),
    single('roster.memory', process.resourceUsage().maxRSS / 1024, 'MB'),
  ]);
}

export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-roster-'));
  const file = join(folder, 'roster.zip');
  const schoolYear = Temporal.Now.plainDateISO().add({ months: 4 }).year;
  const before = await makeRoster({ path: file, schools: 1, schoolYear, ...size });
  const delta = join(folder, 'delta.zip');
  const at = '2026-09-02T03:00:00Z';
  await writeChanges(
    { version: '1.2', before, after: oneNight(before), at, modes: { orgs: 'absent' } },
    delta,
  );
  const server = await startEmbedded({ dataDir: join(folder, 'data'), log });
  try {
    const appPassword = systemIds.token();
    await migrate({ ownerUrl: server.ownerUrl, log, appPassword });
    const url = appUrl(server.ownerUrl, appPassword);
    const database = createDatabase({ url, clock: systemClock, ids: systemIds, log });
    await measure(
      { file, delta, ownerUrl: server.ownerUrl, database },
      options.quick ? 3 : 5,
      printer(options.json),
    );
    await database.close();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return 0;
}
