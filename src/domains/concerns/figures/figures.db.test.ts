import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { anAdult, aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { LEAST_SHOWN } from './small-numbers.ts';

const world = await testWorld();

let staff: Staffed;
let browser: Browser;
let slt: string;
let governor: string;
let adult: AConcern;

const DAY = 24 * 60;
// The world's clock stands on 20 November 2026: 110 days back is August, 250 is March.
const SUMMER = 110 * DAY;
const SPRING = 250 * DAY;

async function lay(
  n: number,
  minutesAgo: number,
  facts: Parameters<typeof aConcern>[1] = {},
): Promise<AConcern[]> {
  const laid: AConcern[] = [];
  for (let k = 0; k < n; k += 1)
    laid.push(
      await aConcern(world, {
        school: staff.school,
        minutesAgo: minutesAgo + k,
        kinds: ['bullying'],
        ...facts,
      }),
    );
  return laid;
}

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  slt = await anAdult(world, { school: staff.school, role: 'slt' });
  governor = await anAdult(world, { school: staff.school, role: 'governor' });
  const pupil = await aPupil(world, { school: staff.school });
  const parties = [{ personId: pupil }];
  await lay(9, SUMMER, { parties, kinds: ['bullying'] });
  await lay(3, SUMMER + 100, { parties, kinds: ['grooming'] });
  await lay(6, SUMMER + 200, { parties, kinds: ['scam'] });
  const [slow] = await lay(1, SUMMER + 300, { parties, kinds: ['bullying'] });
  await lay(2, SPRING, { parties });
  await lay(1, 10, { parties });
  [adult] = (await lay(1, SUMMER + 400, { stream: 'adult', parties })) as [AConcern];
  await world.owner.query(
    `update concern.case_file set acknowledged_at = reported_at + interval '40 minutes', severity = 'low' where school_id = $1`,
    [staff.school.id],
  );
  await world.owner.query(
    `update concern.case_file set status = 'closed', closed_at = reported_at + interval '3 days' where concern_id = $1`,
    [slow?.id],
  );
});

async function page(query: string, who: string) {
  const response = await (await browser.signedIn(who)).get(`/figures${query}`);
  const $ = load(response.body);
  $('dt, dd, dd span').append(' ');
  return {
    status: response.statusCode,
    text: $('main').text().replaceAll(/\s+/g, ' '),
    periods: $('select[name=period] option')
      .map((_, option) => $(option).attr('value') ?? '')
      .get(),
    table: (title: string) =>
      Object.fromEntries(
        $('table')
          .filter((_, table) => $(table).find('caption').text() === title)
          .find('tbody tr')
          .map((_, tr) => [[$(tr).find('th').text(), $(tr).find('td').text()]])
          .get()
          .map((pair) => pair as unknown as [string, string]),
      ),
    chart: $('.gh-chart title').text(),
  };
}

async function file(query: string, who: string): Promise<string[][]> {
  const response = await (await browser.signedIn(who)).get(`/figures.csv${query}`);
  expect(response.headers['content-type']).toContain('text/csv');
  return parse(response.body, { bom: true });
}

test('a lead counts everything of a school year, with times and the open ones', async () => {
  const { text, table, chart } = await page('?period=2025', staff.dsl);
  expect(text).toContain('Reported 21');
  expect(text).toContain('20 open now');
  expect(text).toContain('Half acknowledged within 40 minutes');
  expect(text).toContain('Half closed within 3 days');
  expect(table('Kind, as reported')).toMatchObject({
    'Bullying or unkind messages': '12',
    'A scam, gambling or money': '6',
  });
  expect(table('Year group')).toEqual({ 'Year 6': '21' });
  expect(table('Severity')).toEqual({ Low: '21' });
  expect(table('How the child was involved')).toEqual({ Missing: '21' });
  expect(chart).toBe('Concerns by month');
});

test('concerns about adults are counted apart, for who reads them', async () => {
  expect((await page('?period=2025&about=adult', staff.head)).text).toContain('Reported 1');
  expect((await page('?period=2025&about=adult', staff.dsl)).text).toContain('Reported 21');
  expect((await page('?period=2025&about=adult', governor)).text).not.toContain('Reported 1 ');
});

