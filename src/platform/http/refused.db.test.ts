import { expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

async function refusalsOf(personId: string) {
  const { rows } = await world.owner.query<{ actor: string; body: string }>(
    `select actor, body from audit.event where type = 'access.refused/1' and subject = $1 order by seq`,
    [personId],
  );
  return rows.map(({ actor, body }) => ({ actor, ...(JSON.parse(body) as { data: object }).data }));
}

test('that somebody was refused a case is an event, of ids and the route’s pattern alone', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school });
  const teacher = await browser.signedIn(staff.teacher);
  expect((await teacher.get(`/concerns/${concern.id}?why=curious`)).statusCode).toBe(404);
  expect((await teacher.post(`/concerns/${concern.id}/note`, { body: 'Let me in' })).statusCode).toBe(404);
  const actor = `person:${staff.teacher}`;
  const common = { actor, status: 404, ids: [concern.id], more: false };
  expect(await refusalsOf(staff.teacher)).toEqual([
    { ...common, method: 'GET', route: '/concerns/:id' },
    { ...common, method: 'POST', route: '/concerns/:id/note' },
  ]);
});

test('what was let in, no address of ours, and whoever is not signed in leave none', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school });
  const lead = await browser.signedIn(staff.dsl);
  expect((await lead.get(`/concerns/${concern.id}`)).statusCode).toBe(200);
  expect((await lead.get('/nothing-here')).statusCode).toBe(404);
  expect((await browser.nobody.get(`/concerns/${concern.id}`)).statusCode).toBe(303);
  expect(await refusalsOf(staff.dsl)).toEqual([]);
});

test('nobody floods the record with them: after thirty in ten minutes one more says that there are others', async () => {
  const staff = await aStaffedSchool(world);
  const teacher = await browser.signedIn(staff.teacher);
  const path = `/concerns/${world.services.ids.uuid()}`;
  for (let n = 0; n < 33; n += 1) await teacher.get(path);
  const found = await refusalsOf(staff.teacher);
  expect(found).toHaveLength(31);
  expect(found.at(-1)).toMatchObject({ more: true });
  world.clock.advance({ minutes: 11 });
  await teacher.get(path);
  expect(await refusalsOf(staff.teacher)).toHaveLength(32);
});
