import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../case/act/service.ts';
import { findCase } from '../case/queries.ts';
import { recordFinding } from '../finding/service.ts';
import { putRight } from '../wrong-person/service.ts';
import * as service from './service.ts';

/** Random findings, sanctions, appeals, reversals and wrong persons, held against a model of what must be there. */

const world = await testWorld();
const staff = await aStaffedSchool(world);
const today = localDate(world.clock.now());
const ends = today.add({ days: 5 });
const children = await Promise.all([0, 1, 2].map(() => aPupil(world, { school: staff.school })));
const { rows: steps } = await world.owner.query(
  `select id from concern.sanction_step where school_id = $1 and withdraws = 'internet' and not for_adults`,
  [staff.school.id],
);
const step: string = steps[0].id;

type State = 'decided' | 'appealed' | 'served' | 'reversed';
interface Model {
  /** Who is alleged now, as a place in `children`; -1 is not known. */
  who: number;
  guilty: boolean;
  readonly sanctions: { readonly child: number; state: State }[];
  cleared: number;
}

const kinds = [
  'guilty',
  'accident',
  'sanction',
  'appeal',
  'uphold',
  'overturn',
  'serve',
  'reverse',
  'wrong',
] as const;
const move = fc.record({ kind: fc.constantFrom(...kinds), pick: fc.nat(5) });
type Move = { readonly kind: (typeof kinds)[number]; readonly pick: number };

const stands = ({ state }: { state: State }) => state !== 'reversed';
const inForce = ({ state }: { state: State }) => state === 'decided' || state === 'appealed';

function reverseAll(model: Model): void {
  for (const one of model.sanctions.filter(stands)) if (one.child === model.who) one.state = 'reversed';
}

const fits: Readonly<Record<string, readonly State[]>> = {
  appeal: ['decided'],
  uphold: ['appealed'],
  overturn: ['appealed'],
  serve: ['decided'],
  reverse: ['decided', 'appealed', 'served'],
};
const leads: Readonly<Record<string, State>> = {
  appeal: 'appealed',
  uphold: 'decided',
  overturn: 'reversed',
  serve: 'served',
  reverse: 'reversed',
};

/** What the model says of a move: done to it, or refused. */
function expected(model: Model, { kind, pick }: Move): boolean {
  if (kind === 'guilty' || kind === 'accident') {
    if (model.who === -1) return false;
    model.guilty = kind === 'guilty';
    if (!model.guilty) reverseAll(model);
    return true;
  }
  if (kind === 'sanction') {
    if (model.who === -1 || !model.guilty) return false;
    model.sanctions.push({ child: model.who, state: 'decided' });
    return true;
  }
  if (kind === 'wrong') {
    const to = pick > 2 ? -1 : pick;
    if (model.who === -1 || to === model.who) return false;
    reverseAll(model);
    model.cleared += 1;
    model.who = to;
    model.guilty = false;
    return true;
  }
  const sanction = model.sanctions[pick % Math.max(1, model.sanctions.length)];
  if (sanction === undefined || !fits[kind]?.includes(sanction.state)) return false;
  sanction.state = leads[kind] ?? sanction.state;
  return true;
}

type Do = (tx: Tx, me: Me, on: { concernId: string; row: string; version: number }) => Promise<unknown>;

