import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { localDate, Temporal } from '#platform/clock';
import type { AConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { backupPlace } from '#test/support/backup.ts';
import { aClosedCase, destroyByTwo } from '#test/support/due-cases.ts';
import { aFile, aFolder } from '#test/support/evidence-acts.ts';
import { type RestorePlace, restorePlace } from '#test/support/restore-place.ts';
import { testWorld } from '#test/support/world.ts';
import { keepLists } from '../../backups/destroyed.ts';
import { findDue } from '../review/queries.ts';
import { hold, keep, lift } from '../review/service.ts';

/**
 * Five years of a school, a quarter at a time: cases come and are due by the birth dates of their children, some are held and
 * let go again, some kept on, some have files, pupils leave; what may go is destroyed by two. At each step what is due is what
 * this model says; at the end exactly what should be gone is gone, and a backup from the middle brings none of it back.
 */

// One test that works for years, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 120_000 });

const world = await testWorld();
const place = await backupPlace(world);
const staff = await aStaffedSchool(world);
let into: RestorePlace;
beforeEach(async () => {
  into = await restorePlace(world, place);
  return () => into.remove();
});

interface Modelled extends AConcern {
  readonly born: string;
  heldBy: string | null;
  keptUntil: string | null;
  gone: boolean;
}

const model: Modelled[] = [];
const today = () => localDate(world.clock.now());
const isOver = (day: string) => Temporal.PlainDate.compare(Temporal.PlainDate.from(day), today()) <= 0;
const isDue = ({ born, keptUntil, gone }: Modelled) =>
  !gone &&
  isOver(Temporal.PlainDate.from(born).add({ years: 25 }).toString()) &&
  (keptUntil === null || isOver(keptUntil));
const ids = (cases: readonly AConcern[]) => cases.map(({ id }) => id).sort();
const alive = () => model.filter(({ gone }) => !gone);

/** Children who are twenty-five now, soon, and in ten years. */
const BORN = [
  '2001-10-01',
  '2002-03-14',
  '2003-07-30',
  '2004-12-31',
  '2006-02-28',
  '2006-08-31',
  '2012-05-05',
];

async function newCases(quarter: number): Promise<void> {
  for (const n of [0, 1]) {
    const born = BORN[(quarter * 2 + n) % BORN.length] ?? '';
    const concern = await aClosedCase(world, staff, born);
    if (n === 0) await aFile(world, await aFolder(world, concern.id));
    model.push({ ...concern, born, heldBy: null, keptUntil: null, gone: false });
  }
}

/** Some pupils leave: their cases stay as they are. */
const someLeave = () =>
  world.owner.query(
    `update people.enrolment set during = daterange(lower(during), $1::date)
     where upper(during) is null and lower(during) < $1::date and person_id::text ~ '[0-7]$'`,
    [today().toString()],
  );

async function holdOne(one: Modelled, what: string): Promise<void> {
  const input = { what, from: today(), holdReason: 'A claim' };
  await world.as(staff.dsl, (tx, me) => hold(tx, me, one.id, input));
  const { rows } = await world.owner.query(
    'select id from retention.hold order by set_at desc, id desc limit 1',
  );
  one.heldBy = String(rows[0]?.id);
}

async function liftOne(one: Modelled): Promise<void> {
  const input = { hold: one.heldBy ?? '', liftReason: 'It is over' };
  await world.as(staff.deputy, (tx, me) => lift(tx, me, one.id, input));
  one.heldBy = null;
}

async function keepOne(one: Modelled): Promise<void> {
  const until = today().add({ months: 14 });
  await world.as(staff.dsl, (tx, me) => keep(tx, me, one.id, { until, keepReason: 'An inquiry may come' }));
  one.keptUntil = until.toString();
}

/** What people do in a quarter: of what is due, one is held and one is kept on; an old hold ends; the others go. */
async function decide(quarter: number): Promise<void> {
  const due = alive().filter((one) => isDue(one) && one.heldBy === null);
  const held = alive().filter(({ heldBy }) => heldBy !== null);
  if (quarter % 3 === 2 && held[0] !== undefined) await liftOne(held[0]);
  const [first, second, ...rest] = due;
  if (first !== undefined && quarter % 2 === 0) await holdOne(first, 'case');
  if (second !== undefined && quarter % 4 === 1) await keepOne(second);
  for (const one of rest) {
    await destroyByTwo(world, staff, one);
    one.gone = true;
  }
}

async function seen() {
  const due = await world.as(staff.dsl, (tx) => findDue(tx));
  return {
    due: due.map(({ concernId }) => concernId).sort(),
    held: due
      .filter(({ blocks }) => blocks.includes('held'))
      .map(({ concernId }) => concernId)
      .sort(),
  };
}

const QUARTERS = 20;
const MIDDLE = 11;
let middle: { readonly backup: string; readonly there: readonly string[] };

beforeAll(async () => {
  for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
    await newCases(quarter);
    await someLeave();
    const due = alive().filter(isDue);
    expect(await seen()).toEqual({ due: ids(due), held: ids(due.filter(({ heldBy }) => heldBy !== null)) });
    await decide(quarter);
    if (quarter === MIDDLE) middle = { backup: (await place.make()).name, there: ids(alive()) };
    else if (quarter % 4 === 3) await place.make();
    world.clock.advance({ hours: 24 * 91 });
  }
  await keepLists(world.urls.ownerUrl, world.services.masterKey, [place.dir]);
}, 120_000);

const concernsIn = async (ask: RestorePlace['ask']) =>
  (await ask<{ id: string }>('select id from concern.concern')).map(({ id }) => id).sort();
const certificatesIn = async (ask: RestorePlace['ask']) =>
  (await ask<{ id: string }>('select concern_id as id from retention.destruction'))
    .map(({ id }) => id)
    .sort();
const here: RestorePlace['ask'] = async (text) => (await world.owner.query(text)).rows;

test('exactly what should be gone is gone, what is held is there, the chains verify, certificates match', async () => {
  const gone = model.filter((one) => one.gone);
  expect(gone.length).toBeGreaterThan(5);
  expect(alive().filter(({ heldBy }) => heldBy !== null).length).toBeGreaterThan(1);
  expect(await concernsIn(here)).toEqual(ids(alive()));
  expect(await certificatesIn(here)).toEqual(ids(gone));
  expect((await verifyAudit(world.database, [])).faults).toEqual([]);
});

test('a backup from the middle brings back what was there then and was not destroyed since', async () => {
  const { verification, again } = await into.restore(middle.backup);
  const gone = new Set(ids(model.filter((one) => one.gone)));
  const stays = middle.there.filter((id) => !gone.has(id));
  expect(stays.length).toBeLessThan(middle.there.length);
  expect(await concernsIn(into.ask)).toEqual(stays);
  expect(await certificatesIn(into.ask)).toEqual([...gone].sort());
  expect(again.cases).toBe(middle.there.length - stays.length);
  expect(verification.faults).toEqual([]);
});
