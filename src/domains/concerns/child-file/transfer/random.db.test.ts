import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { vaultOf } from '#domains/evidence';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { askToDestroy, destroy } from '../../../data-protection/review/service.ts';
import { acknowledge, addNote, reopen } from '../../case/act/service.ts';
import { findCase } from '../../case/queries.ts';
import { putRight } from '../../wrong-person/service.ts';
import { accept, refuse, send, withdraw } from './service.ts';

const world = await testWorld();
const vault = vaultOf(world.services);
const ash = await aStaffedSchool(world);
const birch = await aStaffedSchool(world, { trustId: ash.school.trustId });
const schools = [ash, birch] as const;

/** What must be true of one case, whatever was tried. */
interface Model {
  readonly id: string;
  child: string;
  at: 0 | 1;
  /** Sent, and not ended; whether the case itself goes, or lines of it. */
  transfer: string | null;
  whole: boolean;
  destroyed: boolean;
  readonly notes: string[];
}

const isStill = (m: Model) => !m.whole && !m.destroyed;

function ended(m: Model): void {
  m.transfer = null;
  m.whole = false;
}

const goesWhole = async ({ transfer, id }: Model): Promise<boolean> => {
  const { rows } = await world.owner.query(
    'select $2 = any (concern_ids) as whole from concern.transfer where id = $1',
    [transfer, id],
  );
  return rows[0]?.whole === true;
};

const REFUSALS = [Conflict, Invalid, NotFound];

