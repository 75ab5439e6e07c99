import { afterAll, expect, test } from 'vitest';
import { anAdult, aPupil, aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);
afterAll(() => browser.app.close());

/** A school where a parent, a colleague, one who has left and a pupil share a family name. */
async function aFamilyName() {
  const staffed = await aStaffedSchool(world);
  const { school } = staffed;
  const named = { school, familyName: 'Penhallow' };
  const colleague = await anAdult(world, { ...named, givenName: 'Works' });
  await anAdult(world, { ...named, givenName: 'Left', during: '[2020-09-01,2026-07-22)' });
  const child = await aPupil(world, { ...named, givenName: 'Learns' });
  const parent = world.services.ids.uuid();
  await world.owner.query(
    `insert into people.person (id, trust_id, kind, given_name, family_name) values ($1, $2, 'adult', 'Parent', 'Penhallow')`,
    [parent, school.trustId],
  );
  await world.owner.query(
    'insert into people.guardianship (id, child_id, adult_id) values (gen_random_uuid(), $1, $2)',
    [child, parent],
  );
  const governor = await anAdult(world, { school, role: 'governor' });
  const foundBy = async (who: string) => {
    const visitor = await browser.signedIn(who);
    const answer = await visitor.post(`/people/search/${school.id}`, { query: 'penhal' });
    return (answer.json() as { people: { label: string; detail: string }[] }).people;
  };
  const seenBy = (who: string) =>
    world.as(who, async (tx) => {
      const { rows } = await tx.client.query('select id from people.person where id = any ($1)', [
        [parent, colleague],
      ]);
      return rows.map(({ id }) => id as string);
    });
  return { ...staffed, governor, parent, colleague, foundBy, seenBy };
}

test('whose name begins with the letters comes first, and the thirteenth is not left out in silence', async () => {
  const { teacher, school, foundBy } = await aFamilyName();
  for (const familyName of ['Abannan', 'Annable'])
    await aPupil(world, { school, givenName: 'Zed', familyName });
  const visitor = await browser.signedIn(teacher);
  const search = async (query: string) =>
    (await visitor.post(`/people/search/${school.id}`, { query })).json() as {
      people: { label: string }[];
      more?: true;
    };
  expect((await search('ann')).people.map(({ label }) => label)).toEqual(['Zed Annable', 'Zed Abannan']);
  for (let n = 0; n < 10; n += 1) await aPupil(world, { school, givenName: `Q${n}`, familyName: 'Annable' });
  expect(await search('ann')).not.toHaveProperty('more');
  await aPupil(world, { school, givenName: 'Last', familyName: 'Annable' });
  const cut = await search('ann');
  expect([cut.people.length, cut.more]).toEqual([12, true]);
  expect(await foundBy(teacher)).toHaveLength(2);
});

const names = (people: readonly { label: string }[]) => people.map(({ label }) => label).sort();

test.each(['teacher', 'office', 'it', 'chair'] as const)(
  '%s finds pupils and colleagues, no parent',
  async (who) => {
    const family = await aFamilyName();
    expect(names(await family.foundBy(family[who]))).toEqual(['Learns Penhallow', 'Works Penhallow']);
  },
);

test('a governor finds colleagues alone', async () => {
  const { governor, foundBy } = await aFamilyName();
  expect(names(await foundBy(governor))).toEqual(['Works Penhallow']);
});

test('a designated lead finds parents too, and is told who works here', async () => {
  const { dsl, foundBy } = await aFamilyName();
  const found = await foundBy(dsl);
  expect(found).toContainEqual(
    expect.objectContaining({ label: 'Parent Penhallow', detail: 'Adult, does not work here' }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ label: 'Works Penhallow', detail: 'Works at this school' }),
  );
});

test("a parent's row is not there for staff and governors, whatever they ask", async () => {
  const { teacher, governor, dsl, parent, colleague, seenBy } = await aFamilyName();
  expect(await seenBy(teacher)).toEqual([colleague]);
  expect(await seenBy(governor)).toEqual([colleague]);
  expect((await seenBy(dsl)).sort()).toEqual([colleague, parent].sort());
});
