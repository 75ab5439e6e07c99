import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { type AConcern, aConcern } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import * as service from '../act/service.ts';

const world = await testWorld();

let staff: Staffed;
let browser: Browser;
let urgent: AConcern;
let mine: AConcern;
let adult: AConcern;

beforeAll(async () => {
  staff = await aStaffedSchool(world, { recordOfTruth: 'myconcern' });
  browser = await testBrowser(world);
  const pupil = await aPupil(world, { school: staff.school, givenName: 'Petronel', familyName: 'Oakwright' });
  urgent = await aConcern(world, {
    school: staff.school,
    urgent: true,
    headline: 'A stranger asks to meet',
    minutesAgo: 8,
  });
  mine = await aConcern(world, {
    school: staff.school,
    headline: 'A picture in the lesson',
    childWords: 'There was a rhinoceros on it.',
    parties: [{ personId: pupil }],
    minutesAgo: 300,
  });
  adult = await aConcern(world, {
    school: staff.school,
    stream: 'adult',
    headline: 'A message from a coach',
  });
  await world.as(staff.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: mine.id, version: 1 }));
  await world.as(staff.dsl, (tx, me) =>
    service.setSeverity(tx, me, { concernId: mine.id, version: 2 }, { severity: 'high', note: null }),
  );
});

async function list(query = '', who: string = staff.dsl) {
  const response = await (await browser.signedIn(who)).get(`/concerns${query}`);
  const page = load(response.body);
  return {
    response,
    page,
    rows: page('tbody tr')
      .map((_, tr) => page(tr).text())
      .get(),
    references: page('tbody tr a')
      .map((_, a) => page(a).text())
      .get(),
  };
}

test('a row tells a case at a glance: number, age, children by short name and year, state, whose it is', async () => {
  const { rows } = await list();
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatch(/8\u00a0minutes ago.*Urgent.*A stranger asks to meet.*Nobody/s);
  expect(rows[1]).toMatch(/5\u00a0hours ago.*Open.*High.*Petronel O\., Year\u00a06.*You/s);
});

test('danger that was reported is marked until the case is closed, acknowledged or not', async () => {
  const other = await aStaffedSchool(world);
  const danger = await aConcern(world, { school: other.school, urgent: true, danger: true });
  const tags = async (query = '') => {
    const { page } = await list(query, other.dsl);
    return page('tbody .govuk-tag')
      .map((_, tag) => page(tag).text())
      .get();
  };
  expect(await tags()).toEqual(['Danger', 'Urgent']);
  await world.as(other.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: danger.id, version: 1 }));
  expect(await tags()).toEqual(['Danger', 'Open']);
  await world.owner.query(`update concern.case_file set status = 'closed' where concern_id = $1`, [
    danger.id,
  ]);
  expect(await tags('?status=closed')).toEqual(['Closed']);
});

test('newest first keeps urgent ones that nobody has on top, however old, in a search as well', async () => {
  const other = await aStaffedSchool(world);
  const place = { school: other.school, childWords: 'A wombat.' };
  const old = await aConcern(world, { ...place, urgent: true, minutesAgo: 5000 });
  const fresh = await aConcern(world, { ...place, minutesAgo: 5 });
  const order = async (query = '') => (await list(query, other.dsl)).references;
  expect(await order()).toEqual([old.reference, fresh.reference]);
  expect(await order('?sort=changed')).toEqual([fresh.reference, old.reference]);
  const searched = await (await browser.signedIn(other.dsl)).post('/concerns/search', { words: 'wombat' });
  const query = String(searched.headers.location).replace('/concerns', '');
  expect(await order(query)).toEqual([old.reference, fresh.reference]);
  await world.as(other.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: old.id, version: 1 }));
  expect(await order()).toEqual([fresh.reference, old.reference]);
});

