import { expect, test } from 'vitest';
import { NotFound } from '#platform/errors';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import type { ActOn } from './perform.ts';
import * as service from './service.ts';

const world = await testWorld();

async function scene() {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  return { staff, on: (version: number): ActOn => ({ concernId: concern.id, version }) };
}

test.each(['teacher', 'otherTeacher', 'office', 'it', 'chair'] as const)(
  'to the %s the case is not there',
  async (who) => {
    const { staff, on } = await scene();
    const act = world.as(staff[who], (tx, me) => service.addNote(tx, me, on(1), { body: 'Let me in' }));
    await expect(act).rejects.toBeInstanceOf(NotFound);
  },
);

test('nor to the lead of another school, nor to a lead without the second factor', async () => {
  const { staff, on } = await scene();
  const other = await aStaffedSchool(world, { trustId: staff.school.trustId });
  const note = { body: 'Let me in' };
  await expect(world.as(other.dsl, (tx, me) => service.addNote(tx, me, on(1), note))).rejects.toBeInstanceOf(
    NotFound,
  );
  await expect(
    world.as(staff.dsl, (tx, me) => service.addNote(tx, me, on(1), note), false),
  ).rejects.toBeInstanceOf(NotFound);
  await expect(
    world.as(staff.trustLead, (tx, me) => service.addNote(tx, me, on(1), note)),
  ).resolves.toBeDefined();
});
