import fc from 'fast-check';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { type ASchool, anAdult, aSchool } from '#test/factories/people.ts';
import { anUrgentCase } from '#test/factories/urgent-case.ts';
import { testWorld } from '#test/support/world.ts';
import type { Anchor, Fault, Verification } from './types.ts';
import { verifyAudit } from './verify.ts';
import { inWords } from './words.ts';

const world = await testWorld();
/** Whoever has stolen the superuser's password: no policy and no grant holds them. */
const thief = new pg.Pool({ connectionString: world.urls.adminUrl, max: 1 });
afterAll(() => thief.end());

interface Stored {
  readonly chain: string;
  readonly school: ASchool;
  readonly concerns: readonly string[];
  readonly anchors: readonly Anchor[];
}

const DAY = '2026-11-19';

async function anchorOf(chain: string): Promise<Anchor> {
  const { rows } = await thief.query<{ length: string; head: Buffer }>(
    'select length, head from audit.chain where id = $1',
    [chain],
  );
  return { day: DAY, chain, length: Number(rows[0]?.length), head: rows[0]?.head.toString('hex') ?? '' };
}

/** A chain as Gatehouse writes it: each event names a concern, and carries its hash. */
async function aChain(length: number): Promise<Stored> {
  const school = await aSchool(world);
  const reporterId = await anAdult(world, { school });
  const concerns: string[] = [];
  for (let n = 0; n < length; n += 1) {
    const concern = await anUrgentCase(world, { school, reporterId, acknowledgeBy: world.clock.now() });
    concerns.push(concern.id);
    await world.database.withActor({ kind: 'system', role: 'escalation' }, async (tx) =>
      tx.record({
        chain: school.id,
        type: 'concern.escalated/1',
        subject: concern.id,
        data: { step: n },
        content: [{ table: 'concern.concern', id: concern.id }],
      }),
    );
  }
  return { chain: school.id, school, concerns, anchors: [await anchorOf(school.id)] };
}

async function forget({ chain }: Stored): Promise<void> {
  await thief.query('set session_replication_role = replica');
  await thief.query('delete from audit.event where chain_id = $1', [chain]);
  await thief.query('delete from audit.chain where id = $1', [chain]);
  await thief.query('set session_replication_role = origin');
}

const faultsOf = async (stored: Stored, anchors = stored.anchors): Promise<readonly Fault[]> =>
  (await verifyAudit(world.database, anchors)).faults;

type Mutation = (stored: Stored, seq: number, other: number) => Promise<unknown>;

const rehash = (chain: string, from: number) =>
  thief.query(
    `do $$ declare e record; previous bytea := coalesce((select hash from audit.event where chain_id = '${chain}' and seq = ${from - 1}), '');
     begin
       for e in select * from audit.event where chain_id = '${chain}' and seq >= ${from} order by seq loop
         previous := sha256(previous || convert_to(e.body, 'UTF8'));
         update audit.event set hash = previous where chain_id = '${chain}' and seq = e.seq;
       end loop;
       update audit.chain set head = previous where id = '${chain}';
     end $$`,
  );
const endAt = (chain: string, seq: number) =>
  thief.query('delete from audit.event where chain_id = $1 and seq >= $2', [chain, seq]);

