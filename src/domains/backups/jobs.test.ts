import { describe, expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { isReadThrough } from './check.ts';
import { isDue } from './jobs.ts';
import { stateOf } from './service.ts';

const at = (text: string) => Temporal.Instant.from(text);
const good = (text: string) => ({ beganAt: at(text), good: true });
const bad = (text: string) => ({ beganAt: at(text), good: false });

describe('the backup of today is due', () => {
  test.each([
    ['in the night, once it is one o’clock', '2026-11-20T01:20:00Z', [good('2026-11-19T01:20:00Z')], true],
    ['not before', '2026-11-20T00:20:00Z', [good('2026-11-19T01:20:00Z')], false],
    ['not twice', '2026-11-20T02:20:00Z', [good('2026-11-20T01:20:00Z')], false],
    ['again, after one that failed', '2026-11-20T02:20:00Z', [bad('2026-11-20T01:20:00Z')], true],
    [
      'not a fourth time',
      '2026-11-20T04:20:00Z',
      ['01', '02', '03'].map((hour) => bad(`2026-11-20T${hour}:20:00Z`)),
      false,
    ],
    ['at once, where there never was one', '2026-11-20T00:05:00Z', [], true],
    ['at once, where yesterday’s is missing', '2026-11-20T00:20:00Z', [good('2026-11-18T01:20:00Z')], true],
    [
      'by English time: one o’clock in summer is midnight in UTC',
      '2026-06-10T00:20:00Z',
      [good('2026-06-09T00:20:00Z')],
      true,
    ],
    [
      'later in the day, on a machine that is off at night',
      '2026-11-20T08:20:00Z',
      [good('2026-11-19T08:20:00Z')],
      true,
    ],
  ] as const)('%s', (_, now, scheduled, due) => {
    expect(isDue(at(now), scheduled)).toBe(due);
  });
});

test.each([
  ['2026-11-19T07:00:01Z', true, 'good'],
  ['2026-11-19T06:59:59Z', true, 'late'],
  ['2026-11-19T06:59:59Z', false, 'late'],
  ['2026-11-19T12:00:00Z', false, 'good'],
  [null, true, 'none'],
  [null, false, 'off'],
] as const)('last good %s, made here: %s → %s', (lastGood, backsUp, state) => {
  expect(stateOf(at('2026-11-20T09:00:00Z'), lastGood === null ? null : at(lastGood), backsUp)).toBe(state);
});

test('each evidence file is read through once in seven days', () => {
  for (const key of ['0000', '7fff', 'abcd', '1234'].map((end) => `019a0000-0000-7000-8000-00000000${end}`)) {
    const days = Array.from({ length: 7 }, (_, n) => at('2026-11-20T01:20:00Z').add({ hours: 24 * n }));
    expect(days.filter((day) => isReadThrough(key, day))).toHaveLength(1);
  }
});
