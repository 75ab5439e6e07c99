import { expect, test } from 'vitest';
import { aConcern, anExclusion } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, enterMyConcern } from '../act/service.ts';
import { chaseMyConcern } from './service.ts';

const world = await testWorld();

async function mailsTo(person: string): Promise<unknown[]> {
  const { rows } = await world.owner.query('select template, link from mail.outbox where to_person_id = $1', [
    person,
  ]);
  return rows;
}

test('whoever holds cases without a MyConcern reference is reminded once, with a link to Today and no more', async () => {
  const staff = await aStaffedSchool(world, { recordOfTruth: 'myconcern' });
  const [one, two] = [
    await aConcern(world, { school: staff.school }),
    await aConcern(world, { school: staff.school }),
  ];
  for (const { id } of [one, two])
    await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: id, version: 1 }));
  expect(await chaseMyConcern(world.database)).toBe(1);
  expect(await mailsTo(staff.dsl)).toEqual([{ template: 'reminder', link: '/' }]);
  const on = ({ id }: { id: string }) => ({ concernId: id, version: 2 });
  await world.as(staff.dsl, (tx, me) => enterMyConcern(tx, me, on(one), { reference: 'MC-1' }));
  await world.as(staff.dsl, (tx, me) => enterMyConcern(tx, me, on(two), { reference: 'MC-2' }));
  expect(await chaseMyConcern(world.database)).toBe(0);
});

test('nobody is chased where Gatehouse is the record, before acknowledging, or once excluded', async () => {
  const staff = await aStaffedSchool(world);
  const ours = await aConcern(world, { school: staff.school });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: ours.id, version: 1 }));
  const linked = await aStaffedSchool(world, { recordOfTruth: 'myconcern' });
  await aConcern(world, { school: linked.school });
  const hidden = await aConcern(world, { school: linked.school });
  await world.as(linked.dsl, (tx, me) => acknowledge(tx, me, { concernId: hidden.id, version: 1 }));
  await anExclusion(world, hidden, linked.dsl);
  expect(await chaseMyConcern(world.database)).toBe(0);
});
