import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';
import { findCalendar } from './queries.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const address = (staff: Staffed) => `/settings/calendar/${staff.school.id}`;
const halfTerm = {
  name: 'October half term',
  'from-day': '26',
  'from-month': '10',
  'from-year': '2026',
  'to-day': '30',
  'to-month': '10',
  'to-year': '2026',
};

const calendarOf = async (staff: Staffed) => {
  const { hours, closures } = await world.as(staff.dsl, (tx) => findCalendar(tx, staff.school.id));
  return {
    hours: [...hours].map(([weekday, { opens, closes }]) => `${weekday} ${opens}-${closes}`),
    closures: closures.map(({ name, from, to }) => `${name} ${from}/${to}`),
  };
};

async function eventTypes(staff: Staffed): Promise<string[]> {
  const { rows } = await world.owner.query('select type from audit.event where chain_id = $1 order by seq', [
    staff.school.id,
  ]);
  return rows.map(({ type }) => type);
}

describe('the week', () => {
  test('every box that is wrong is named by its day, all at once', async () => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.dsl);
    const wrong = async (form: string, typed: Record<string, string>) => {
      const page = load((await lead.post(`${address(staff)}/${form}`, typed)).body);
      return page('.govuk-error-summary li')
        .map((_, item) => page(item).text())
        .get();
    };
    expect(
      await wrong('hours', { 'opens-2': 'early', 'closes-2': '8:30', 'opens-4': '9', 'closes-5': '25' }),
    ).toEqual([
      'Enter a time for when the school opens on Tuesday, such as 8:30, or empty both boxes.',
      'Enter a time for when the school closes on Friday, such as 8:30, or empty both boxes.',
      'Enter when the school closes on Thursday, or empty both boxes.',
    ]);
    expect(
      await wrong('closures', { ...halfTerm, 'from-day': '31', 'from-month': '9', 'to-day': '' }),
    ).toEqual([
      'Enter the first day without school as a real date, such as 27 3 2026.',
      'Enter the last day without school as a real date, such as 27 3 2026.',
    ]);
  });

  test('nothing set: the usual school week counts, and the page shows it', async () => {
    const staff = await aStaffedSchool(world);
    const page = load((await (await browser.signedIn(staff.dsl)).get(address(staff))).body);
    expect(page('#opens-1').attr('value')).toBe('08:30');
    expect(page('#opens-6').attr('value')).toBeUndefined();
    expect((await calendarOf(staff)).hours).toContain('5 08:30:00-15:30:00');
  });

  test('set as typed, audited; emptied again, the usual week is back', async () => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.head);
    await lead.post(`${address(staff)}/hours`, {
      'opens-1': '8.15',
      'closes-1': '4pm',
      'opens-6': '9',
      'closes-6': '12:00',
    });
    expect((await calendarOf(staff)).hours).toEqual(['1 08:15:00-16:00:00', '6 09:00:00-12:00:00']);
    await lead.post(`${address(staff)}/hours`, {});
    expect((await calendarOf(staff)).hours).toHaveLength(5);
    expect(await eventTypes(staff)).toEqual([
      'setting.changed/1',
      'calendar.hours_changed/1',
      'setting.changed/1',
      'calendar.hours_changed/1',
    ]);
  });

  test.each([
    [{ 'opens-1': '8:30' }, 'Enter when the school closes on Monday'],
    [{ 'closes-3': '15:30' }, 'Enter when the school opens on Wednesday'],
    [{ 'opens-2': '15:30', 'closes-2': '8:30' }, 'On Tuesday the school must close after it opens.'],
    [{ 'opens-2': 'early', 'closes-2': '8:30' }, 'Enter a time'],
  ])('%o: refused, kept as typed', async (typed, message) => {
    const staff = await aStaffedSchool(world);
    const reply = await (await browser.signedIn(staff.dsl)).post(`${address(staff)}/hours`, typed);
    expect(reply.statusCode).toBe(422);
    const page = load(reply.body);
    expect(page('.govuk-error-summary').text()).toContain(message);
    const [name, value] = Object.entries(typed)[0] ?? ['', ''];
    expect(page(`#${name}`).attr('value')).toBe(value);
    expect(await eventTypes(staff)).toEqual([]);
  });
});

describe('closures', () => {
  test('added, shown, taken away, each audited', async () => {
    const staff = await aStaffedSchool(world);
    world.clock.set('2026-10-01T09:00:00Z');
    const lead = await browser.signedIn(staff.dsl);
    await lead.post(`${address(staff)}/closures`, halfTerm);
    expect((await calendarOf(staff)).closures).toEqual(['October half term 2026-10-26/2026-10-30']);
    const page = load((await lead.get(address(staff))).body);
    expect(page('.gh-work__row').text()).toContain('26 Oct 2026 to 30 Oct 2026');
    await lead.post(`${address(staff)}/closures/remove`, { from: '2026-10-26' });
    expect((await calendarOf(staff)).closures).toEqual([]);
    expect(await eventTypes(staff)).toEqual([
      'setting.changed/1',
      'calendar.closure_added/1',
      'setting.changed/1',
      'calendar.closure_removed/1',
    ]);
  });

  test.each([
    ['overlapping', { 'from-day': '30', 'to-day': '31' }, 'overlap with “October half term”'],
    ['ending before it begins', { 'from-day': '9', 'to-day': '8' }, 'must not be before the first'],
    [
      'longer than any holiday',
      { 'from-day': '1', 'from-month': '11', 'to-year': '2027' },
      'longer than 70 days',
    ],
    [
      'without a name',
      { 'from-day': '9', 'to-day': '9', 'from-month': '11', 'to-month': '11', name: '' },
      'Enter what it is',
    ],
    ['on no real day', { 'from-day': '31', 'from-month': '2' }, 'real date'],
  ])('%s: refused', async (_case, change, message) => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.dsl);
    await lead.post(`${address(staff)}/closures`, halfTerm);
    const reply = await lead.post(`${address(staff)}/closures`, { ...halfTerm, ...change });
    expect(reply.statusCode).toBe(422);
    expect(load(reply.body)('.govuk-error-summary').text()).toContain(message);
    expect((await calendarOf(staff)).closures).toHaveLength(1);
  });

  test('one that is not there cannot be taken away', async () => {
    const staff = await aStaffedSchool(world);
    const lead = await browser.signedIn(staff.dsl);
    expect((await lead.post(`${address(staff)}/closures/remove`, { from: '2026-10-26' })).statusCode).toBe(
      404,
    );
    expect((await lead.post(`${address(staff)}/closures/remove`, { from: 'soon' })).statusCode).toBe(404);
  });
});

test('for a teacher, or the lead of another school, there is nothing, and the database agrees', async () => {
  const staff = await aStaffedSchool(world);
  const other = await aStaffedSchool(world);
  for (const person of [staff.teacher, staff.deputy, other.dsl]) {
    const visitor = await browser.signedIn(person);
    expect((await visitor.get(address(staff))).statusCode).toBe(404);
    expect((await visitor.post(`${address(staff)}/closures`, halfTerm)).statusCode).toBe(404);
    const insert = world.as(person, (tx) =>
      tx.client.query(
        'insert into people.school_hours (school_id, weekday, opens, closes) values ($1, 1, $2, $3)',
        [staff.school.id, '08:00', '16:00'],
      ),
    );
    await expect(insert).rejects.toThrow('row-level security');
  }
});