/** Gives what it gave, or undefined where it was refused; any other failure is a fault. */
async function attempt<T>(
  who: string,
  act: (tx: Tx, me: Me) => Promise<T>,
): Promise<{ gave: T } | undefined> {
  try {
    return { gave: await world.as(who, act) };
  } catch (error) {
    if (REFUSALS.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

const versionOf = async (who: string, id: string) =>
  (await world.as(who, (tx) => findCase(tx, id)))?.version ?? 0;

/** Each tries something as the lead of one of the schools, says whether it should have gone, and what is then true. */
const moves: Readonly<Record<string, (m: Model, by: 0 | 1) => Promise<void>>> = {
  append: async (m, by) => {
    const body = `Note ${m.notes.length}`;
    const on = { concernId: m.id, version: await versionOf(schools[by].dsl, m.id) };
    const done = await attempt(schools[by].dsl, (tx, me) => addNote(tx, me, on, { body }));
    expect(done !== undefined).toBe(by === m.at && isStill(m) && !(await isClosed(m)));
    if (done !== undefined) m.notes.push(body);
  },
  reopen: async (m, by) => {
    const on = { concernId: m.id, version: await versionOf(schools[by].dsl, m.id) };
    const may = by === m.at && isStill(m) && (await isClosed(m));
    const done = await attempt(schools[by].dsl, (tx, me) => reopen(tx, me, on, { reason: 'x' }));
    expect(done !== undefined).toBe(may);
  },
  close: async (m) => {
    if (m.whole) return;
    // Whoever was named wrongly has an answer about support before a case closes.
    await world.owner.query(
      `insert into concern.support (id, concern_id, caseload_id, party_id, none_because, made_at, made_by)
       select gen_random_uuid(), y.concern_id, y.caseload_id, y.id, 'x', now(), $2 from concern.party y
       where y.concern_id = $1 and not exists (select from concern.support s where s.party_id = y.id)`,
      [m.id, schools[m.at].dsl],
    );
    await world.owner.query(
      `update concern.case_file set status = 'closed', closed_at = now() where concern_id = $1`,
      [m.id],
    );
  },
  send: async (m, by) => {
    const to = by === 0 ? birch.school.id : ash.school.id;
    const answers = { to, toName: null, how: null, cases: [m.id], note: null };
    const done = await attempt(schools[by].dsl, (tx, me) => send(tx, me, m.child, answers));
    expect(done !== undefined).toBe(by === m.at && m.transfer === null && !m.destroyed);
    if (done === undefined) return;
    m.transfer = done.gave;
    m.whole = await goesWhole(m);
  },
  sign: async (m, by) => {
    const { transfer } = m;
    if (transfer === null) return;
    const signed = { name: 'x', role: 'x', sure: 'yes' } as const;
    const done = await attempt(schools[by].dsl, (tx) => accept(tx, vault, transfer, signed));
    expect(done !== undefined).toBe(by !== m.at);
    if (done === undefined) return;
    if (m.whole) m.at = by;
    ended(m);
  },
  comeBack: async (m, by) => {
    const { transfer } = m;
    if (transfer === null) return;
    const end = by === m.at ? withdraw : refuse;
    expect(await attempt(schools[by].dsl, (tx) => end(tx, transfer, 'x'))).toBeDefined();
    ended(m);
  },
  reattribute: async (m, by) => {
    const { rows } = await world.owner.query(
      `select y.id from concern.party y where y.concern_id = $1 and not exists (
         select from concern.party i where i.identifies = y.id)`,
      [m.id],
    );
    const version = await versionOf(schools[by].dsl, m.id);
    const person = await aPupil(world, { school: schools[by].school, birthDate: '1990-01-15' });
    const on = { concernId: m.id, row: String(rows[0]?.id), version };
    const may = by === m.at && isStill(m) && !(await isClosed(m));
    const done = await attempt(schools[by].dsl, (tx, me) =>
      putRight(tx, me, on, { person, described: null, why: 'x' }),
    );
    expect(done !== undefined).toBe(may);
    if (done !== undefined) m.child = person;
  },
  destroy: async (m, by) => {
    const { dsl, deputy } = schools[by];
    const may = by === m.at && isStill(m) && (await isClosed(m));
    const asked = await attempt(dsl, (tx, me) => askToDestroy(tx, me, m.id, { destroyReason: 'x' }));
    const gone = await attempt(deputy, (tx) => destroy(tx, m.id, null));
    expect([asked !== undefined, gone !== undefined]).toEqual([may, may]);
    if (may) m.destroyed = true;
  },
};

const isClosed = async (m: Model) => {
  const { rows } = await world.owner.query(
    `select status = 'closed' as closed from concern.case_file where concern_id = $1`,
    [m.id],
  );
  return rows[0]?.closed === true;
};

/** It is where the model says, once, with every note, and nowhere else. */
async function expectTrue(m: Model): Promise<void> {
  const seen = await Promise.all(
    schools.map(({ dsl }) => world.as(dsl, async (tx) => (await findCase(tx, m.id)) !== undefined)),
  );
  expect(seen).toEqual([0, 1].map((n) => n === m.at && !m.destroyed));
  const { rows } = await world.owner.query(
    `select (select count(*)::int from concern.concern where id = $1) as cases,
       (select coalesce(array_agg(body order by at, id), '{}') from concern.entry where concern_id = $1 and kind = 'note') as notes`,
    [m.id],
  );
  expect(rows).toEqual([m.destroyed ? { cases: 0, notes: [] } : { cases: 1, notes: m.notes }]);
}

const step = fc.record({
  move: fc.constantFrom(...Object.keys(moves)),
  by: fc.constantFrom<0 | 1>(0, 1),
});

const line = (...said: readonly (readonly [string, 0 | 1])[]) => said.map(([move, by]) => ({ move, by }));
/** To the end each way, so that the property is not true of idle steps. */
const whole = line(
  ['append', 0],
  ['send', 0],
  ['append', 0],
  ['sign', 1],
  ['append', 0],
  ['append', 1],
  ['close', 1],
  ['reopen', 1],
  ['close', 1],
  ['destroy', 0],
  ['destroy', 1],
);
const inLines = line(
  ['reattribute', 0],
  ['send', 0],
  ['append', 0],
  ['sign', 1],
  ['send', 0],
  ['sign', 1],
  ['close', 0],
  ['destroy', 0],
);

test('random sending, signing, re-attributing, appending, reopening and destroying lose and double nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const child = await aPupil(world, { school: ash.school, birthDate: '1990-01-15' });
      const { id } = await aConcern(world, {
        school: ash.school,
        reporter: ash.teacher,
        parties: [{ personId: child, part: 'alleged' }],
      });
      await world.as(ash.dsl, (tx, me) => acknowledge(tx, me, { concernId: id, version: 1 }));
      const model: Model = { id, child, at: 0, transfer: null, whole: false, destroyed: false, notes: [] };
      for (const { move, by } of steps) {
        await moves[move]?.(model, by);
        await expectTrue(model);
      }
    }),
    { numRuns: 25, examples: [[whole], [inLines]] },
  );
  expect((await verifyAudit(world.database, [])).faults).toEqual([]);
}, 120_000);
