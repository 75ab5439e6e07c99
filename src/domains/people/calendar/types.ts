import type { LocalDate } from '#platform/clock';

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export interface DayHours {
  /** ISO weekday: Monday is 1. */
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

export interface ClosureRow {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly name: string;
}

export interface CalendarSettings {
  readonly school: { readonly id: string; readonly name: string };
  readonly hours: readonly DayHours[];
  /** False while the usual school week stands in. */
  readonly own: boolean;
  readonly closures: readonly ClosureRow[];
  readonly past: readonly ClosureRow[];
  readonly now: string;
}
