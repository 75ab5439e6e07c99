import { load } from 'cheerio';
import { afterAll, describe, expect, test } from 'vitest';
import {
  anAdult,
  anAppointment,
  aPupil,
  aSchool,
  aStaffedSchool,
} from '../../../../test/factories/people.ts';
import { aRoster, forSchools, importRoster, rosterSchools } from '../../../../test/factories/roster.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);
afterAll(() => browser.app.close());

async function aFamily() {
  const staffed = await aStaffedSchool(world);
  const { school } = staffed;
  const child = await aPupil(world, {
    school,
    givenName: 'Marigold',
    familyName: 'Thackeray',
    birthDate: '2016-01-15',
    ncYear: 6,
  });
  const parent = world.services.ids.uuid();
  await world.owner.query(
    `insert into people.person (id, trust_id, kind, given_name, family_name, email) values ($1, $2, 'adult', 'Jocasta', 'Penhallow', 'jocasta@home.test')`,
    [parent, school.trustId],
  );
  await world.owner.query(
    'insert into people.guardianship (id, child_id, adult_id, relation) values (gen_random_uuid(), $1, $2, $3)',
    [child, parent, 'Parent'],
  );
  return { ...staffed, child, parent };
}

describe('a governor', () => {
  test('sees the staff and no child, and is not told that there are none', async () => {
    const { school, child } = await aFamily();
    const visitor = await browser.signedIn(await anAdult(world, { school, role: 'governor' }));
    const text = load((await visitor.get('/people')).body)('main').text();
    expect(text).toContain('Headteacher');
    expect(text).not.toContain('Marigold');
    expect(text).not.toMatch(/pupil/i);
    expect((await visitor.get(`/people/${child}`)).statusCode).toBe(404);
    expect((await visitor.post('/people', { school: school.id, name: 'Marigold' })).body).not.toContain(
      'Thackeray',
    );
  });
});

describe('a teacher', () => {
  test('sees name, year and class of the pupils of their school, and posts of staff', async () => {
    const { teacher } = await aFamily();
    const page = load((await (await browser.signedIn(teacher)).get('/people')).body);
    const text = page('main').text();
    for (const shown of [
      'Marigold Thackeray',
      'Year 6',
      'Beech',
      'Headteacher',
      'Designated safeguarding lead',
    ])
      expect(text).toContain(shown);
    expect(text).not.toContain('Penhallow');
  });

  test('sees no birth date, no family and no parent', async () => {
    const { teacher, child, parent } = await aFamily();
    const visitor = await browser.signedIn(teacher);
    const page = await visitor.get(`/people/${child}`);
    expect(page.body).toContain('Key stage 2');
    expect(page.body).not.toContain('15 Jan 2016');
    expect(page.body).not.toContain('Penhallow');
    expect((await visitor.get(`/people/${parent}`)).statusCode).toBe(404);
  });

  test('does not see who has left', async () => {
    const { teacher, child } = await aFamily();
    await world.owner.query(
      `update people.enrolment set during = '[2020-09-01,2026-07-20)' where person_id = $1`,
      [child],
    );
    const visitor = await browser.signedIn(teacher);
    expect((await visitor.get(`/people/${child}`)).statusCode).toBe(404);
    expect((await visitor.get('/people')).body).not.toContain('Thackeray');
  });
});

test.each(['it', 'trust_it'] as const)('%s sees name, year and class of a pupil alone', async (role) => {
  const { school, child, parent } = await aFamily();
  const visitor = await browser.signedIn(await anAdult(world, { school, trustId: school.trustId, role }));
  const page = await visitor.get(`/people/${child}`);
  expect(load(page.body)('main').text()).toMatch(/Marigold Thackeray[\s\S]*Year 6[\s\S]*Beech/);
  for (const hidden of ['15 Jan 2016', 'Penhallow', 'Parental responsibility', 'Parents and carers'])
    expect(page.body).not.toContain(hidden);
  expect((await visitor.get(`/people/${parent}`)).statusCode).toBe(404);
});