/** Everything that somebody with every right in the database can do to one chain, in one go. */
const mutations: Readonly<Record<string, Mutation>> = {
  'a body changed': ({ chain }, seq) =>
    thief.query(
      `update audit.event set body = replace(body, '"step": ', '"step": 9') where chain_id = $1 and seq = $2`,
      [chain, seq],
    ),
  'an actor changed': ({ chain }, seq) =>
    thief.query(
      `update audit.event set body = replace(body, 'system:', 'person:') where chain_id = $1 and seq = $2`,
      [chain, seq],
    ),
  'a space added': ({ chain }, seq) =>
    thief.query(`update audit.event set body = body || ' ' where chain_id = $1 and seq = $2`, [chain, seq]),
  'a hash changed': ({ chain }, seq) =>
    thief.query(`update audit.event set hash = sha256(hash) where chain_id = $1 and seq = $2`, [chain, seq]),
  'an event deleted': ({ chain }, seq) =>
    thief.query('delete from audit.event where chain_id = $1 and seq = $2', [chain, seq]),
  'an event deleted, the later ones moved up': async ({ chain }, seq) => {
    await thief.query('delete from audit.event where chain_id = $1 and seq = $2', [chain, seq]);
    await thief.query('update audit.event set seq = -seq where chain_id = $1 and seq > $2', [chain, seq]);
    await thief.query('update audit.event set seq = -seq - 1 where chain_id = $1 and seq < 0', [chain]);
    await thief.query('update audit.chain set length = length - 1 where id = $1', [chain]);
    await rehash(chain, 1);
  },
  'two events swapped': async ({ chain }, seq, other) => {
    const to = seq === other ? other + 1000 : other;
    await thief.query('update audit.event set seq = -1 where chain_id = $1 and seq = $2', [chain, seq]);
    await thief.query('update audit.event set seq = $2 where chain_id = $1 and seq = $3', [chain, seq, to]);
    await thief.query('update audit.event set seq = $2 where chain_id = $1 and seq = -1', [chain, to]);
  },
  'cut off, the head left': ({ chain }, seq) => endAt(chain, seq),
  'cut off, the head made to fit': async ({ chain }, seq) => {
    await endAt(chain, seq);
    await thief.query(
      `update audit.chain c set length = $2, head = coalesce((select hash from audit.event where chain_id = c.id and seq = $2), '') where id = $1`,
      [chain, seq - 1],
    );
  },
  'rewritten from there on, every hash made to fit': async ({ chain }, seq) => {
    await thief.query(
      `update audit.event set body = replace(body, '"step": ', '"step": 9') where chain_id = $1 and seq = $2`,
      [chain, seq],
    );
    await rehash(chain, seq);
  },
  'the head changed': ({ chain }) =>
    thief.query('update audit.chain set head = sha256(head) where id = $1', [chain]),
  'the length changed': ({ chain }) =>
    thief.query('update audit.chain set length = length + 1 where id = $1', [chain]),
  'an event smuggled in at the end': ({ chain }, seq) =>
    thief.query(
      `insert into audit.event (chain_id, seq, body, hash)
       select chain_id, (select length + 1 from audit.chain where id = $1), body, hash from audit.event where chain_id = $1 and seq = $2`,
      [chain, seq],
    ),
  'the whole chain deleted': (stored) => forget(stored),
  'the head row deleted': async ({ chain }) => {
    await thief.query('set session_replication_role = replica');
    await thief.query('delete from audit.chain where id = $1', [chain]);
    await thief.query('set session_replication_role = origin');
  },
  'what was reported changed': ({ concerns }, seq) =>
    thief.query(`update concern.concern set headline = 'Nothing happened' where id = $1`, [
      concerns[seq - 1],
    ]),
  'when it was reported changed, by a microsecond': ({ concerns }, seq) =>
    thief.query(
      `update concern.concern set reported_at = reported_at + interval '1 microsecond' where id = $1`,
      [concerns[seq - 1]],
    ),
  'what was reported deleted': ({ concerns }, seq) => destroyRow(concerns[seq - 1] ?? ''),
};

async function destroyRow(concernId: string): Promise<void> {
  await thief.query('delete from concern.case_file where concern_id = $1', [concernId]);
  await thief.query('delete from concern.concern where id = $1', [concernId]);
}

/** As the law asks: the row is gone, and an event of the same chain says which. */
async function destroyContent({ chain }: Stored, concernId: string): Promise<void> {
  await destroyRow(concernId);
  await world.database.withActor({ kind: 'system', role: 'housekeeper' }, async (tx) =>
    tx.record({ chain, type: 'content.destroyed/1', data: { table: 'concern.concern', ids: [concernId] } }),
  );
}

