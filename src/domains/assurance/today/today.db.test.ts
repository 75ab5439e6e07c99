import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { aConcern, anExclusion } from '../../../../test/factories/concerns.ts';
import { anAppointment, aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const pageOf = async (personId: string) => {
  const answer = await (await browser.signedIn(personId)).get('/');
  expect(answer.statusCode).toBe(200);
  const page = load(answer.body);
  return { page, main: page('main').text(), html: answer.body };
};

/** In order of the page, so that what comes first is what is most urgent. */
const position = (text: string, ...parts: readonly string[]) => parts.map((part) => text.indexOf(part));

test('a teacher with nothing waiting is told so, and finds the report button and support', async () => {
  const { teacher } = await aStaffedSchool(world);
  const { page, main } = await pageOf(teacher);
  expect(page('h1').text()).toMatch(/^Good morning, /);
  expect(main).toContain('Nothing waits for you.');
  expect(page('a[href="/concerns/report"]').length).toBeGreaterThan(0);
  expect(page('main a[href="/wellbeing"]')).toHaveLength(1);
  expect(main).not.toContain('This half term');
});

test('an urgent concern that nobody has acknowledged comes first, for the lead and the Head', async () => {
  const { school, dsl, head, teacher } = await aStaffedSchool(world);
  const urgent = await aConcern(world, {
    school,
    reporter: teacher,
    urgent: true,
    acknowledgeBy: '2026-11-20T09:07:00Z',
  });
  const other = await aConcern(world, { school, reporter: teacher });
  for (const person of [dsl, head]) {
    const { page, main } = await pageOf(person);
    expect(page('.gh-card--urgent').text()).toContain(urgent.reference);
    expect(page('.gh-card--urgent').text()).toContain('in 7 minutes');
    const [first = -1, second = -1] = position(main, urgent.reference, other.reference);
    expect(first).toBeGreaterThan(-1);
    expect(second).toBeGreaterThan(first);
  }
});

test('who reported it sees neither card nor count of it', async () => {
  const { school, teacher } = await aStaffedSchool(world);
  const { reference } = await aConcern(world, { school, reporter: teacher, urgent: true });
  const { main } = await pageOf(teacher);
  expect(main).not.toContain(reference);
});

test('somebody who is excluded neither sees nor counts it', async () => {
  const { school, deputy, dsl, teacher } = await aStaffedSchool(world);
  const concern = await aConcern(world, { school, reporter: teacher });
  await anExclusion(world, concern, deputy);
  const excluded = await pageOf(deputy);
  expect(excluded.main).not.toContain(concern.reference);
  expect(excluded.page('.govuk-summary-list__row').first().text()).toBe('Concerns0');
  const lead = await pageOf(dsl);
  expect(lead.main).toContain(concern.reference);
  expect(lead.page('.govuk-summary-list__row').first().text()).toBe('Concerns1');
});

test('a lead of two schools, and the trust’s lead, see how each stands', async () => {
  const one = await aStaffedSchool(world);
  const other = await aStaffedSchool(world, { trustId: one.school.trustId });
  await anAppointment(world, one.dsl, { school: other.school, trustId: one.school.trustId }, 'deputy_dsl');
  await aConcern(world, { school: other.school, reporter: other.teacher });
  for (const person of [one.dsl, one.trustLead]) {
    const { page } = await pageOf(person);
    expect(page('main tbody tr')).toHaveLength(2);
    const open = page('main tbody tr')
      .toArray()
      .map((row) => page(row).find('td').first().text());
    expect(open.toSorted()).toEqual(['0', '1']);
  }
});

test('the trust’s lead sees what is new by school, and what is urgent singly with its school', async () => {
  const one = await aStaffedSchool(world);
  const other = await aStaffedSchool(world, { trustId: one.school.trustId });
  const quiet = await aConcern(world, { school: one.school, reporter: one.teacher });
  await aConcern(world, { school: one.school, reporter: one.teacher });
  const urgent = await aConcern(world, {
    school: other.school,
    reporter: other.teacher,
    urgent: true,
    acknowledgeBy: '2026-11-20T09:07:00Z',
  });
  const { page, main } = await pageOf(one.trustLead);
  expect(main).toContain('2 new concerns wait to be acknowledged');
  expect(main).not.toContain(quiet.reference);
  const list = `/concerns?unacknowledged=yes&school=${one.school.id}`;
  expect(page('main a').filter((_, link) => page(link).attr('href') === list)).toHaveLength(1);
  const { rows } = await world.owner.query<{ name: string }>('select name from people.school where id = $1', [
    other.school.id,
  ]);
  expect(page('.gh-card--urgent').text()).toContain(urgent.reference);
  expect(page('.gh-card--urgent').text()).toContain(`${rows[0]?.name}: Waits`);
  // A school's own lead still has each of them.
  expect((await pageOf(one.dsl)).main).toContain(quiet.reference);
});

test('cover is named to whoever is covered, until its last day', async () => {
  const { school, dsl, otherTeacher } = await aStaffedSchool(world);
  const post = { school, trustId: school.trustId };
  await anAppointment(world, otherTeacher, post, 'dsl', { asCover: true, during: '[2026-11-18,2026-11-25)' });
  expect((await pageOf(dsl)).main).toMatch(/cover: .* until 24 Nov 2026/);
  expect((await pageOf(otherTeacher)).main).toContain('you cover until 24 Nov 2026');
});

test('cover in one school is no news to who holds the same duty in another', async () => {
  const one = await aStaffedSchool(world);
  const other = await aStaffedSchool(world, { trustId: one.school.trustId });
  const post = (school: typeof one.school) => ({ school, trustId: school.trustId });
  await anAppointment(world, one.dsl, post(other.school), 'teacher');
  await anAppointment(world, other.otherTeacher, post(other.school), 'dsl', { asCover: true });
  expect((await pageOf(other.dsl)).main).toContain('cover: ');
  expect((await pageOf(one.dsl)).main).not.toContain('cover: ');
});

test('holds no child’s name in title or text', async () => {
  const { school, dsl, teacher } = await aStaffedSchool(world);
  const { reference } = await aConcern(world, {
    school,
    reporter: teacher,
    parties: [{ describedAs: 'Zebedee Quill' }],
  });
  const { html } = await pageOf(dsl);
  expect(html).toContain(reference);
  expect(html).not.toContain('Zebedee');
});

test('needs no more than nine statements', async () => {
  const { school, dsl, teacher } = await aStaffedSchool(world);
  await aConcern(world, { school, reporter: teacher, urgent: true });
  const visitor = await browser.signedIn(dsl);
  const before = world.database.counts.statements;
  await visitor.get('/');
  expect(world.database.counts.statements - before).toBeLessThanOrEqual(8);
});

test('without a second factor a lead’s Today holds no case', async () => {
  const { school, dsl, teacher } = await aStaffedSchool(world);
  const { reference } = await aConcern(world, { school, reporter: teacher, urgent: true });
  const answer = await (await browser.signedIn(dsl, { secondFactor: false })).get('/');
  expect(answer.body).not.toContain(reference);
});

test('who is not signed in is sent to sign in', async () => {
  expect((await browser.nobody.get('/')).statusCode).toBe(303);
});
