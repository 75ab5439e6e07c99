import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOf, timeOf } from './format.ts';
import { backupsToKeep } from './retention.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-26T02:20:00Z');
const nightly = (nights: number) =>
  Array.from({ length: nights }, (_, n) => nameOf(new Date(START - n * DAY).toISOString()));

test('a name says when, to the second, and sorts by it', () => {
  expect(nameOf('2026-11-26T21:34:05.123456Z')).toBe('20261126T213405Z');
  expect(timeOf('20261126T213405Z')).toBe('2026-11-26T21:34:05Z');
  expect(timeOf('20261126T213405Z-2')).toBe('2026-11-26T21:34:05Z');
  for (const none of ['coming-20261126T213405Z', 'objects', '20261126T213405', 'x20261126T213405Z'])
    expect(timeOf(none)).toBeUndefined();
});

test('of a hundred nights: the last fourteen, and the last of each of eight weeks', () => {
  const names = nightly(100);
  const kept = backupsToKeep(names, { daily: 14, weekly: 8 });
  expect([...kept].filter((name) => names.indexOf(name) < 14)).toHaveLength(14);
  // Of three weeks the last night lies within the days; Sundays stand for the five before.
  const older = [...kept].filter((name) => names.indexOf(name) >= 14).map((name) => timeOf(name) ?? '');
  expect(older).toHaveLength(5);
  for (const time of older) expect(new Date(time).getUTCDay()).toBe(0);
});

test('of several on one day the last, by English time', () => {
  // Half past midnight in June is still the day before in UTC.
  const names = ['20260610T120000Z', '20260610T233000Z', '20260611T100000Z'];
  expect([...backupsToKeep(names, { daily: 2, weekly: 1 })].sort()).toEqual([
    '20260610T120000Z',
    '20260611T100000Z',
  ]);
});

test('days without a backup cost nothing: after a month off, the last fourteen are still there', () => {
  const names = nightly(60).filter((_, n) => n === 0 || n > 30);
  expect(backupsToKeep(names, { daily: 14, weekly: 1 }).size).toBe(14);
});

test('of a day on which the key was changed the last of either key, and no longer than that day is kept', () => {
  const changed = ['20261110T010000Z', '20261110T090000Z', '20261110T100000Z', '20261110T110000Z'];
  const isSealed = (name: string) => name <= '20261110T090000Z';
  const kept = [...backupsToKeep(changed, { daily: 14, weekly: 1 }, isSealed)].sort();
  expect(kept).toEqual(['20261110T090000Z', '20261110T110000Z']);
  const later = [...changed, ...nightly(3)];
  expect(backupsToKeep(later, { daily: 3, weekly: 1 }, isSealed).size).toBe(3);
});

test('the newest is kept, and never more than days and weeks together', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400 * 24 }), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 10 }),
      (hours, daily, weekly) => {
        const names = hours.map((hour) => nameOf(new Date(START - hour * 3_600_000).toISOString()));
        const kept = backupsToKeep(names, { daily, weekly });
        expect(kept.has(names.toSorted().at(-1) ?? '')).toBe(true);
        expect(kept.size).toBeLessThanOrEqual(daily + weekly);
      },
    ),
  );
});
