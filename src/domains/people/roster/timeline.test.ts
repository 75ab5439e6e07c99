import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayAfter, reconcile, type Wish } from './timeline.ts';
import type { Day, Span, Timeline } from './types.ts';

const day = (text: string) => text as Day;
const TODAY = day('2026-11-20');

const rules = { today: TODAY, same: (a: string, b: string) => a === b, ends: () => true };
const span = (from: string, until: string | null, details = 'a'): Span<string> => ({
  key: 'k',
  from: day(from),
  until: until === null ? null : day(until),
  details,
});
const wish = (details: string, from: string | null = null): Wish<string> => ({
  key: 'k',
  from: from === null ? null : day(from),
  details,
});
const known = (spans: Span<string>[], ended: string | null = null): Timeline<string> => ({
  spans,
  ended: new Map(ended === null ? [] : [['k', day(ended)]]),
});
const nothing = { begin: [], amend: [], end: [] };

describe('what begins', () => {
  test("begins on the file's own day", () => {
    expect(reconcile(known([]), [wish('a', '2026-09-01')], rules).begin).toEqual([span('2026-09-01', null)]);
  });
  test('begins today where the file gives no day, or one to come', () => {
    expect(reconcile(known([]), [wish('a')], rules).begin).toEqual([span(TODAY, null)]);
    expect(reconcile(known([]), [wish('a', '2027-01-04')], rules).begin).toEqual([span(TODAY, null)]);
  });
  test('never fills a gap: who left and is back is back today', () => {
    expect(reconcile(known([], '2026-10-01'), [wish('a', '2024-09-01')], rules).begin).toEqual([
      span(TODAY, null),
    ]);
  });
  test('lasts until something that is planned already', () => {
    const planned = span('2027-01-04', null);
    expect(reconcile(known([planned]), [wish('a')], rules)).toEqual({
      ...nothing,
      begin: [span(TODAY, '2027-01-04')],
    });
  });
});

describe('what changes', () => {
  test('ends today and begins anew', () => {
    expect(reconcile(known([span('2026-09-01', null)]), [wish('b')], rules)).toEqual({
      ...nothing,
      end: [span('2026-09-01', TODAY)],
      begin: [span(TODAY, null, 'b')],
    });
  });
  test('is put right in place where it began today', () => {
    expect(reconcile(known([span(TODAY, null)]), [wish('b')], rules)).toEqual({
      ...nothing,
      amend: [span(TODAY, null, 'b')],
    });
  });
  test('keeps a last day that is set', () => {
    expect(reconcile(known([span('2026-09-01', '2027-07-22')]), [wish('a')], rules)).toEqual(nothing);
  });
});

describe('what ends', () => {
  test('ends today, or has its one day', () => {
    expect(reconcile(known([span('2026-09-01', null)]), [], rules).end).toEqual([span('2026-09-01', TODAY)]);
    expect(reconcile(known([span(TODAY, null)]), [], rules).end).toEqual([span(TODAY, dayAfter(TODAY))]);
  });
  test('is left alone where the rules say so', () => {
    expect(reconcile(known([span('2026-09-01', null)]), [], { ...rules, ends: () => false })).toEqual(
      nothing,
    );
  });
  test('on the day it began is opened again when it is back the same day', () => {
    const oneDay = span(TODAY, dayAfter(TODAY));
    expect(reconcile(known([oneDay]), [wish('a')], rules)).toEqual({
      ...nothing,
      amend: [span(TODAY, null)],
    });
  });
});

/** Applies changes as the database would, refusing what it would refuse. */
function applied(
  spans: readonly Span<string>[],
  changes: ReturnType<typeof reconcile<string>>,
): Span<string>[] {
  const after = spans.map(
    (one) => [...changes.end, ...changes.amend].find((c) => c.from === one.from) ?? one,
  );
  const all = [...after, ...changes.begin].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [at, one] of all.entries()) {
    const next = all[at + 1];
    if (one.until !== null && one.until <= one.from) throw new Error('a span of no days');
    if (next !== undefined && (one.until === null || one.until > next.from))
      throw new Error('two spans at once');
  }
  return all;
}

const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'].map(day);

test('whatever was wished over whatever days, today is as wished and no day before has changed', () => {
  const visits = fc.array(fc.record({ step: fc.nat({ max: 1 }), wish: fc.constantFrom('a', 'b', null) }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(visits, (steps) => {
      let spans: Span<string>[] = [];
      let at = 0;
      for (const step of steps) {
        at = Math.min(days.length - 1, at + step.step);
        const today = days[at] ?? TODAY;
        const open = spans.filter((one) => one.until === null || one.until > today);
        const over =
          spans
            .flatMap(({ until }) => (until !== null && until <= today ? [until] : []))
            .sort()
            .at(-1) ?? null;
        const wishes = step.wish === null ? [] : [wish(step.wish)];
        const changes = reconcile(known(open, over), wishes, { ...rules, today });
        const after = applied(spans, changes);
        const holds = (list: Span<string>[], on: Day) =>
          list.find((one) => one.from <= on && (one.until === null || one.until > on))?.details;
        for (const before of days.filter((one) => one < today))
          expect(holds(after, before)).toBe(holds(spans, before));
        const openNow = after.filter(
          (one) => one.from <= today && (one.until === null || one.until > dayAfter(today)),
        );
        expect(openNow.map(({ details }) => details)).toEqual(step.wish === null ? [] : [step.wish]);
        const again = reconcile(
          known(
            after.filter((one) => one.until === null || one.until > today),
            over,
          ),
          wishes,
          { ...rules, today },
        );
        expect(again).toEqual(nothing);
        spans = after;
      }
    }),
    { numRuns: 500 },
  );
});
