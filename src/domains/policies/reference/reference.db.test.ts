import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
let browser: Browser;
let staff: Staffed;

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
});

const read = async (person: string) => load((await (await browser.signedIn(person)).get('/references')).body);

test('everybody reads it: each with its edition, and what is not in force says so', async () => {
  const page = await read(staff.teacher);
  const card = (title: string) => page(`.gh-card:contains("${title}")`).first().text();
  expect(card('Keeping children safe')).toMatch(/In force.*2025.*Not in force.*2026 \(draft\)/s);
  expect(card('Crime and Policing Bill')).toMatch(/Not in force.*not in force, as far as was found on/s);
  expect(card('section 5B')).toContain('on 101');
  expect(page('main').text()).not.toContain('Add an edition');
});

test('the trust’s lead adds an edition: it comes first, the earlier one is kept, nobody else’s trust has it', async () => {
  const lead = await browser.signedIn(staff.trustLead);
  const edition = {
    work: 'kcsie',
    edition: '2026',
    says: 'Words of our own',
    force: 'yes',
    'from-day': '1',
    'from-month': '9',
    'from-year': '2026',
    source: 'Department for Education',
  };
  expect((await lead.post('/references/new', { ...edition, 'from-year': '' })).statusCode).toBe(422);
  expect((await lead.post('/references/new', edition)).statusCode).toBe(303);
  const card = (await read(staff.teacher))('.gh-card:contains("Keeping children safe")').first().text();
  expect(card).toMatch(/2026, in force since.*Words of our own.*Earlier \(1\).*2025/s);
  const others = await aStaffedSchool(world);
  expect((await read(others.teacher))('main').text()).not.toContain('Words of our own');
  for (const person of [staff.head, staff.dsl])
    expect((await (await browser.signedIn(person)).post('/references/new', edition)).statusCode).toBe(404);
});
