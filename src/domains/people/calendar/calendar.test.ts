import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, Temporal, ZONE } from '#platform/clock';
import {
  addOpenMinutes,
  closesAt,
  isOpen,
  nextOpening,
  openMinutesBetween,
  type SchoolCalendar,
  usualHours,
} from './calendar.ts';

const usual: SchoolCalendar = { hours: usualHours, closures: [] };

const closed = (from: string, to: string) => ({
  from: Temporal.PlainDate.from(from),
  to: Temporal.PlainDate.from(to),
  name: 'Holiday',
});

/** Wall-clock time in England, as a school would say it. */
const england = (text: string): Instant =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).toInstant();
const said = (at: Instant) =>
  at.toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: 'minute' });

describe('the school day', () => {
  test.each([
    ['2026-11-20T08:29', false],
    ['2026-11-20T08:30', true],
    ['2026-11-20T15:29', true],
    ['2026-11-20T15:30', false],
    ['2026-11-21T10:00', false],
    ['2026-11-22T10:00', false],
  ])('%s: open is %s', (at, open) => {
    expect(isOpen(usual, england(at))).toBe(open);
  });

  test('a closure holds on its first and its last day and on no other', () => {
    const calendar = { ...usual, closures: [closed('2026-10-27', '2026-10-29')] };
    const open = ['26', '27', '28', '29', '30'].map((day) =>
      isOpen(calendar, england(`2026-10-${day}T10:00`)),
    );
    expect(open).toEqual([true, false, false, false, true]);
  });

  test('hours of its own replace the usual week as a whole', () => {
    const saturday = { opens: Temporal.PlainTime.from('09:00'), closes: Temporal.PlainTime.from('12:00') };
    const calendar: SchoolCalendar = { hours: new Map([[6, saturday]]), closures: [] };
    expect(isOpen(calendar, england('2026-11-20T10:00'))).toBe(false);
    expect(said(nextOpening(calendar, england('2026-11-20T10:00')))).toBe('2026-11-21T09:00');
  });

  test('says when today ends, while it lasts', () => {
    expect(said(closesAt(usual, england('2026-11-20T09:00')) ?? england('1999-01-01'))).toBe(
      '2026-11-20T15:30',
    );
    expect(closesAt(usual, england('2026-11-20T16:00'))).toBeUndefined();
  });
});

describe('minutes while somebody is at school', () => {
  test.each([
    ['within the day', '2026-11-19T09:00', 15, '2026-11-19T09:15'],
    ['up to the bell', '2026-11-19T15:15', 15, '2026-11-19T15:30'],
    ['over the night', '2026-11-19T15:20', 15, '2026-11-20T08:35'],
    ['over the weekend', '2026-11-20T15:20', 15, '2026-11-23T08:35'],
    ['from a Saturday', '2026-11-21T11:00', 15, '2026-11-23T08:45'],
    ['from before the bell', '2026-11-20T07:00', 15, '2026-11-20T08:45'],
    ['over the weekend when the clocks go back', '2026-10-23T15:20', 15, '2026-10-26T08:35'],
    ['over the weekend when the clocks go forward', '2027-03-26T15:20', 15, '2027-03-29T08:35'],
  ])('%s', (_case, from, minutes, until) => {
    expect(said(addOpenMinutes(usual, england(from), minutes))).toBe(until);
  });

  test('the clock changes move the instant by an hour and not the school day', () => {
    expect(addOpenMinutes(usual, england('2026-10-23T15:20'), 15).toString()).toBe('2026-10-26T08:35:00Z');
    expect(addOpenMinutes(usual, england('2026-10-16T15:20'), 15).toString()).toBe('2026-10-19T07:35:00Z');
    expect(addOpenMinutes(usual, england('2027-03-26T15:20'), 15).toString()).toBe('2027-03-29T07:35:00Z');
  });

  test('on the day itself, for a school that is open while the clock jumps', () => {
    const night = { opens: Temporal.PlainTime.from('00:30'), closes: Temporal.PlainTime.from('03:00') };
    const calendar: SchoolCalendar = { hours: new Map([[7, night]]), closures: [] };
    // 25 October 2026 lives 01:00–02:00 twice: three and a half hours; 28 March 2027 skips it: one and a half.
    expect(openMinutesBetween(calendar, england('2026-10-25T00:00'), england('2026-10-25T04:00'))).toBe(210);
    expect(openMinutesBetween(calendar, england('2027-03-28T00:00'), england('2027-03-28T04:00'))).toBe(90);
    expect(said(addOpenMinutes(calendar, england('2026-10-25T00:30'), 210))).toBe('2026-10-25T03:00');
  });

  test('over a holiday with a weekend at each end', () => {
    const calendar = { ...usual, closures: [closed('2026-12-21', '2027-01-01')] };
    expect(said(addOpenMinutes(calendar, england('2026-12-18T15:20'), 15))).toBe('2027-01-04T08:35');
  });

  test('a calendar that never opens counts every minute, so that nothing waits for ever', () => {
    const never = { ...usual, closures: [closed('2026-01-01', '2036-01-01')] };
    const at = england('2026-11-20T09:00');
    expect(isOpen(never, at)).toBe(false);
    expect(nextOpening(never, at)).toEqual(at);
    expect(said(addOpenMinutes(never, at, 15))).toBe('2026-11-20T09:15');
  });
});