test('whoever is shut out of a concern does not count it', async () => {
  const [concern] = (await lay(1, 20)) as [AConcern];
  await anExclusion(world, concern, staff.deputy);
  const year = '?period=2026';
  expect((await page(year, staff.dsl)).text).toContain('Reported 2');
  expect((await page(year, staff.deputy)).text).toContain('Reported 1');
});

test('trends hide what is small and what would give it away, and show terms that are over alone', async () => {
  for (const who of [slt, governor]) {
    const { text, table, periods } = await page('', who);
    expect(periods[0]).toBe('2025-summer');
    expect(periods.every((id) => id.includes('-'))).toBe(true);
    expect(text).toContain('Reported 19');
    expect(text).not.toContain('open now');
    // 10, 6, 3: the 3 is hidden, and the 6, since 19 - 10 - 6 would say it.
    expect(table('Kind, as reported')).toEqual({
      'Bullying or unkind messages': '10',
      'Contact from a stranger, or an adult who should not': 'hidden',
      'A scam, gambling or money': 'hidden',
    });
    expect(table('By term')).toMatchObject({ 'Summer 2026': '19', 'Spring 2026': 'hidden' });
    expect(text).toContain('not known');
  }
});

test('a concern that an adult is shut out of is in nobody’s trends, so that it shows to nobody by a difference', async () => {
  const before = await file('', governor);
  const [concern] = (await lay(1, SUMMER + 500)) as [AConcern];
  const counted = await file('', governor);
  expect(counted).not.toEqual(before);
  await anExclusion(world, concern, slt);
  for (const who of [governor, slt]) expect(await file('', who)).toEqual(before);
  await world.owner.query('delete from concern.exclusion where concern_id = $1', [concern.id]);
  await world.owner.query(`update concern.case_file set reported_at = '2020-01-01' where concern_id = $1`, [
    concern.id,
  ]);
});

/** Every address that is offered, and some that are not. */
test('no filter that is offered, alone or taken from another, gives a small number away', async () => {
  const { periods } = await page('', governor);
  const tries = [
    ...periods.map((period) => `?period=${period}`),
    '?period=2025',
    '?period=2026-autumn',
    '?period=2025-summer&about=adult',
    `?period=2025-spring&school=${staff.school.id}`,
  ];
  const known = new Map<string, string>();
  for (const query of tries) {
    const lines = await file(query, governor);
    const term = lines.find(([of]) => of === 'Time')?.[1] ?? '';
    const parts = new Map<string, string[]>();
    for (const [of = '', what = '', n = ''] of lines.slice(4)) {
      if (['Acknowledged', 'Closed'].includes(of)) continue;
      // The same number is the same wherever it stands.
      const key = `${of === 'By term' ? 'total' : `${term} ${of}`} ${what}`;
      expect(known.get(key) ?? n).toBe(n);
      known.set(key, n);
      expect(n === 'hidden' || n === '0' || Number(n) >= LEAST_SHOWN, `${key}: ${n}`).toBe(true);
      if (of !== 'Concerns' && of !== 'By term') parts.set(of, [...(parts.get(of) ?? []), n]);
    }
    for (const [of, numbers] of parts)
      expect(numbers.filter((n) => n === 'hidden').length, `${term} ${of}`).not.toBe(1);
  }
  expect(known.get('total Spring 2026')).toBe('hidden');
});

test('the file holds what the page shows, and who took it is kept', async () => {
  const lines = await file('?period=2025', staff.dsl);
  expect(lines).toContainEqual(['Kind, as reported', 'Bullying or unkind messages', '12']);
  expect(lines).toContainEqual(['Concerns', 'Reported', '21']);
  const { rows } = await world.owner.query<{ data: unknown }>(
    `select body::jsonb -> 'data' as data from audit.event where type = 'concern.figures_exported/1' and actor = $1`,
    [`person:${staff.dsl}`],
  );
  expect(rows.map(({ data }) => data)).toContainEqual({ period: '2025', about: 'child', hidden: false });
});

test.each(['teacher', 'office', 'it'] as const)('for the %s there are no figures', async (who) => {
  expect((await page('', staff[who])).status).toBe(404);
});

test('a governor of one school is given nothing of another, nor of a concern about an adult', async () => {
  const other = await aStaffedSchool(world);
  const { text } = await page(`?school=${other.school.id}`, governor);
  expect(text).toContain('Reported 19');
  expect(text).not.toContain(other.school.id);
  expect(adult.schoolId).toBe(staff.school.id);
});