test.each([
  ['?urgent=yes', () => [urgent.reference]],
  ['?mine=yes', () => [mine.reference]],
  ['?unacknowledged=yes', () => [urgent.reference]],
  ['?status=open', () => [mine.reference]],
  ['?severity=high', () => [mine.reference]],
  ['?severity=low', () => []],
  ['?child=yes&sort=oldest', () => [mine.reference, urgent.reference]],
  ['?myconcern=yes', () => [urgent.reference, mine.reference]],
  ['?status=nonsense&after=x&school=y', () => [urgent.reference, mine.reference]],
])('%s shows what it says', async (query, expected) => {
  expect((await list(query)).references).toEqual(expected());
});

test('the filter says how many there are', async () => {
  const { page } = await list();
  const shown = page('.moj-filter').text();
  for (const words of [
    'Not closed (2)',
    'Urgent (1)',
    'Assigned to me (1)',
    'Not acknowledged (1)',
    'No MyConcern reference (2)',
  ]) {
    expect(shown).toContain(words);
  }
});

test('the concern about an adult is the Head’s alone', async () => {
  expect((await list()).references).not.toContain(adult.reference);
  expect((await list('', staff.head)).references).toContain(adult.reference);
});

test.each(['teacher', 'office', 'it'] as const)('for the %s there is no list, and no search', async (who) => {
  const visitor = await browser.signedIn(staff[who]);
  expect((await visitor.get('/concerns')).statusCode).toBe(404);
  expect((await visitor.post('/concerns/search', { words: 'rhinoceros' })).statusCode).toBe(404);
});

test.each([
  ['a child’s name', 'petronel oak'],
  ['a word of the report', 'pictures lesson'],
  ['the reference', () => mine.reference.toLowerCase()],
])('finds by %s; the address holds nothing but an id', async (_, words) => {
  const lead = await browser.signedIn(staff.dsl);
  const posted = await lead.post('/concerns/search', { words: typeof words === 'string' ? words : words() });
  expect(posted.statusCode).toBe(303);
  expect(posted.headers.location).toMatch(/^\/concerns\?search=[0-9a-f-]{36}$/);
  const page = load((await lead.get(String(posted.headers.location))).body);
  expect(
    page('tbody tr a')
      .map((_i, a) => page(a).text())
      .get(),
  ).toEqual([mine.reference]);
});

test('a search is its owner’s alone, and one that was thrown away says so', async () => {
  const lead = await browser.signedIn(staff.dsl);
  const posted = await lead.post('/concerns/search', { words: 'rhinoceros' });
  const other = await (await browser.signedIn(staff.deputy)).get(String(posted.headers.location));
  expect(other.statusCode).toBe(200);
  expect(other.body).toContain('That search is over');
  expect(other.body).not.toContain('rhinoceros');
});

test.each(['%', '_', '"', "a' or true --", '((((', '\\', '|&!:*'])(
  'odd words (%s) find nothing and break nothing',
  async (words) => {
    const lead = await browser.signedIn(staff.dsl);
    const posted = await lead.post('/concerns/search', { words });
    const response = await lead.get(String(posted.headers.location));
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('No concern here fits');
  },
);

test('an empty search is asked again, with 422', async () => {
  const lead = await browser.signedIn(staff.dsl);
  const response = await lead.post('/concerns/search', { words: '  ' });
  expect(response.statusCode).toBe(422);
  expect(response.body).toContain('Write what to look for');
});

test('an urgent case that somebody has is still called urgent, and each cell says what it is on a phone', async () => {
  const other = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: other.school, urgent: true });
  await world.as(other.dsl, (tx, me) => service.acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  const page = load((await (await browser.signedIn(other.dsl)).get('/concerns')).body);
  expect(
    page('tbody .govuk-tag')
      .map((_, tag) => page(tag).text())
      .get(),
  ).toEqual(['Urgent', 'Open']);
  expect(page('table').attr('role')).toBe('table');
  expect(page('td[data-label="Children"]')).toHaveLength(1);
});
