import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { aSchool, aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

let counter = 0;
const somebody = (schoolId: string, more: Readonly<Record<string, string>> = {}) => {
  counter += 1;
  return {
    school: schoolId,
    given_name: 'Isolde',
    family_name: `Newcome${counter}`,
    role: 'governor',
    ...more,
  };
};

const known = async (familyName: string) => {
  const { rows } = await world.owner.query<{
    id: string;
    email: string | null;
    role: string;
    by_roster: boolean;
  }>(
    `select p.id, p.email, a.role, a.by_roster from people.person p join people.appointment a on a.person_id = p.id
     where p.family_name = $1 and lower(a.during) = '2026-11-20'`,
    [familyName],
  );
  return rows;
};

test('the office adds a governor whom no roster brings; it is audited without a name', async () => {
  const { school, office } = await aStaffedSchool(world);
  const answers = somebody(school.id, { email: 'isolde@school.test' });
  const visitor = await browser.signedIn(office);
  expect((await visitor.get('/people')).body).toContain('href="/people/add"');
  const answer = await visitor.post('/people/add', answers);
  expect(answer.statusCode).toBe(303);
  const found = await known(answers.family_name);
  expect(found).toEqual([
    { id: expect.any(String), email: 'isolde@school.test', role: 'governor', by_roster: false },
  ]);
  expect(answer.headers.location).toBe(`/people/accounts/${found[0]?.id}`);
  expect((await visitor.get(`/people/accounts/${found[0]?.id}`)).statusCode).toBe(200);
  const { rows } = await world.owner.query<{ body: string }>(
    "select body from audit.event where type = 'person.added/1' and chain_id = $1",
    [school.id],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.body).not.toContain('Newcome');
});

test('a governor who was added can be given the chair', async () => {
  const { school, head } = await aStaffedSchool(world);
  const visitor = await browser.signedIn(head);
  const answers = somebody(school.id);
  await visitor.post('/people/add', answers);
  const [found] = await known(answers.family_name);
  const page = load((await visitor.get(`/people/duties/give?at=${school.id}`)).body);
  expect(page(`select[name=personId] option[value="${found?.id}"]`).text()).toContain(answers.family_name);
  const asked = await visitor.post(`/people/duties/give?at=${school.id}`, {
    role: 'chair_of_governors',
    personId: found?.id ?? '',
  });
  expect(asked.headers.location).toMatch(/^\/people\/duties\/asked\//);
});

test('a duty that reads cases, a strange school and a faraway day are refused with what was typed', async () => {
  const { school, office } = await aStaffedSchool(world);
  const visitor = await browser.signedIn(office);
  const elsewhere = await aSchool(world, { trustId: school.trustId });
  for (const wrong of [
    { role: 'dsl' },
    { school: elsewhere.id },
    { 'from-day': '1', 'from-month': '1', 'from-year': '2031' },
    { email: 'nowhere' },
  ]) {
    const answers = somebody(school.id, wrong);
    const answer = await visitor.post('/people/add', answers);
    expect(answer.statusCode).toBe(422);
    expect(load(answer.body)('input[name=family_name]').val()).toBe(answers.family_name);
    expect(await known(answers.family_name)).toEqual([]);
  }
});

test('a name that is known here is asked about before it is added twice', async () => {
  const { school, office } = await aStaffedSchool(world);
  const visitor = await browser.signedIn(office);
  const answers = somebody(school.id);
  await visitor.post('/people/add', answers);
  const twice = await visitor.post('/people/add', { ...answers, given_name: 'ISOLDE' });
  expect(twice.statusCode).toBe(422);
  expect(await known(answers.family_name)).toHaveLength(1);
  expect((await visitor.post('/people/add', { ...answers, another: 'yes' })).statusCode).toBe(303);
  expect(await known(answers.family_name)).toHaveLength(2);
});

test('who keeps no roster finds nothing here', async () => {
  const { school, teacher, dsl } = await aStaffedSchool(world);
  for (const person of [teacher, dsl]) {
    const visitor = await browser.signedIn(person);
    expect((await visitor.get('/people/add')).statusCode).toBe(404);
    expect((await visitor.post('/people/add', somebody(school.id))).statusCode).toBe(404);
    expect((await visitor.get(`/people/${teacher}/email`)).statusCode).toBe(404);
    expect((await visitor.get('/people')).body).not.toContain('/people/add');
  }
});

test('the office, IT and the Head change a teacher’s address, never a case reader’s', async () => {
  const { teacher, dsl, office, it, head } = await aStaffedSchool(world);
  for (const person of [office, it, head]) {
    const visitor = await browser.signedIn(person);
    const page = load((await visitor.get(`/people/${teacher}`)).body);
    expect(page(`a[href="/people/${teacher}/email"]`)).toHaveLength(1);
    const email = `${person.slice(-6)}@school.test`;
    expect((await visitor.post(`/people/${teacher}/email`, { email })).statusCode).toBe(303);
    const { rows } = await world.owner.query('select email from people.person where id = $1', [teacher]);
    expect(rows).toEqual([{ email }]);
    expect((await visitor.post(`/people/${dsl}/email`, { email })).statusCode).toBe(404);
    expect((await visitor.get(`/people/${dsl}`)).body).not.toContain(`/people/${dsl}/email`);
  }
});

test('nor may the office of a sister school', async () => {
  const one = await aStaffedSchool(world);
  const other = await aStaffedSchool(world, { trustId: one.school.trustId });
  const visitor = await browser.signedIn(other.office);
  expect((await visitor.post(`/people/${one.teacher}/email`, { email: 'x@school.test' })).statusCode).toBe(
    404,
  );
});
