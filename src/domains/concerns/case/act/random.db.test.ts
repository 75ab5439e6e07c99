import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { missingToClose } from '../../policy.ts';
import { type Act, transition } from '../../transitions.ts';
import { findActions, findCase, findEntries } from '../queries.ts';
import type { CaseRecord } from '../types.ts';
import { type ActOn, factsOf } from './perform.ts';
import * as service from './service.ts';

const world = await testWorld();

const due = Temporal.PlainDate.from('2026-12-01');
type Do = (tx: Tx, me: Me, on: ActOn) => Promise<unknown>;

async function anOpenAction(tx: Tx, concernId: string): Promise<string> {
  const open = (await findActions(tx, concernId)).find(({ doneAt }) => doneAt === null);
  return open?.id ?? '01900000-0000-7000-8000-000000000000';
}

const child = { childInvolved: 'not_yet', childNote: null } as const;

/** Every act that leaves the case with its readers, with input that is right when the moment is. */
const moves = {
  acknowledge: service.acknowledge,
  assign: (tx, me, on) => service.assign(tx, me, on, { assignee: me.id }),
  categorise: (tx, me, on) => service.categorise(tx, me, on, { categories: ['scam'], fourCs: ['commerce'] }),
  intent: (tx, me, on) => service.setIntent(tx, me, on, { intent: 'unknown', note: null }),
  severity: (tx, me, on) => service.setSeverity(tx, me, on, { severity: 'low', note: null }),
  finding: (tx, me, on) => service.setFinding(tx, me, on, { finding: 'no_finding', reason: 'x' }),
  outcome: (tx, me, on) => service.writeOutcome(tx, me, on, { outcome: 'x', outcomeLine: 'y' }),
  child: (tx, me, on) => service.recordChild(tx, me, on, { childInvolved: 'told', note: 'x' }),
  parents: (tx, me, on) => service.answerParents(tx, me, on, { parents: 'spoken_to', note: 'x' }),
  note: (tx, me, on) => service.addNote(tx, me, on, { body: 'x' }),
  message: (tx, me, on) => service.messageReporter(tx, me, on, { body: 'x' }),
  action_add: (tx, me, on) => service.addAction(tx, me, on, { what: 'x', owner: me.id, due, ...child }),
  action_done: async (tx, me, on) =>
    service.finishAction(tx, me, on, { action: await anOpenAction(tx, on.concernId), note: 'x', ...child }),
  action_drop: async (tx, me, on) =>
    service.dropAction(tx, me, on, { action: await anOpenAction(tx, on.concernId), note: 'x' }),
  action_change: async (tx, me, on) =>
    service.changeAction(tx, me, on, {
      action: await anOpenAction(tx, on.concernId),
      owner: me.id,
      due,
      note: 'x',
    }),
  policies: (tx, me, on) => service.linkPolicies(tx, me, on, { policies: ['behaviour'] }),
  myconcern: (tx, me, on) => service.enterMyConcern(tx, me, on, { reference: 'MC-1' }),
  monitor: (tx, me, on) => service.monitor(tx, me, on, { watchFor: 'x', review: due }),
  resume: (tx, me, on) => service.resume(tx, me, on, { reason: 'x' }),
  close: service.close,
  reopen: (tx, me, on) => service.reopen(tx, me, on, { reason: 'x' }),
} as const satisfies Partial<Record<Act, Do>>;

type Move = keyof typeof moves;
const step = fc.record({
  act: fc.constantFrom(...(Object.keys(moves) as Move[])),
  who: fc.constantFrom('dsl', 'deputy', 'head'),
  stale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

/** What must hold after every step, whatever was tried. */
function expectLegal(file: CaseRecord): void {
  expect(file.acknowledgedAt === null).toBe(file.status === 'submitted');
  expect(file.closedAt === null).toBe(file.status !== 'closed');
  if (file.status === 'closed') expect(missingToClose(factsOf(file, false))).toEqual([]);
}

test('random work never reaches a state that the table does not know, and never loses an entry', async () => {
  const staff = await aStaffedSchool(world);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
      const look = async () => (await world.as(staff.dsl, (tx) => findCase(tx, concern.id))) as CaseRecord;
      const written: string[] = [];
      for (const { act, who, stale } of steps) {
        const before = await look();
        const on = { concernId: concern.id, version: before.version - (stale ? 1 : 0) };
        const run: Do = moves[act];
        const failed = await world
          .as(staff[who as 'dsl'], (tx, me) => run(tx, me, on))
          .then(
            () => undefined,
            (error: unknown) => error,
          );
        const after = await look();
        const allowed = transition('child_handler', before.status, act);
        if (failed === undefined) {
          written.push(act);
          expect(stale).toBe(false);
          expect([after.status, after.version]).toEqual([allowed?.to, before.version + 1]);
        } else {
          expect(failed instanceof Conflict || failed instanceof Invalid, String(failed)).toBe(true);
          expect(after).toEqual(before);
        }
        expectLegal(after);
      }
      const entries = await world.as(staff.dsl, (tx) => findEntries(tx, concern.id));
      expect(entries.map(({ kind }) => kind).reverse()).toEqual(written);
      const events = await world.owner.query('select 1 from audit.event where subject = $1', [concern.id]);
      expect(events.rowCount).toBe(written.length);
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('a sequence that does everything right closes, so that the property is not true of an idle table', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school });
  const order: Move[] = [
    'acknowledge',
    'categorise',
    'intent',
    'severity',
    'child',
    'parents',
    'monitor',
    'action_done',
    'outcome',
    'close',
    'reopen',
    'close',
  ];
  for (const [n, act] of order.entries()) {
    const run: Do = moves[act];
    await world.as(staff.dsl, (tx, me) => run(tx, me, { concernId: concern.id, version: n + 1 }));
  }
  expect((await world.as(staff.dsl, (tx) => findCase(tx, concern.id)))?.status).toBe('closed');
});
