import { load } from 'cheerio';
import { afterAll, expect, test } from 'vitest';
import { anAdult } from '../../../../../test/factories/people.ts';
import {
  importRoster,
  rosterSchools,
  type SmallPupil,
  smallRoster,
} from '../../../../../test/factories/roster.ts';
import { testBrowser } from '../../../../../test/support/browser.ts';
import { testWorld } from '../../../../../test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);
afterAll(() => browser.app.close());

const child = (id: string): SmallPupil => ({
  id,
  upn: null,
  year: 4,
  group: 'Elm',
  familyName: `Family-${id}`,
});

/** A school whose second roster, ten days on, leaves out one pupil of three. */
async function oneMissing() {
  world.clock.set('2026-11-10T09:00:00Z');
  const [school] = await rosterSchools(world, 1);
  if (school === undefined) throw new Error('no school');
  await importRoster(world, school, smallRoster(school, [child('a'), child('b'), child('c')]));
  world.clock.set('2026-11-20T09:00:00Z');
  const without = smallRoster(school, [child('a'), child('b')]);
  await importRoster(world, school, without);
  const { rows } = await world.owner.query<{ id: string }>(
    'select person_id as id from people.proposed_leaver where school_id = $1',
    [school.id],
  );
  return {
    school,
    without,
    missing: rows[0]?.id ?? '',
    office: await browser.signedIn(await anAdult(world, { school, role: 'office' })),
    path: `/people/leavers/${school.id}`,
  };
}

const until = async (personId: string) =>
  (
    await world.owner.query<{ until: string | null }>(
      `select upper(during)::text as until from people.enrolment where person_id = $1
       union all select upper(during)::text from people.class_member where person_id = $1`,
      [personId],
    )
  ).rows.map((row) => row.until);

const day = (iso: string) => {
  const [year = '', month = '', date = ''] = iso.split('-');
  return { 'last_day-day': date, 'last_day-month': month, 'last_day-year': year };
};

test('who has left is off the roll and out of classes after their last day', async () => {
  const { office, path, missing } = await oneMissing();
  const shown = load((await office.get(path)).body);
  expect(shown('main').text()).toContain('Family-c');
  const done = await office.post(path, { person: missing, decision: 'left', ...day('2026-11-13') });
  expect(done.statusCode).toBe(303);
  expect(await until(missing)).toEqual(['2026-11-14', '2026-11-14']);
  expect((await office.get(path)).body).toContain('Nobody waits for a decision');
});

test('who left is a new joiner when they come back, with the time between left open', async () => {
  const { office, path, missing, school } = await oneMissing();
  await office.post(path, { person: missing, decision: 'left', ...day('2026-11-13') });
  const plan = await importRoster(world, school, smallRoster(school, [child('a'), child('b'), child('c')]));
  expect(plan.counts).toMatchObject({ pupilsReturning: 1, pupilsJoining: 0 });
  const { rows } = await world.owner.query(
    'select during::text from people.enrolment where person_id = $1 order by 1',
    [missing],
  );
  expect(rows.map(({ during }) => during)).toEqual(['[2026-11-10,2026-11-14)', '[2026-11-20,)']);
});

test('who stays is on the roll as before, and asked about again by the next roster', async () => {
  const { office, path, missing, school, without } = await oneMissing();
  await office.post(path, { person: missing, decision: 'keep', reason: 'in class today' });
  expect(await until(missing)).toEqual([null, null]);
  expect((await importRoster(world, school, without)).counts.leaversProposed).toBe(1);
});

test('a last day to come is kept, and not asked about again', async () => {
  const { office, path, missing, school, without } = await oneMissing();
  await office.post(path, { person: missing, decision: 'left', ...day('2026-12-18') });
  expect(await until(missing)).toEqual(['2026-12-19', '2026-12-19']);
  expect((await importRoster(world, school, without)).counts.leaversProposed).toBe(0);
});

test('a decision of today can be taken back: place, classes and proposal are as before', async () => {
  const { office, path, missing, school } = await oneMissing();
  await office.post(path, { person: missing, decision: 'left', ...day('2026-11-13') });
  const undo = load((await office.get(path)).body)('form[action$="/undo"]').attr('action') ?? '';
  expect((await office.post(undo)).statusCode).toBe(303);
  expect(await until(missing)).toEqual([null, null]);
  expect(load((await office.get(path)).body)('input[name=person]').attr('value')).toBe(missing);
  expect((await office.post(undo)).statusCode).toBe(404);

  await office.post(path, { person: missing, decision: 'keep', reason: 'in class today' });
  const page = load((await office.get(path)).body);
  expect(page('main').text()).toContain('Still here: in class today');
  world.clock.set('2026-11-21T09:00:00Z');
  const late = page('form[action$="/undo"]').attr('action') ?? '';
  const tomorrow = await browser.signedIn(await anAdult(world, { school, role: 'office' }));
  expect((await tomorrow.post(late)).statusCode).toBe(404);
  expect((await tomorrow.get(path)).body).not.toContain('Take it back');
  const stranger = await browser.signedIn(await anAdult(world, { school, role: 'teacher' }));
  expect((await stranger.post(late)).statusCode).toBe(404);
});

test('says the class, and which roster last had them', async () => {
  const { office, path } = await oneMissing();
  expect(load((await office.get(path)).body)('main').text()).toContain(
    'Year 4, Elm · last in the roster of Tue 10 Nov',
  );
});

test.each([
  ['no reason', { decision: 'keep', person: 'x' }, 'Say how you know'],
  ['nobody ticked', { decision: 'left', ...day('2026-11-13') }, 'Tick at least one person.'],
  ['a day that is none', { decision: 'left', person: 'x', ...day('2026-02-30') }, 'Enter a real date'],
  ['a day before they came', { decision: 'left', person: 'x', ...day('2026-11-01') }, 'Enter a later day'],
  ['a day years ahead', { decision: 'left', person: 'x', ...day('2029-11-01') }, 'within the next year'],
])('%s is answered beside the form, and nothing ends', async (_what, fields, message) => {
  const { office, path, missing } = await oneMissing();
  const posted = 'person' in fields ? { ...fields, person: missing } : fields;
  const answer = await office.post(path, posted);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(message);
  expect(await until(missing)).toEqual([null, null]);
});

test('nobody else decides', async () => {
  const { school, path, missing } = await oneMissing();
  const fields = { person: missing, decision: 'left', ...day('2026-11-13') };
  const teacher = await browser.signedIn(await anAdult(world, { school, role: 'teacher' }));
  const stranger = await browser.signedIn(await anAdult(world, { role: 'office' }));
  for (const visitor of [teacher, stranger]) {
    expect((await visitor.get(path)).statusCode).toBe(404);
    expect((await visitor.post(path, fields)).statusCode).toBe(404);
  }
  expect(await until(missing)).toEqual([null, null]);
});
