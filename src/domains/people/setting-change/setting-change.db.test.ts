import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const at = (staff: Staffed) => `/settings/changes/${staff.school.id}`;
const lado = (staff: Staffed, number: string) =>
  [
    `/settings/routing/${staff.school.id}`,
    { acknowledge_within: '15', record_of_truth: 'gatehouse', phone: '', lado: number },
  ] as const;

const cardsOf = async (staff: Staffed, who: string) => {
  const page = load((await (await browser.signedIn(who)).get(at(staff))).body);
  return page('main .gh-card')
    .map((_, card) => page(card).text())
    .get();
};
const todayOf = async (who: string) =>
  load((await (await browser.signedIn(who)).get('/')).body)('main').text();
const mailedTo = async (staff: Staffed) =>
  (
    await world.owner.query('select to_person_id as who, template from mail.outbox where link = $1', [
      at(staff),
    ])
  ).rows;

describe('the Head changes the number of the LADO', () => {
  test('chair and trust’s lead are told on Today and by mail, which names nothing; both values are kept', async () => {
    const staff = await aStaffedSchool(world);
    const head = await browser.signedIn(staff.head);
    await head.post(...lado(staff, '01632 960 001'));
    await head.post(...lado(staff, '01632 960 002'));
    for (const who of [staff.chair, staff.trustLead])
      expect(await todayOf(who)).toContain('2 settings were changed that decide who is told');
    for (const who of [staff.head, staff.dsl])
      expect(await todayOf(who)).not.toContain('settings were changed');
    expect((await mailedTo(staff)).map(({ who }) => who).sort()).toEqual(
      [staff.chair, staff.trustLead, staff.chair, staff.trustLead].sort(),
    );
    const [latest] = await cardsOf(staff, staff.chair);
    expect(latest).toMatch(/New to you.*Before.*960 001.*Since then.*960 002/s);
    // Whoever looked has seen it; the other has not.
    expect(await todayOf(staff.chair)).not.toContain('settings were changed');
    expect(await todayOf(staff.trustLead)).toContain('2 settings were changed');
    expect((await cardsOf(staff, staff.chair)).join()).not.toContain('New to you');
    expect(await cardsOf(staff, staff.head)).toHaveLength(2);
  });

  test('saved unchanged, nothing is kept and nobody is told', async () => {
    const staff = await aStaffedSchool(world);
    const head = await browser.signedIn(staff.head);
    await head.post(...lado(staff, '01632 960 001'));
    await head.post(...lado(staff, '01632 960 001'));
    expect(await cardsOf(staff, staff.head)).toHaveLength(1);
  });

  test('the trust’s lead is not told of what they changed themself', async () => {
    const staff = await aStaffedSchool(world);
    await (await browser.signedIn(staff.trustLead)).post(...lado(staff, '01632 960 003'));
    expect((await mailedTo(staff)).map(({ who }) => who)).toEqual([staff.chair]);
  });
});

test('so are the route of concerns about the Head, the school week and its closures', async () => {
  const staff = await aStaffedSchool(world);
  const head = await browser.signedIn(staff.head);
  const routing = `/settings/routing/${staff.school.id}`;
  const route = { stream: 'head', chair_of_governors: 'next', trust_safeguarding_lead: 'once', seen: '' };
  const seen = load((await head.get(`${routing}/route?stream=head`)).body)('[name=seen]').val();
  await head.post(`${routing}/route`, { ...route, seen: String(seen) });
  await head.post(`${routing}/route/remove`, { stream: 'head' });
  const calendar = `/settings/calendar/${staff.school.id}`;
  await head.post(`${calendar}/hours`, { 'opens-1': '9', 'closes-1': '12' });
  const days = { 'from-day': '1', 'from-month': '2', 'from-year': '2027', 'to-day': '2', 'to-month': '2' };
  await head.post(`${calendar}/closures`, { name: 'Snow', ...days, 'to-year': '2027' });
  await head.post(`${calendar}/closures/remove`, { from: '2027-02-01' });
  const { rows } = await world.owner.query(
    'select what, before, after from people.setting_change where school_id = $1 order by id',
    [staff.school.id],
  );
  const set = 'Told at once: trust safeguarding lead; then: chair of governors';
  expect(rows).toEqual([
    { what: 'head_route', before: null, after: set },
    { what: 'head_route', before: set, after: null },
    { what: 'hours', before: null, after: 'Monday 09:00 to 12:00' },
    { what: 'closures', before: null, after: 'Snow, 1 Feb 2027 to 2 Feb 2027' },
    { what: 'closures', before: 'Snow, 1 Feb 2027 to 2 Feb 2027', after: null },
  ]);
  expect(await mailedTo(staff)).toHaveLength(10);
});

describe('whatever the pages forgot', () => {
  test.each([
    ['the LADO', `update people.school set lado_contact = 'x' where id = $1`],
    ['the wait', 'update people.school set acknowledge_within_minutes = 99 where id = $1'],
    ['the hours', `insert into people.school_hours values ($1, 6, '09:00', '10:00')`],
    ['a closure', `insert into people.school_closure values ($1, '[2027-01-05,2027-02-05)', 'x')`],
    [
      'the Head’s route',
      `insert into concern.route (id, school_id, stream, position, role, at_once)
       values (gen_random_uuid(), $1, 'head', 1, 'chair_of_governors', true)`,
    ],
  ])('%s is not changed without being kept', async (_what, statement) => {
    const staff = await aStaffedSchool(world);
    const write = world.as(staff.head, (tx) => tx.client.query(statement, [staff.school.id]));
    await expect(write).rejects.toThrow('is kept with what it was before');
  });

  test.each(['update people.setting_change set before = null', 'delete from people.setting_change'])(
    'what is kept is neither changed nor taken away: %s',
    async (statement) => {
      const staff = await aStaffedSchool(world);
      const write = world.as(staff.head, (tx) => tx.client.query(statement));
      await expect(write).rejects.toThrow('permission denied');
    },
  );
});

test('for a teacher, a deputy, or somebody of another school there is nothing', async () => {
  const staff = await aStaffedSchool(world);
  const other = await aStaffedSchool(world);
  for (const who of [staff.teacher, staff.deputy, other.head, other.chair])
    expect((await (await browser.signedIn(who)).get(at(staff))).statusCode).toBe(404);
});
