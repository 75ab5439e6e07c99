import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, NotFound } from '#platform/errors';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { backupPlace } from '#test/support/backup.ts';
import { aClosedCase } from '#test/support/due-cases.ts';
import { type RestorePlace, restorePlace } from '#test/support/restore-place.ts';
import { testWorld } from '#test/support/world.ts';
import { keepLists } from '../../backups/destroyed.ts';
import { addNote, reopen } from '../../concerns/case/act/service.ts';
import { askToDestroy, destroy, hold, lift, takeBack } from '../review/service.ts';

/**
 * Random sequences of append, reopen, close, hold, lift, ask, agree, take back and back up, each followed by a restore: what
 * is let, what is there and how often is what a small model says. Nothing is lost, doubled, or back.
 */

// Real servers, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 60_000 });

const world = await testWorld();
const place = await backupPlace(world);
let into: RestorePlace;
beforeEach(async () => {
  into = await restorePlace(world, place);
  return () => into.remove();
});

type Who = 'dsl' | 'deputy';
interface Modelled {
  readonly id: string;
  closed: boolean;
  notes: number;
  readonly holds: { readonly id: string; readonly by: Who }[];
  askedBy: Who | null;
  gone: boolean;
}

const free = ({ closed, holds }: Modelled) => closed && holds.length === 0;

interface Deed {
  /** Whether it should be let. */
  readonly may: (one: Modelled, who: Who) => boolean;
  readonly act: (tx: Tx, me: Me, one: Modelled) => Promise<unknown>;
  /** What the model makes of it. */
  readonly model: (one: Modelled, who: Who) => void | Promise<void>;
}

const on = async ({ id }: Modelled) => ({
  concernId: id,
  version: Number(
    (await world.owner.query('select version from concern.case_file where concern_id = $1', [id])).rows[0]
      ?.version ?? 1,
  ),
});

const newestHold = async ({ id }: Modelled) =>
  String(
    (
      await world.owner.query(
        'select id from retention.hold where concern_id = $1 order by id desc limit 1',
        [id],
      )
    ).rows[0]?.id,
  );

const deeds = {
  append: {
    may: ({ closed }) => !closed,
    act: async (tx, me, one) => addNote(tx, me, await on(one), { body: 'x' }),
    model: (one) => {
      one.notes += 1;
    },
  },
  reopen: {
    may: ({ closed }) => closed,
    act: async (tx, me, one) => reopen(tx, me, await on(one), { reason: 'x' }),
    model: (one) => {
      one.closed = false;
    },
  },
  close: {
    may: () => true,
    act: (_tx, _me, { id }) =>
      world.owner.query(
        `update concern.case_file set status = 'closed', closed_at = reported_at where concern_id = $1`,
        [id],
      ),
    model: (one) => {
      one.closed = true;
    },
  },
  hold: {
    may: () => true,
    act: (tx, me, { id }) => hold(tx, me, id, { what: 'case', from: localDate(tx.at), holdReason: 'x' }),
    model: async (one, by) => {
      one.holds.push({ id: await newestHold(one), by });
    },
  },
  lift: {
    may: ({ holds }, who) => holds[0] !== undefined && holds[0].by !== who,
    act: (tx, me, { id, holds }) =>
      lift(tx, me, id, { hold: holds[0]?.id ?? crypto.randomUUID(), liftReason: 'x' }),
    model: ({ holds }) => {
      holds.shift();
    },
  },
  ask: {
    may: (one, who) => free(one) && who === 'dsl',
    act: (tx, me, { id }) => askToDestroy(tx, me, id, { destroyReason: 'x' }),
    model: (one, who) => {
      one.askedBy = who;
    },
  },
  takeBack: {
    may: ({ askedBy }) => askedBy !== null,
    act: (tx, _me, { id }) => takeBack(tx, id),
    model: (one) => {
      one.askedBy = null;
    },
  },
  agree: {
    may: (one, who) => free(one) && one.askedBy !== null && one.askedBy !== who,
    act: (tx, _me, { id }) => destroy(tx, id, null),
    model: (one) => {
      one.gone = true;
    },
  },
} satisfies Record<string, Deed>;

