import { load } from 'cheerio';
import { beforeAll, expect, test, vi } from 'vitest';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { factories } from '#test/factories/index.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser } from '#test/support/browser.ts';
import { readPdf } from '#test/support/read-pdf.ts';
import { testWorld } from '#test/support/world.ts';
import { readMeeting } from './service.ts';
import { isLate, isNew, summary } from './words.ts';

// A PDF is written and read back; on a loaded machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const world = await testWorld();
const DAY = 60 * 24;
let browser: Browser;
let staff: Staffed;
let elsewhere: Staffed;
let old: AConcern;
let fresh: AConcern;
let hidden: AConcern;

const meetingOf = (person: string, school?: string) =>
  world.as(person, (tx, me) => readMeeting(tx, me, school, 'page'));

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  elsewhere = await aStaffedSchool(world);
  browser = await testBrowser(world);
  const pupil = (givenName: string) =>
    aPupil(world, { school: staff.school, givenName, familyName: 'Askcombe' });
  const [wren, oskar, seen] = [await pupil('Wren'), await pupil('Oskar'), await pupil('Anyone')];
  const facts = { school: staff.school, reporter: staff.teacher };
  const both = [{ personId: wren }, { personId: oskar, part: 'involved' as const }];
  old = await aConcern(world, { ...facts, headline: 'Eight days old', minutesAgo: 8 * DAY, parties: both });
  const parties = [{ personId: wren }, { personId: seen, part: 'witness' as const }];
  fresh = await aConcern(world, { ...facts, headline: 'Six days old', minutesAgo: 6 * DAY, parties });
  hidden = await aConcern(world, { ...facts, headline: 'Kept from the deputy', minutesAgo: 9 * DAY });
  await anExclusion(world, hidden, staff.deputy, 'confirmed');
  await aConcern(world, { ...facts, headline: 'About an adult', stream: 'adult' });
  const closed = await aConcern(world, { ...facts, headline: 'Closed before' });
  await world.owner.query(
    `update concern.case_file set status = 'closed', closed_at = $2 where concern_id = $1`,
    [closed.id, world.clock.now().toString()],
  );
  const concern = { id: old.id, caseload_id: old.caseloadId, reporter_id: staff.teacher };
  await factories['concern.action']?.(world, {
    concern,
    what: 'Telephone home',
    due_on: '2026-11-01',
    owner_id: staff.dsl,
  });
});

test('every open case about children, by child; with both where it names two, and not with a witness', async () => {
  const { byChild } = await meetingOf(staff.dsl);
  const found = byChild.map(
    ({ child, cases }) => [child.name, cases.map(({ headline }) => headline)] as const,
  );
  expect(found.filter(([name]) => name.endsWith('Askcombe'))).toEqual([
    ['Oskar Askcombe', ['Eight days old']],
    ['Wren Askcombe', ['Eight days old', 'Six days old']],
  ]);
  expect(found.flatMap(([, headlines]) => headlines)).toContain('Kept from the deputy');
});

test('what is new since last week and what is late is said', async () => {
  const meeting = await meetingOf(staff.dsl);
  const of = ({ id }: AConcern) => meeting.cases.filter(({ concernId }) => concernId === id);
  expect(of(old).map((one) => [isNew(one, meeting), isLate(one)])).toEqual([[false, true]]);
  expect(of(fresh).map((one) => [isNew(one, meeting), isLate(one)])).toEqual([[true, false]]);
  expect(summary(meeting)).toMatch(/^3 open, 1 of them new since .*, 1 with something late$/);
});

test('nothing of what is kept from the reader, of adults, or of what is closed', async () => {
  const headlines = (await meetingOf(staff.deputy)).cases.map(({ headline }) => headline);
  expect(headlines.toSorted()).toEqual(['Eight days old', 'Six days old']);
});

test('a reader of another school, and who handles no concerns about children, are told that there is none', async () => {
  await expect(meetingOf(elsewhere.dsl, staff.school.id)).rejects.toThrow('handles no concerns');
  for (const person of [staff.teacher, staff.office, staff.it, staff.chair])
    for (const path of ['/meeting', '/meeting.pdf'])
      expect((await (await browser.signedIn(person)).get(path)).statusCode).toBe(404);
});

test('the page names no child in its title or address, and the paper says the same', async () => {
  const dsl = await browser.signedIn(staff.dsl);
  const page = load((await dsl.get('/meeting')).body);
  expect(page('title').text()).not.toContain('Askcombe');
  const reply = await dsl.get(`/meeting.pdf?school=${staff.school.id}`);
  expect(reply.headers['content-disposition']).not.toContain('Askcombe');
  const text = (await readPdf(Promise.resolve(reply.rawPayload))).pages.join(' ').replaceAll(/\s+/g, ' ');
  for (const part of ['Wren Askcombe', 'Six days old', 'Late: Telephone home']) {
    expect(page('main').text()).toContain(part);
    expect(text).toContain(part);
  }
});

test('looking is one event, taking it away another, each with the cases that were shown', async () => {
  const deputy = await browser.signedIn(staff.deputy);
  await deputy.get('/meeting.pdf');
  const { rows } = await world.owner.query(
    `select body::jsonb -> 'data' -> 'concerns' as concerns from audit.event
     where type = 'meeting.exported/1' and actor = $1`,
    [`person:${staff.deputy}`],
  );
  expect(rows.map(({ concerns }) => concerns.toSorted())).toEqual([[old.id, fresh.id].sort()]);
});
