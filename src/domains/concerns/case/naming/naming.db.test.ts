import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { Invalid } from '#platform/errors';
import { type AConcern, aConcern } from '#test/factories/concerns.ts';
import { anAdult, aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { findParties } from '../../queries.ts';
import { readCase } from '../page/service.ts';
import { findCase } from '../queries.ts';
import { namePerson } from './service.ts';

const world = await testWorld();
const browser = await testBrowser(world);
const staff = await aStaffedSchool(world);
const { school, dsl } = staff;

const notKnown = (facts: Partial<Parameters<typeof aConcern>[1]> = {}) =>
  aConcern(world, {
    school,
    reporter: staff.teacher,
    parties: [{ describedAs: 'A boy in Year 6' }],
    ...facts,
  });

async function describedIn(concern: AConcern): Promise<string> {
  const { rows } = await world.owner.query('select id from concern.party where concern_id = $1', [
    concern.id,
  ]);
  return rows[0].id;
}

const name = (concern: AConcern, input: Partial<Parameters<typeof namePerson>[3]>, as = dsl, version = 1) =>
  world.as(as, (tx, me) =>
    namePerson(
      tx,
      me,
      { concernId: concern.id, version },
      { identifies: null, person: '', part: 'affected', note: null, ...input },
    ),
  );

test('one whom the report described is identified; the report and its reporter’s page stay as they were', async () => {
  const concern = await notKnown();
  const child = await aPupil(world, { school, givenName: 'Amara', familyName: 'Quillfeather' });
  const other = await aConcern(world, { school, parties: [{ personId: child }] });
  await name(concern, { person: child, identifies: await describedIn(concern), note: 'His sister told me' });
  const view = await world.as(dsl, (tx, me) => readCase(tx, me, concern.id));
  expect(view.parties).toMatchObject([
    { personId: child, name: 'Amara Quillfeather', reportedAs: 'A boy in Year 6', age: 10 },
  ]);
  expect(view.links.suggested.map(({ id }) => id)).toEqual([other.id]);
  expect(view.families.map(({ childId }) => childId)).toEqual([child]);
  expect(view.entries[0]).toMatchObject({ kind: 'name_person', body: 'His sister told me' });
  const mine = await world.as(staff.teacher, (tx) => findParties(tx, concern.id, staff.teacher));
  expect(mine.map((party) => party.name)).toEqual(['A boy in Year 6']);
  const list = load((await (await browser.signedIn(dsl)).get('/concerns')).body)('main').text();
  expect(list).toContain('Amara Q.');
  const { rows } = await world.owner.query(
    `select body from audit.event where subject = $1 and type = 'concern.name_person/1'`,
    [concern.id],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].body).not.toContain('Amara');
});

test('somebody new is added; nobody twice, nobody of another school, no row of another case', async () => {
  const concern = await notKnown();
  const child = await aPupil(world, { school });
  await name(concern, { person: child, part: 'witness' });
  expect(await world.as(dsl, (tx) => findParties(tx, concern.id))).toHaveLength(2);
  const strangers = await aPupil(world);
  const elsewhere = await describedIn(await notKnown());
  for (const input of [
    { person: child },
    { person: strangers },
    { person: await aPupil(world, { school }), identifies: elsewhere },
  ])
    await expect(name(concern, input, dsl, 2)).rejects.toThrow(Invalid);
});

test('an adult who may have done it is shut out, as the report would have', async () => {
  const concern = await notKnown();
  const child = await aPupil(world, { school });
  const parent = world.services.ids.uuid();
  await world.owner.query(
    `insert into people.person (id, trust_id, kind, given_name, family_name) values ($1, $2, 'adult', 'Par', 'Ent')`,
    [parent, school.trustId],
  );
  await world.owner.query(
    'insert into people.guardianship (id, child_id, adult_id) values (gen_random_uuid(), $1, $2)',
    [child, parent],
  );
  await name(concern, { person: parent, part: 'alleged' });
  const { rows } = await world.owner.query(
    'select person_id, state from concern.exclusion where concern_id = $1',
    [concern.id],
  );
  expect(rows).toEqual([{ person_id: parent, state: 'provisional' }]);
  await expect(name(concern, { person: staff.otherTeacher, part: 'alleged' }, dsl, 2)).rejects.toThrow(
    Invalid,
  );

  const about = await aConcern(world, {
    school,
    stream: 'adult',
    parties: [{ describedAs: 'A teacher', isAdult: true }],
  });
  await expect(name(about, { person: staff.head, part: 'alleged' }, staff.head)).rejects.toThrow(Invalid);
  const alleged = await anAdult(world, { school });
  await name(about, { person: alleged, part: 'alleged' }, staff.head);
  const shut = await world.owner.query('select person_id from concern.exclusion where concern_id = $1', [
    about.id,
  ]);
  expect(shut.rows).toEqual([{ person_id: alleged }]);
});

test('without a script: looked up with the button, chosen, named', async () => {
  const concern = await notKnown();
  const child = await aPupil(world, { school, givenName: 'Bo', familyName: 'Thistlewick' });
  const lead = await browser.signedIn(dsl);
  const path = `/concerns/${concern.id}/name_person`;
  const open = load((await lead.get(path)).body);
  expect(open('input[name=identifies]').length).toBe(2);
  const found = await lead.post(path, { version: '1', search: 'person_search', person_search: 'thistlew' });
  expect(found.statusCode).toBe(200);
  const page = load(found.body);
  expect(page('.govuk-error-summary')).toHaveLength(0);
  expect(page('input[type=radio][name=person]').val()).toBe(child);
  const done = await lead.post(path, { version: '1', person: child, part: 'affected', identifies: '' });
  expect(done.statusCode).toBe(303);
  expect((await world.as(dsl, (tx) => findCase(tx, concern.id)))?.version).toBe(2);
});

test('a pupil of a sister school whom the trust’s lead names brings no age, and to the school’s own lead no name', async () => {
  const sister = await aStaffedSchool(world, { trustId: school.trustId });
  const child = await aPupil(world, { school: sister.school, givenName: 'Wren', familyName: 'Otherwhere' });
  const concern = await notKnown();
  await name(concern, { person: child }, staff.trustLead);
  const seen = async (by: string) =>
    (await world.as(by, (tx, me) => readCase(tx, me, concern.id))).parties.find(
      ({ personId }) => personId === child,
    );
  expect(await seen(staff.trustLead)).toMatchObject({ name: 'Wren Otherwhere', age: null });
  expect(await seen(dsl)).toMatchObject({ name: 'Name held elsewhere', age: null });
  await world.owner.query('update concern.party set age = 10 where person_id = $1', [child]);
  expect(await seen(dsl)).toMatchObject({ age: null });
});
