import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_SHOWN, type Shown, showParts, showSum, showTotal } from './small-numbers.ts';

const total = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0);

test.each([
  [
    [7, 3, 9, 0],
    [null, null, 9, 0],
  ],
  [
    [2, 3, 9, 0],
    [null, null, 9, 0],
  ],
  [
    [1, 1, 9, 12],
    [null, null, null, 12],
  ],
  [
    [10, 12, 0],
    [10, 12, 0],
  ],
  [
    [1, 1, 1, 1, 1],
    [null, null, null, null, null],
  ],
  [
    [6, 4, 0, 0],
    [null, null, 0, 0],
  ],
  [
    [2, 1, 0],
    [null, null, null],
  ],
  [
    [0, 0],
    [0, 0],
  ],
])('%j is shown as %j', (parts, shown) => {
  expect(showParts(parts, total(parts))).toEqual(shown);
});

test('a small total takes all its parts with it', () => {
  expect([showTotal(0), showTotal(1), showTotal(LEAST_SHOWN - 1), showTotal(LEAST_SHOWN)]).toEqual([
    0,
    null,
    null,
    LEAST_SHOWN,
  ]);
  expect(showParts([4, 0], 4)).toEqual([null, null]);
});

test('a row is summed where all of it is shown', () => {
  expect(showSum([5, 0, 7])).toBe(12);
  expect(showSum([5, null, 7])).toBeNull();
});

const column = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 29 });

test('nothing small is ever shown, and what is shown is true', () => {
  fc.assert(
    fc.property(column, (parts) => {
      const shown = showParts(parts, total(parts));
      expect(shown).toHaveLength(parts.length);
      shown.forEach((n, at) => {
        if (n !== null) expect(n).toBe(parts[at]);
        if (n !== null) expect(n === 0 || n >= LEAST_SHOWN).toBe(true);
      });
    }),
  );
});

test('what is hidden is never one alone, nor as little as it could be', () => {
  fc.assert(
    fc.property(column, (parts) => {
      const shown = showParts(parts, total(parts));
      const hidden = parts.filter((_, at) => shown[at] === null);
      if (hidden.length === 0 || showTotal(total(parts)) === null) return;
      const all = shown.every((n) => n === null);
      expect(hidden.length > 1 || all).toBe(true);
      if (!all) expect(total(hidden)).toBeGreaterThan(hidden.length);
    }),
  );
});

/** All ways to write `sum` as so many parts of 0 and more. */
function* ways(sum: number, parts: number): Generator<number[]> {
  if (parts === 1) yield [sum];
  else for (let n = 0; n <= sum; n += 1) for (const rest of ways(sum - n, parts - 1)) yield [n, ...rest];
}

/**
 * The worst attacker: knows the total, what is shown, and this very program. Tries every column that would have been
 * shown the same, and must be left with two values at least for every small number.
 */
test('who knows how it is done works out no small number', { timeout: 60_000 }, () => {
  let tried = 0;
  for (let parts = 2; parts <= 4; parts += 1) {
    for (let sum = LEAST_SHOWN; sum <= 18; sum += 1) {
      const alike = new Map<string, number[][]>();
      for (const column of ways(sum, parts)) {
        const key = JSON.stringify(showParts(column, sum));
        alike.set(key, [...(alike.get(key) ?? []), column]);
      }
      for (const [key, columns] of alike) {
        const shown: Shown[] = JSON.parse(key);
        shown.forEach((n, at) => {
          if (n !== null) return;
          tried += 1;
          const values = new Set(columns.map((column) => column[at]));
          const small = [...values].some((value) => value !== undefined && value > 0 && value < LEAST_SHOWN);
          if (small) expect(values.size, `${key} of ${sum}`).toBeGreaterThan(1);
        });
      }
    }
  }
  expect(tried).toBeGreaterThan(1000);
});
