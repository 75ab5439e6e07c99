import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();

let staff: Staffed;
let browser: Browser;

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
});

async function links(path: string, who: string): Promise<string[]> {
  const page = load((await (await browser.signedIn(who)).get(path)).body);
  return page('main a')
    .filter((_, a) => /^\/concerns(\?|$)/.test(page(a).attr('href') ?? ''))
    .map((_, a) => `${page(a).text().trim()} ${page(a).attr('href')}`)
    .get();
}

test('a list is kept with its filters, without a search or a page, and stands on the list', async () => {
  const lead = await browser.signedIn(staff.dsl);
  const query = 'status=open&severity=high&search=01900000-0000-7000-8000-000000000001&after=x&made=up';
  const saved = await lead.post('/concerns/saved', { name: 'High and open', query });
  expect(saved.statusCode).toBe(303);
  expect(saved.headers.location).toBe('/concerns?status=open&severity=high');
  const link = 'High and open /concerns?status=open&severity=high';
  expect(await links('/concerns', staff.dsl)).toContain(link);
  expect(await links('/concerns', staff.deputy)).not.toContain(link);
});

test('one of the same name takes its place', async () => {
  const lead = await browser.signedIn(staff.head);
  for (const query of ['status=open', 'status=closed'])
    await lead.post('/concerns/saved', { name: 'Mine', query });
  expect((await links('/concerns', staff.head)).filter((link) => link.startsWith('Mine'))).toEqual([
    'Mine /concerns?status=closed',
  ]);
});

test('shared with a school it is there for whoever handles concerns there, and only its maker takes it away', async () => {
  const lead = await browser.signedIn(staff.dsl);
  await lead.post('/concerns/saved', { name: 'For us', query: 'urgent=yes', share: staff.school.id });
  const link = 'For us /concerns?urgent=yes';
  expect(await links('/concerns', staff.deputy)).toContain(link);
  const other = await aStaffedSchool(world);
  expect(await links('/concerns', other.dsl)).not.toContain(link);
  const { rows } = await world.owner.query<{ id: string }>(
    `select id from concern.saved_filter where name = 'For us'`,
  );
  const path = `/concerns/saved/${rows[0]?.id}/remove`;
  expect((await (await browser.signedIn(staff.deputy)).post(path, {})).statusCode).toBe(404);
  expect((await lead.post(path, {})).statusCode).toBe(303);
  expect(await links('/concerns', staff.deputy)).not.toContain(link);
});

test('shared with a school of others, or without a name, it is not kept', async () => {
  const other = await aStaffedSchool(world);
  const lead = await browser.signedIn(staff.dsl);
  const elsewhere = await lead.post('/concerns/saved', { name: 'x', query: '', share: other.school.id });
  expect(elsewhere.statusCode).toBe(404);
  const nameless = await lead.post('/concerns/saved', { name: '', query: 'status=open' });
  expect(nameless.statusCode).toBe(422);
  const page = load(nameless.body);
  expect(page('.govuk-error-summary').text()).toContain('Give the list a name');
  expect(page('input[name=query]').attr('value')).toBe('status=open');
});

test.each(['teacher', 'office', 'it'] as const)('for the %s there is none to keep', async (who) => {
  const response = await (await browser.signedIn(staff[who])).post('/concerns/saved', { name: 'x' });
  expect(response.statusCode).toBe(404);
});
