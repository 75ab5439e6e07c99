import { expect, test } from 'vitest';
import { localDate } from '#platform/clock';
import { Invalid } from '#platform/errors';
import { aConcern, type ConcernFacts } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../case/act/service.ts';
import { namePerson } from '../case/naming/service.ts';
import { readCase } from '../case/page/service.ts';
import { findTodayForHandler } from '../case/today/service.ts';
import { checkIn, planSupport } from './service.ts';

const world = await testWorld();
const staff = await aStaffedSchool(world);
const today = localDate(world.clock.now());
const none = { adult: null, steps: null, voice: null, owner: null, checkIn: null } as const;

async function aCase(facts: ConcernFacts = {}) {
  const { id } = await aConcern(world, { school: staff.school, supported: false, ...facts });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: id, version: 1 }));
  const view = () => world.as(staff.dsl, (tx, me) => readCase(tx, me, id));
  const on = async (row: string) => ({ concernId: id, row, version: (await view()).file.version });
  return { id, view, on };
}

test('a check-in is an action of whoever holds it: on Today, then noted, then the next', async () => {
  const c = await aCase();
  const { parties } = await c.view();
  const plan = await c.on(parties[0]?.id ?? '');
  const input = {
    ...none,
    kind: 'plan',
    adult: staff.teacher,
    steps: 'Lunch with a friend',
    owner: staff.dsl,
    checkIn: today,
    why: null,
  } as const;
  await world.as(staff.dsl, (tx, me) => planSupport(tx, me, plan, input));
  const due = await world.as(staff.dsl, findTodayForHandler);
  expect(due.filter(({ concernId }) => concernId === c.id).map(({ text }) => text)).toContain(
    'Your action is due today',
  );
  const { following } = await c.view();
  const on = await c.on(following.supports[0]?.id ?? '');
  const said = { note: 'She sleeps again', next: today.add({ days: 7 }) };
  await world.as(staff.dsl, (tx, me) => checkIn(tx, me, on, said));
  const after = await c.view();
  expect(after.following.supports[0]?.checkInOn?.equals(today.add({ days: 7 }))).toBe(true);
  expect(after.following.actions).toMatchObject([{ doneAt: null }, { doneNote: 'She sleeps again' }]);
  const twice = await c.on(parties[0]?.id ?? '');
  await expect(world.as(staff.dsl, (tx, me) => planSupport(tx, me, twice, input))).rejects.toThrow(Invalid);
});

test('a reason why not is an answer, and holds for whom a description turns out to be', async () => {
  const c = await aCase({ parties: [{ describedAs: 'A boy in Year 6' }] });
  const { parties, file } = await c.view();
  expect(file.unsupported).toBe(1);
  const on = await c.on(parties[0]?.id ?? '');
  const input = { ...none, kind: 'none', why: 'Nobody knows who it was' } as const;
  await world.as(staff.dsl, (tx, me) => planSupport(tx, me, on, input));
  expect((await c.view()).file.unsupported).toBe(0);
  const person = await aPupil(world, { school: staff.school });
  const { version } = (await c.view()).file;
  const named = { identifies: parties[0]?.id ?? null, person, part: 'affected', note: null } as const;
  await world.as(staff.dsl, (tx, me) => namePerson(tx, me, { concernId: c.id, version }, named));
  expect((await c.view()).file.unsupported).toBe(0);
});