function deedOf({ kind, pick }: Move): Do {
  const found = { finding: 'substantiated', reason: 'x' } as const;
  const deeds: Readonly<Record<Move['kind'], Do>> = {
    guilty: (tx, me, on) =>
      recordFinding(tx, me, on, { ...found, intent: 'deliberate', selfReported: 'no', reason: `${pick}` }),
    accident: (tx, me, on) =>
      recordFinding(tx, me, on, { ...found, intent: 'accidental', selfReported: 'yes' }),
    sanction: (tx, me, on) =>
      service.propose(tx, me, on, {
        step,
        thing: null,
        reason: 'x',
        when: 'now',
        starts: today,
        ends,
        appealBy: null,
      }),
    appeal: (tx, me, on) => service.appeal(tx, me, on, { appealedOn: today, words: 'x' }),
    uphold: (tx, me, on) => service.answerAppeal(tx, me, on, { outcome: 'upheld', ends: null, reason: 'x' }),
    overturn: (tx, me, on) =>
      service.answerAppeal(tx, me, on, { outcome: 'reversed', ends: null, reason: 'x' }),
    serve: (tx, me, on) => service.serve(tx, me, on, { note: 'x' }),
    reverse: (tx, me, on) => service.reverse(tx, me, on, { reason: 'x' }),
    wrong: (tx, me, on) =>
      putRight(tx, me, on, { person: children[pick] ?? null, described: 'Not known', why: 'x' }),
  };
  return deeds[kind];
}

async function look(concernId: string) {
  const { rows: sanctions } = await world.owner.query<{
    id: string;
    state: State;
    child: string;
    open: string;
  }>(
    `select s.id, s.state, p.person_id as child, (select count(*) from access.restriction r
       where r.source_id = s.id and r.lifted_at is null) as open
     from concern.sanction s join concern.party p on p.id = s.party_id where s.concern_id = $1 order by s.id`,
    [concernId],
  );
  const { rows: parties } = await world.owner.query<{ id: string; person_id: string | null; gone: boolean }>(
    `select p.id, p.person_id, exists (select from concern.party r where r.identifies = p.id) as gone
     from concern.party p where p.concern_id = $1`,
    [concernId],
  );
  return { sanctions, parties };
}

function expectAgreed(model: Model, { sanctions, parties }: Awaited<ReturnType<typeof look>>): void {
  expect(sanctions.map(({ state, child }) => ({ state, child: children.indexOf(child) }))).toEqual(
    model.sanctions,
  );
  // No restriction without a sanction that holds, and one for each that does.
  expect(sanctions.map(({ open }) => Number(open))).toEqual(
    model.sanctions.map((one) => (inForce(one) ? 1 : 0)),
  );
  const current = parties.filter(({ gone }) => !gone);
  expect(current.map(({ person_id: id }) => (id === null ? -1 : children.indexOf(id)))).toEqual([model.who]);
  expect(parties).toHaveLength(model.cleared + 1);
}

const isDeed = (kind: Move['kind']) => kind in fits;

test('nothing lost, nothing doubled, and nothing withdrawn without a sanction that holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 6, maxLength: 25 }), async (moves) => {
      const concern = await aConcern(world, {
        school: staff.school,
        parties: [{ personId: children[0] ?? '', part: 'alleged' }],
      });
      await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
      const model: Model = { who: 0, guilty: false, sanctions: [], cleared: 0 };
      let done = 1;
      for (const one of moves) {
        const before = await look(concern.id);
        const row = isDeed(one.kind)
          ? before.sanctions[one.pick % Math.max(1, before.sanctions.length)]?.id
          : before.parties.find(({ gone }) => !gone)?.id;
        const version = (await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.version ?? 0;
        const on = { concernId: concern.id, row: row ?? '', version };
        // An appeal is for somebody else than who decided.
        const who = one.kind === 'uphold' || one.kind === 'overturn' ? staff.head : staff.dsl;
        const error: unknown = await world
          .as(who, (tx, me) => deedOf(one)(tx, me, on))
          .then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
        const refusal = error instanceof Conflict || error instanceof Invalid || error instanceof NotFound;
        expect([one.kind, error === undefined || (refusal ? false : String(error))]).toEqual([
          one.kind,
          expected(model, one),
        ]);
        if (error === undefined) done += 1;
        expectAgreed(model, await look(concern.id));
      }
      const entries = await world.owner.query('select 1 from concern.entry where concern_id = $1', [
        concern.id,
      ]);
      expect(entries.rowCount).toBe(done);
    }),
    { numRuns: 20 },
  );
}, 120_000);
