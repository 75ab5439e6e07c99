import { type Clock, type Instant, Temporal } from '#platform/clock';

export interface FakeClock extends Clock {
  set(iso: string): void;
  advance(duration: Temporal.DurationLike): void;
}

/** A Friday morning in term, unless the test says otherwise. */
export function fakeClock(iso = '2026-11-20T09:00:00Z'): FakeClock {
  let at: Instant = Temporal.Instant.from(iso);
  return {
    now: () => at,
    set: (next) => {
      at = Temporal.Instant.from(next);
    },
    advance: (duration) => {
      at = at.add(duration);
    },
  };
}
