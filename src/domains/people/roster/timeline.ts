import { Temporal } from '#platform/clock';
import type { Changes, Day, Span, Timeline } from './types.ts';

/** What should hold today. `from` is the file's own first day, where it gives one. */
export interface Wish<D> {
  readonly key: string;
  readonly from: Day | null;
  readonly details: D;
}

interface Rules<D> {
  readonly today: Day;
  readonly same: (known: D, wished: D) => boolean;
  /** Whether something that holds today and is not wished ends; else it is left alone. */
  readonly ends: (details: D) => boolean;
}

export function dayAfter(day: Day): Day {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString() as Day;
}

function bySpanStart<D>(spans: readonly Span<D>[]): Map<string, Span<D>[]> {
  const found = new Map<string, Span<D>[]>();
  for (const span of spans) {
    const list = found.get(span.key);
    if (list === undefined) found.set(span.key, [span]);
    else list.push(span);
  }
  return found;
}

/** The file's first day counts, unless that would fill a gap in which we knew better. */
function firstDay(wish: Wish<unknown>, ended: Day | undefined, today: Day): Day {
  const told = wish.from !== null && wish.from <= today ? wish.from : today;
  return ended !== undefined && told < ended ? today : told;
}

/**
 * What to write so that today holds what is wished. Nothing that held before today changes: what differs ends today
 * and begins anew. Only what began today is put right in place, since a span of no days cannot be kept.
 */
export function reconcile<D>(known: Timeline<D>, wishes: readonly Wish<D>[], rules: Rules<D>): Changes<D> {
  const { today, same, ends } = rules;
  const tomorrow = dayAfter(today);
  const spans = bySpanStart(known.spans);
  const begin: Span<D>[] = [];
  const amend: Span<D>[] = [];
  const end: Span<D>[] = [];
  const wished = new Set<string>();
  for (const wish of wishes) {
    wished.add(wish.key);
    const mine = spans.get(wish.key) ?? [];
    const current = mine.find((span) => span.from <= today);
    const next = mine.find((span) => span.from > today)?.from ?? null;
    if (current === undefined) {
      const from = firstDay(wish, known.ended.get(wish.key), today);
      begin.push({ key: wish.key, from, until: next, details: wish.details });
      continue;
    }
    // Ended earlier today, and back.
    const endedToday = current.from === today && current.until === tomorrow && next !== tomorrow;
    const until = endedToday ? next : current.until;
    if (same(current.details, wish.details)) {
      if (endedToday) amend.push({ ...current, until });
    } else if (current.from === today) {
      amend.push({ key: wish.key, from: today, until, details: wish.details });
    } else {
      end.push({ ...current, until: today });
      begin.push({ key: wish.key, from: today, until, details: wish.details });
    }
  }
  for (const span of known.spans) {
    if (span.from > today || wished.has(span.key) || !ends(span.details)) continue;
    const until = span.from === today ? tomorrow : today;
    if (span.until === null || span.until > until) end.push({ ...span, until });
  }
  return { begin, amend, end };
}
