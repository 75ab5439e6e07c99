import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import type { KindId } from '../types.ts';
import { patternOf, patternWords } from './pattern.ts';

const today = Temporal.PlainDate.from('2026-11-20');
const on = (day: string, kinds: readonly KindId[], ...childIds: string[]) => ({
  reportedOn: Temporal.PlainDate.from(day),
  kinds,
  childIds,
});

test('the third within a year is said, and one of a year and a day ago is not counted', () => {
  const now = on('2026-11-19', ['other']);
  const two = [on('2026-03-01', ['other']), on('2025-11-20', ['other'])];
  expect(patternWords(patternOf(now, two, today))).toEqual([]);
  const three = [on('2026-03-01', ['other']), on('2025-11-21', ['other'])];
  expect(patternWords(patternOf(now, three, today))).toEqual(['Low-level concern number 3 within a year']);
});

test('the same kind and the same child are said whenever they were; “something else” is no kind', () => {
  const now = on('2026-11-19', ['privacy', 'other'], 'a', 'b');
  const others = [on('2020-01-01', ['privacy'], 'b'), on('2021-01-01', ['other'], 'c', 'a')];
  expect(patternWords(patternOf(now, others, today))).toEqual([
    'The same kind once before',
    'The same child 2 times before',
  ]);
});