type Named = keyof typeof deeds;
const CASES = 3;
/** What leads to a destruction comes more often, so that some are reached. */
const step = fc.record({
  what: fc.constantFrom<Named[]>(
    ...(Object.keys(deeds) as Named[]),
    'close',
    'ask',
    'ask',
    'agree',
    'agree',
    'lift',
  ),
  who: fc.constantFrom<Who[]>('dsl', 'deputy'),
  which: fc.nat({ max: CASES - 1 }),
});
const sequence = fc.record({
  steps: fc.array(step, { minLength: 30, maxLength: 45 }),
  backUpAfter: fc.nat({ max: 15 }),
});

async function tryStep(staff: Staffed, one: Modelled, what: Named, who: Who): Promise<void> {
  const deed: Deed = deeds[what];
  const may = !one.gone && deed.may(one, who);
  if (one.gone && what === 'close') return;
  const failed = await world
    .as(staff[who], (tx, me) => deed.act(tx, me, one))
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  expect([what, who, failed === undefined]).toEqual([what, who, may]);
  if (failed !== undefined) {
    expect(failed instanceof Conflict || failed instanceof NotFound, String(failed)).toBe(true);
    return;
  }
  await deed.model(one, who);
}

const told = (cases: readonly Modelled[]) =>
  Object.fromEntries(
    cases.filter(({ gone }) => !gone).map(({ id, notes, holds }) => [id, { notes, holds: holds.length }]),
  );

async function toldBy(ask: RestorePlace['ask'], cases: readonly Modelled[]) {
  const rows = await ask<{ id: string; notes: number; holds: number }>(
    `select c.id, (select count(*)::int from concern.entry e where e.concern_id = c.id and e.kind = 'note') as notes,
       (select count(*)::int from retention.hold h where h.concern_id = c.id and h.lifted_at is null) as holds
     from concern.concern c where c.id in (${cases.map(({ id }) => `'${id}'`).join()})`,
  );
  return Object.fromEntries(rows.map(({ id, notes, holds }) => [id, { notes, holds }]));
}

const here: RestorePlace['ask'] = async (text) => (await world.owner.query(text)).rows;
const sequences = fc.sample(sequence, { numRuns: 4, seed: 20_261_120 });
let destroyed = 0;

test.each(sequences)('sequence %#', async ({ steps, backUpAfter }) => {
  const staff = await aStaffedSchool(world);
  const cases: Modelled[] = [];
  for (let n = 0; n < CASES; n += 1) {
    const { id } = await aClosedCase(world, staff);
    cases.push({ id, closed: true, notes: 0, holds: [], askedBy: null, gone: false });
  }
  let backup = { name: '', there: structuredClone(cases) };
  for (const [n, { what, who, which }] of steps.entries()) {
    if (n === backUpAfter) backup = { name: (await place.make()).name, there: structuredClone(cases) };
    const one = cases[which];
    if (one !== undefined) await tryStep(staff, one, what, who);
    expect(await toldBy(here, cases)).toEqual(told(cases));
  }
  await keepLists(world.urls.ownerUrl, world.services.masterKey, [place.dir]);
  const { verification } = await into.restore(backup.name);
  const since = backup.there.filter(({ id }) => !cases.some((one) => one.id === id && one.gone));
  expect(await toldBy(into.ask, cases)).toEqual(told(since));
  expect(verification.faults).toEqual([]);
  destroyed += cases.filter(({ gone }) => gone).length;
});

test('some of them destroyed something, and every chain is whole', async () => {
  expect(destroyed).toBeGreaterThan(2);
  expect((await verifyAudit(world.database, [])).faults).toEqual([]);
});
