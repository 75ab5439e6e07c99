/**
 * What is shown of counts to whoever may not see children (design rule 19). One column is one school's term: its total
 * and, by one thing after another, its parts. Pure, and always the same for the same counts, so that nobody learns more
 * from two looks, or from two people's looks, than from one.
 */

/** Fewer than this is hidden. */
export const LEAST_SHOWN = 5;

/** `null` is hidden: it may be few, or stand for few elsewhere. */
export type Shown = number | null;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A total hides itself where it is small; none at all is no secret. */
export const showTotal = (total: number, least = LEAST_SHOWN): Shown =>
  total > 0 && total < least ? null : total;

/**
 * Whether what is hidden could be worked out: it is the total less what is shown, and each hidden one is at least 1
 * (none is shown as 0). One alone is known; several that sum to as little as they can, or to as much as small ones can,
 * are all 1, or all 4.
 */
const givesAway = (hidden: readonly number[], least: number): boolean =>
  hidden.length > 0 &&
  (hidden.length < 2 ||
    sum(hidden) < least ||
    sum(hidden) === hidden.length ||
    sum(hidden) === hidden.length * (least - 1));

/**
 * The parts of a total. The small ones are hidden, and then the smallest of the others, until the hidden ones cannot be
 * worked out from the total and the rest; where nothing is left to hide behind, all are hidden, with those that are 0.
 * For parts that overlap (a concern of two kinds) their sum stands for the total: more than anybody is told.
 */
export function showParts(parts: readonly number[], total: number, least = LEAST_SHOWN): Shown[] {
  const nothing = parts.map((): Shown => null);
  if (showTotal(total, least) === null) return nothing;
  const hidden = new Set(parts.flatMap((n, at) => (n > 0 && n < least ? [at] : [])));
  const values = () => [...hidden].map((at) => parts[at] ?? 0);
  // Those that are as many go together: which of them was taken would say who stands behind it.
  const others = [...new Set(parts.filter((n) => n >= least))].sort((a, b) => a - b);
  while (givesAway(values(), least)) {
    const next = others.shift();
    if (next === undefined) return nothing;
    for (const [at, n] of parts.entries()) if (n === next) hidden.add(at);
  }
  return parts.map((n, at) => (hidden.has(at) ? null : n));
}

/** What a row comes to over several columns: shown where all of it is, since it says no more than they do. */
export const showSum = (shown: readonly Shown[]): Shown =>
  shown.includes(null) ? null : sum(shown.map((n) => n ?? 0));
