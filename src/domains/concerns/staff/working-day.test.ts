import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { nextWorkingDay } from './working-day.ts';

test.each([
  ['2026-11-19', '2026-11-20'],
  ['2026-11-20', '2026-11-23'],
  ['2026-11-21', '2026-11-23'],
  ['2026-11-22', '2026-11-23'],
  ['2026-12-31', '2027-01-01'],
])('after %s comes %s', (day, next) => {
  expect(nextWorkingDay(Temporal.PlainDate.from(day)).toString()).toBe(next);
});
