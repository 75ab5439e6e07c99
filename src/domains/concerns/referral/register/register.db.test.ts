import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { aConcern, anExclusion } from '#test/factories/concerns.ts';
import { factories } from '#test/factories/index.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
let browser: Browser;
let staff: Staffed;
let reference: string;
let adultReference: string;

async function lay(stream: 'child' | 'adult', facts: Readonly<Record<string, unknown>>) {
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher, stream });
  const { id, caseloadId: caseload_id, reporterId: reporter_id } = concern;
  await factories['concern.referral']?.(world, { concern: { id, caseload_id, reporter_id }, ...facts });
  return concern;
}

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  ({ reference } = await lay('child', { recipient: 'police', next_check: '2026-11-18', reference: '=1+1' }));
  await lay('child', { recipient: 'ceop', state: 'accepted', next_check: '2026-11-30' });
  ({ reference: adultReference } = await lay('adult', { recipient: 'lado', next_check: '2026-11-18' }));
  const hidden = await lay('child', { recipient: 'iwf', next_check: '2026-11-18' });
  await anExclusion(world, hidden, staff.dsl, 'confirmed');
});

const rowsOf = async (person: string, url: string) => {
  const page = load((await (await browser.signedIn(person)).get(url)).body);
  return page('tbody tr')
    .map((_, row) => page(row).find('td, th').first().text())
    .get();
};

test('each sees the referrals of what they may open: those about adults the Head alone, nobody what excludes them', async () => {
  expect((await rowsOf(staff.dsl, '/referrals')).sort()).toEqual(['CEOP', 'Police']);
  expect((await rowsOf(staff.deputy, '/referrals')).sort()).toEqual([
    'CEOP',
    'Internet Watch Foundation (IWF)',
    'Police',
  ]);
  expect(await rowsOf(staff.head, '/referrals')).toContain('Designated officer (LADO)');
  const teacher = await browser.signedIn(staff.teacher);
  expect((await teacher.get('/referrals')).statusCode).toBe(404);
  expect((await teacher.get('/referrals.csv')).statusCode).toBe(404);
});

test('it is filtered by whom it went to, by state, and by what is late', async () => {
  expect(await rowsOf(staff.dsl, '/referrals?recipient=ceop')).toEqual(['CEOP']);
  expect(await rowsOf(staff.dsl, '/referrals?state=made')).toEqual(['Police']);
  expect(await rowsOf(staff.dsl, '/referrals?late=yes')).toEqual(['Police']);
  expect((await rowsOf(staff.dsl, '/referrals?recipient=nobody&state=x')).sort()).toEqual(['CEOP', 'Police']);
});

test('the spreadsheet holds what the page shows, no formula, and leaves an event', async () => {
  const answer = await (await browser.signedIn(staff.dsl)).get('/referrals.csv?late=yes');
  expect(answer.headers['content-disposition']).toContain('attachment');
  expect(answer.body).toContain(reference);
  expect(answer.body).toContain("'=1+1");
  expect(answer.body).not.toContain(adultReference);
  const { rows } = await world.owner.query(
    `select body::jsonb -> 'data' as data from audit.event where type = 'referrals.exported/1' and actor = $1`,
    [`person:${staff.dsl}`],
  );
  expect(rows).toEqual([{ data: { rows: 1 } }]);
});