describe('any single change to a stored chain is found', () => {
  test.each(Object.entries(mutations))('%s', async (_name, mutate) => {
    const shape = fc.integer({ min: 1, max: 6 }).chain((length) =>
      fc.record({
        length: fc.constant(length),
        seq: fc.integer({ min: 1, max: length }),
        other: fc.integer({ min: 1, max: length }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(shape, async ({ length, seq, other }) => {
        const stored = await aChain(length);
        expect(await faultsOf(stored)).toEqual([]);
        await mutate(stored, seq, other);
        const faults = await faultsOf(stored);
        await forget(stored);
        expect(faults.map(({ chain }) => chain)).toContain(stored.chain);
      }),
      { numRuns: 8 },
    );
  });
});

describe('what is not a fault', () => {
  test('rows destroyed by law, and said so', async () => {
    const stored = await aChain(3);
    await destroyContent(stored, stored.concerns[1] ?? '');
    const found = await verifyAudit(world.database, stored.anchors);
    expect(found.faults).toEqual([]);
    expect(found.destroyed).toBe(1);
    await forget(stored);
  });

  test('…but not when the event names another row', async () => {
    const stored = await aChain(2);
    await destroyContent(stored, stored.concerns[0] ?? '');
    await destroyRow(stored.concerns[1] ?? '');
    expect(await faultsOf(stored)).toEqual([
      {
        kind: 'content-missing',
        chain: stored.chain,
        seq: 2,
        table: 'concern.concern',
        row: stored.concerns[1],
      },
    ]);
    await forget(stored);
  });

  test('a concern moved to another caseload', async () => {
    const stored = await aChain(1);
    await world.owner.query(
      `update concern.concern c set caseload_id = (select id from concern.caseload where school_id = c.school_id and stream = 'adult') where id = $1`,
      [stored.concerns[0]],
    );
    expect(await faultsOf(stored)).toEqual([]);
    await forget(stored);
  });

  test('a column that a later version adds, and another time zone', async () => {
    const stored = await aChain(1);
    await world.owner.query('alter table concern.concern add column added_later text');
    await thief.query(`alter role gatehouse_app set timezone = 'Pacific/Auckland'`);
    try {
      expect(await faultsOf(stored)).toEqual([]);
    } finally {
      await thief.query('alter role gatehouse_app reset timezone');
      await world.owner.query('alter table concern.concern drop column added_later');
    }
    await forget(stored);
  });

  test('events appended while it reads', async () => {
    const stored = await aChain(2);
    const appending = Array.from({ length: 20 }, (_, n) =>
      world.database.withActor({ kind: 'system', role: 'escalation' }, async (tx) =>
        tx.record({ chain: stored.chain, type: 'concern.escalated/1', data: { step: n } }),
      ),
    );
    const [found] = await Promise.all([verifyAudit(world.database, stored.anchors), ...appending]);
    expect(found.faults).toEqual([]);
    expect((await verifyAudit(world.database, stored.anchors)).events).toBe(22);
    await forget(stored);
  });
});

test('a long chain is read in pages, and one change is one or two faults, not one for every event after it', async () => {
  const stored = await aChain(1);
  await thief.query(
    `select audit.append((select jsonb_agg(jsonb_build_object('chain', $1::uuid, 'type', 'concern.read/1')) from generate_series(1, 1200)), now(), 'system:test', null)`,
    [stored.chain],
  );
  await thief.query(`update audit.event set body = body || ' ' where chain_id = $1 and seq = 700`, [
    stored.chain,
  ]);
  const shown: number[] = [];
  const found = await verifyAudit(world.database, [], (done) => shown.push(done));
  expect(found.events).toBe(1201);
  expect(found.faults).toEqual([{ kind: 'event-changed', chain: stored.chain, seq: 700 }]);
  expect(shown).toEqual([500, 1000, 1201]);
  await forget(stored);
});

test('an event that names a row which is not there is refused when it is written', async () => {
  const school = await aSchool(world);
  const writing = world.database.withActor({ kind: 'system', role: 'escalation' }, async (tx) =>
    tx.record({
      chain: school.id,
      type: 'concern.escalated/1',
      content: [{ table: 'concern.entry', id: school.id }],
    }),
  );
  await expect(writing).rejects.toThrow('names a row that is not there');
});

describe('in words', () => {
  const found: Verification = {
    chains: 1,
    events: 12,
    contents: 4,
    destroyed: 0,
    anchors: 0,
    lastAnchor: null,
    faults: [],
    more: 0,
    names: { x: 'School 1' },
  };

  test('whole, and what could not be known without an anchor', () => {
    expect(inWords(found, 0)).toBe(
      'The audit record is whole: 12 events in 1 chain, 4 rows that they vouch for (0 lawfully destroyed).\nNo anchor was found outside the database, so a chain cut off at its end would not be noticed.\n',
    );
  });

  test('altered: which chain, which event, what, and what to do', () => {
    const fault: Fault = { kind: 'cut-off', chain: 'x', seq: 7, anchored: DAY };
    const text = inWords({ ...found, anchors: 1, lastAnchor: DAY, faults: [fault] }, 0);
    expect(text).toContain(
      'School 1, chain x, event 7: the chain was cut off here: later events are gone (anchored on 2026-11-19)',
    );
    expect(text).toContain('What to do now: change nothing');
  });
});