const minuteOfDay = fc.integer({ min: 0, max: 1439 });
const time = (minute: number) => new Temporal.PlainTime(Math.trunc(minute / 60), minute % 60);
const day = fc
  .tuple(minuteOfDay, minuteOfDay)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({
    opens: time(Math.min(a, b)),
    closes: time(Math.max(a, b)),
  }));
const anyCalendar: fc.Arbitrary<SchoolCalendar> = fc.record({
  hours: fc
    .array(fc.tuple(fc.integer({ min: 1, max: 7 }), day), { minLength: 1, maxLength: 7 })
    .map((days) => new Map(days)),
  closures: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 380 }), fc.integer({ min: 0, max: 20 })).map(([start, length]) => {
      const from = Temporal.PlainDate.from('2026-09-01').add({ days: start });
      return { from, to: from.add({ days: length }), name: 'Closed' };
    }),
    { maxLength: 6 },
  ),
});
/** A minute within a year that has both clock changes. */
const anyInstant = fc
  .integer({ min: 0, max: 370 * 24 * 60 })
  .map((minutes) => Temporal.Instant.from('2026-09-01T00:00:00Z').add({ minutes }));
const anyLimit = fc.integer({ min: 1, max: 3000 });

test('hours within the hour that the clocks leave out do not happen', () => {
  const hour = { opens: Temporal.PlainTime.from('01:00'), closes: Temporal.PlainTime.from('02:00') };
  const sundays: SchoolCalendar = { hours: new Map([[7, hour]]), closures: [] };
  const saturday = Temporal.Instant.from('2027-03-27T12:00:00Z');
  expect(nextOpening(sundays, saturday).toString()).toBe('2027-04-04T00:00:00Z');
});

describe('for every calendar', () => {
  const opensAtAll = (calendar: SchoolCalendar, from: Instant, minutes: number) =>
    openMinutesBetween(calendar, from, from.add({ hours: 24 * 390 })) >= minutes;

  test('as many open minutes pass as were asked for', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyLimit, (calendar, from, minutes) => {
        fc.pre(opensAtAll(calendar, from, minutes));
        expect(openMinutesBetween(calendar, from, addOpenMinutes(calendar, from, minutes))).toBe(minutes);
      }),
    );
  });

  test('waiting twice is waiting for the sum', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyLimit, anyLimit, (calendar, from, first, second) => {
        fc.pre(opensAtAll(calendar, from, first + second));
        const twice = addOpenMinutes(calendar, addOpenMinutes(calendar, from, first), second);
        expect(twice.toString()).toBe(addOpenMinutes(calendar, from, first + second).toString());
      }),
    );
  });

  test('the next opening is open, not before, and nothing opens in between', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, from) => {
        fc.pre(opensAtAll(calendar, from, 1));
        const opening = nextOpening(calendar, from);
        expect(isOpen(calendar, opening)).toBe(true);
        expect(Temporal.Instant.compare(opening, from)).toBeGreaterThanOrEqual(0);
        expect(openMinutesBetween(calendar, from, opening)).toBe(0);
      }),
    );
  });
});
