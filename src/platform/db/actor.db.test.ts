import { expect, test } from 'vitest';
import { aPupil, aStaffedSchool } from '../../../test/factories/people.ts';
import { testWorld } from '../../../test/support/world.ts';

const world = await testWorld();
const here = await aStaffedSchool(world);
const elsewhere = await aStaffedSchool(world);
const pupil = await aPupil(world, { school: here.school });

const seesPupil = (personId: string) =>
  world.as(
    personId,
    async (tx) =>
      (await tx.db.selectFrom('people.person').select('id').where('id', '=', pupil).execute()).length === 1,
  );

test('a person sees the people of their own schools', async () => {
  expect(await seesPupil(here.teacher)).toBe(true);
  expect(await seesPupil(elsewhere.teacher)).toBe(false);
});

test('duties become scope sets', async () => {
  const me = await world.as(here.dsl, async (_tx, me) => me);
  expect(me.childSchoolIds).toEqual([here.school.id]);
  expect(me.adultSchoolIds).toEqual([]);
  expect((await world.as(here.head, async (_tx, me) => me)).adultSchoolIds).toEqual([here.school.id]);
  expect((await world.as(here.trustLead, async (_tx, me) => me)).headSchoolIds).toEqual([here.school.id]);
});

test('without a second factor nobody reads cases', async () => {
  const me = await world.as(here.dsl, async (_tx, me) => me, false);
  expect(me.childSchoolIds).toEqual([]);
  expect(me.schoolIds).toEqual([here.school.id]);
});

test('an actor without a person sees nothing', async () => {
  const rows = await world.database.withActor({ kind: 'system', role: 'escalation' }, (tx) =>
    tx.db.selectFrom('people.person').select('id').where('kind', '=', 'pupil').execute(),
  );
  expect(rows).toEqual([]);
  await expect(world.as(pupil, async () => 'in')).rejects.toThrow('not an adult');
});

test('a failed transaction leaves neither rows nor audit events', async () => {
  const events = async () =>
    (await world.owner.query('select count(*)::int as n from audit.event')).rows[0].n as number;
  const before = await events();
  await expect(
    world.as(here.teacher, async (tx) => {
      tx.record({ chain: here.school.id, type: 'test.happened/1' });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await events()).toBe(before);
  await world.as(here.teacher, async (tx) => tx.record({ chain: here.school.id, type: 'test.happened/1' }));
  expect(await events()).toBe(before + 1);
});

test('an actor’s rights end with their transaction', async () => {
  await world.as(here.head, async () => {});
  const rows = await world.database.withActor(
    { kind: 'system', role: 'visitor' },
    async (tx) =>
      (await tx.client.query(`select app.actor() as actor, app.ids('caseloads') as caseloads`)).rows,
  );
  expect(rows).toEqual([{ actor: null, caseloads: [] }]);
});
