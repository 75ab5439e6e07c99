/** The value below which `share` of the sorted numbers lie. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Median and range of a few repeated measurements. With five, the range holds the true median 94 times in 100; with
 * three, 75 times: that is the interval whose better end is held against a target.
 */
export function spreadOf(values: readonly number[]): Spread {
  const all = sorted(values);
  const middle = all.length / 2;
  const median = ((all[Math.ceil(middle) - 1] ?? Number.NaN) + (all[Math.floor(middle)] ?? Number.NaN)) / 2;
  return { median, least: all[0] ?? Number.NaN, most: all.at(-1) ?? Number.NaN };
}
