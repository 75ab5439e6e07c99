import { type Breakdown, breakdownIds, breakdowns } from './breakdowns.ts';
import { LEAST_SHOWN, type Shown, showParts } from './small-numbers.ts';
import type { Table, Times } from './types.ts';

/** One number of concern.tally. */
export interface Counted {
  readonly breakdown: string;
  readonly value: string;
  readonly n: number;
}

export type Tally = readonly Counted[];

export const countOf = (tally: Tally, breakdown: string, value: string): number =>
  tally.find((row) => row.breakdown === breakdown && row.value === value)?.n ?? 0;

/** How numbers that belong to one total become what is shown. */
export type Show = (parts: readonly number[], total: number) => readonly Shown[];

export const showAll: Show = (parts) => parts;
export const hideSmall: Show = (parts, total) => showParts(parts, total);

export function tableOf(id: string, { title, note, values }: Breakdown, numbers: readonly Shown[]): Table {
  const rows = values.map(([, text], at) => ({ text, n: numbers[at] ?? null }));
  return {
    id,
    title,
    note: note ?? null,
    rows: rows.filter(({ n }) => n !== 0),
    none: rows.filter(({ n }) => n === 0).map(({ text }) => text),
  };
}

/** Every breakdown of one tally; each is shown by itself against the same total. */
export function tablesOf(tally: Tally, show: Show): Table[] {
  const total = countOf(tally, 'all', 'all');
  return breakdownIds.map((id) => {
    const parts = breakdowns[id].values.map(([value]) => countOf(tally, id, value));
    return tableOf(id, breakdowns[id], show(parts, total));
  });
}

/** Half of them within, and nine of ten within; of fewer than `least` nothing is said. */
export function timesOf(tally: Tally, what: 'acknowledged' | 'closed', least: number): Times {
  if (countOf(tally, what, 'n') < Math.max(least, 1)) return { half: null, most: null };
  return { half: countOf(tally, what, 'half'), most: countOf(tally, what, 'most') };
}

export const LEAST_TIMED = LEAST_SHOWN;