test.each(['dsl', 'office', 'head'] as const)(
  '%s sees the family, and that parental responsibility is not known',
  async (who) => {
    const family = await aFamily();
    const page = load((await (await browser.signedIn(family[who])).get(`/people/${family.child}`)).body);
    const text = page('main').text();
    for (const shown of ['Jocasta Penhallow', 'Not known: ask the office', '15 Jan 2016, age 10'])
      expect(text).toContain(shown);
    expect(page('title').text()).toBe('A pupil – Gatehouse');
  },
);

test.each(['dsl', 'office'] as const)(
  '%s of one school who teaches at another sees of its pupils what a teacher does',
  async (role) => {
    const { school, child } = await aFamily();
    const sister = await aSchool(world, { trustId: school.trustId });
    const both = await anAdult(world, { school: sister, role });
    await anAppointment(world, both, { school, trustId: school.trustId }, 'teacher');
    const page = await (await browser.signedIn(both)).get(`/people/${child}`);
    expect(page.body).toContain('Marigold Thackeray');
    for (const hidden of ['15 Jan 2016', 'age 10', 'Penhallow']) expect(page.body).not.toContain(hidden);
  },
);

test('a person of another school is not there', async () => {
  const { child } = await aFamily();
  const other = await aStaffedSchool(world);
  for (const who of [other.teacher, other.dsl, other.head, other.office]) {
    const visitor = await browser.signedIn(who);
    expect((await visitor.get(`/people/${child}`)).statusCode).toBe(404);
    expect((await visitor.get(`/people?school=${other.school.id}`)).body).not.toContain('Thackeray');
  }
});

test('the trust IT team keeps rosters and sees no school that is not of its trust', async () => {
  const { school } = await aFamily();
  const stranger = await aStaffedSchool(world);
  expect((await (await browser.signedIn(stranger.it)).get(`/people?school=${school.id}`)).statusCode).toBe(
    404,
  );
});

describe('a search by name', () => {
  test('goes by POST, finds by every word, and puts the name in no address', async () => {
    const { teacher, school } = await aFamily();
    const visitor = await browser.signedIn(teacher);
    const found = await visitor.post('/people', { school: school.id, name: 'thack mari' });
    expect(found.statusCode).toBe(200);
    const page = load(found.body);
    expect(page('h1').text()).toBe('1 person found');
    expect(page('table').text()).toContain('Marigold Thackeray');
    expect(page('a[href*="hack"], form[action*="hack"]').length).toBe(0);
  });

  test.each(['%', '_', '%%', "' or true --"])('takes %s for what it is', async (name) => {
    const { teacher, school } = await aFamily();
    const found = await (await browser.signedIn(teacher)).post('/people', { school: school.id, name });
    expect(load(found.body)('table').length).toBe(0);
  });

  test('without a name says so', async () => {
    const { teacher, school } = await aFamily();
    const answer = await (await browser.signedIn(teacher)).post('/people', { school: school.id, name: ' ' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Enter at least two letters of a name.');
  });
});

test('the list is filtered by year and by class, and unreadable filters are left out', async () => {
  const [school] = await rosterSchools(world, 1);
  if (school === undefined) throw new Error('no school');
  const roster = forSchools(aRoster(), [school]);
  await importRoster(world, school, roster);
  const { rows } = await world.owner.query<{ id: string }>(
    `select id from people.class where school_id = $1 and title = 'Tutor group 03A'`,
    [school.id],
  );
  const office = world.services.ids.uuid();
  await world.owner.query(
    `insert into people.person (id, trust_id, kind, given_name, family_name) values ($1, $2, 'adult', 'O', 'F')`,
    [office, school.trustId],
  );
  await world.owner.query(
    `insert into people.appointment (id, person_id, trust_id, school_id, role, during) values (gen_random_uuid(), $1, $2, $3, 'office', '[2020-09-01,)')`,
    [office, school.trustId, school.id],
  );
  const visitor = await browser.signedIn(office);
  const years = async (query: string) => {
    const page = load((await visitor.get(`/people?${query}`)).body);
    return new Set(
      page('table')
        .first()
        .find('tbody tr td:nth-child(2)')
        .toArray()
        .map((cell) => page(cell).text()),
    );
  };
  expect(await years('year=3')).toEqual(new Set(['Year 3']));
  expect(await years(`class=${rows[0]?.id}`)).toEqual(new Set(['Year 3']));
  expect((await years('year=nonsense&class=1&page=-4')).size).toBeGreaterThan(3);
});
