import { load } from 'cheerio';
import { expect, test } from 'vitest';
import {
  anAdult,
  anAppointment,
  aProposedLeaver,
  aStaffedSchool,
} from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const todayOf = async (personId: string) => {
  const visitor = await browser.signedIn(personId);
  const before = world.database.counts.statements;
  const page = load((await visitor.get('/')).body);
  return {
    page,
    main: page('main').text(),
    links: page('main a')
      .toArray()
      .map((link) => page(link).attr('href') ?? ''),
    statements: world.database.counts.statements - before,
  };
};

const askDeputy = async (head: string, schoolId: string, personId: string) => {
  const asked = await (await browser.signedIn(head)).post(`/people/duties/give?at=${schoolId}`, {
    role: 'deputy_dsl',
    personId,
  });
  expect(asked.statusCode).toBe(303);
  return String(asked.headers.location);
};

test('a duty waits on the Today of who can agree, and not of who asked or gets it', async () => {
  const { school, head, dsl, deputy, trustLead, teacher, otherTeacher } = await aStaffedSchool(world);
  const path = await askDeputy(head, school.id, otherTeacher);
  const { links, main, statements } = await todayOf(dsl);
  expect(links).toContain(path);
  expect(main).toContain('as deputy designated safeguarding lead');
  expect(statements).toBeLessThanOrEqual(8);
  expect((await todayOf(trustLead)).statements).toBeLessThanOrEqual(8);
  for (const person of [head, teacher, otherTeacher])
    expect((await todayOf(person)).links).not.toContain(path);
  await (await browser.signedIn(deputy)).post(`${path}/confirm`);
  expect((await todayOf(dsl)).links).not.toContain(path);
});

test('so does a recovery', async () => {
  const { head, dsl, deputy } = await aStaffedSchool(world);
  const started = await (await browser.signedIn(head)).post('/recovery/start', {
    personId: deputy,
    reason: 'Lost the phone',
  });
  const path = String(started.headers.location);
  expect(path).toMatch(/^\/recovery\/[0-9a-f-]{36}$/);
  expect((await todayOf(dsl)).links).toContain(path);
  expect((await todayOf(head)).links).not.toContain(path);
});

test('undecided leavers wait on the Today of the office and the Head alone', async () => {
  const { school, head, office, it, teacher, otherTeacher } = await aStaffedSchool(world);
  const path = `/people/leavers/${school.id}`;
  expect((await todayOf(office)).links).not.toContain(path);
  await aProposedLeaver(world, school, otherTeacher);
  for (const person of [office, head]) {
    const { links, main } = await todayOf(person);
    expect(links).toContain(path);
    expect(main).toContain('1 person was missing from the last roster');
  }
  for (const person of [it, teacher]) expect((await todayOf(person)).links).not.toContain(path);
});

test('a new Head sees what is left to set up, each with its link, within eight statements', async () => {
  const { school, head, chair, trustLead, deputy, dsl } = await aStaffedSchool(world);
  await world.owner.query(
    "update people.appointment set during = '[2020-09-01,2025-01-01)' where person_id = any ($1)",
    [[chair, trustLead, deputy]],
  );
  await world.owner.query('update people.person set email = null where id = $1', [head]);
  const { page, links, main, statements } = await todayOf(head);
  expect(page('h2').text()).toContain('Finish setting up');
  for (const path of ['/people/add', '/recovery/start', `/settings/routing/${school.id}`, '/people/import']) {
    expect(links).toContain(path);
  }
  for (const words of ['concern about you', 'No telephone', 'LADO', 'of 1 person', 'SMTP_URL']) {
    expect(main).toContain(words);
  }
  expect(statements).toBeLessThanOrEqual(8);
  expect(main).not.toContain('cup of tea');
  expect((await todayOf(dsl)).main).not.toContain('Finish setting up');
  await anAdult(world, { school, role: 'governor' });
  const later = await todayOf(head);
  expect(later.links).not.toContain('/people/add');
  expect(later.links).toContain(`/people/duties/give?at=${school.id}`);
});

test('what is done is no longer asked for', async () => {
  const { school, head, dsl, deputy } = await aStaffedSchool(world);
  await world.owner.query("update people.school set phone = '1', lado_contact = '2' where id = $1", [
    school.id,
  ]);
  await world.owner.query(
    `insert into signin.account (person_id, user_name, created_at, ever_used)
     select p, right(p::text, 12), now(), true from unnest($1::uuid[]) p
     on conflict (person_id) do update set ever_used = true`,
    [[dsl, deputy]],
  );
  const { main } = await todayOf(head);
  for (const words of ['concern about you', 'agree to', 'Only two', 'telephone', 'LADO', 'of 1 person']) {
    expect(main).not.toContain(words);
  }
  expect(main).toContain('No pupils yet');
});

test('the line under the greeting says what a post is called', async () => {
  const { school, head, it } = await aStaffedSchool(world);
  await anAppointment(world, it, { school, trustId: school.trustId }, 'teaching_assistant');
  expect((await todayOf(head)).page('main').text()).toContain('Headteacher');
  expect((await todayOf(it)).page('main').text()).toMatch(/IT · Teaching assistant/);
});
