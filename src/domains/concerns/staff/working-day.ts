import type { LocalDate } from '#platform/clock';

/** The next weekday: the officer works on, whatever the school's holidays. Bank holidays are not known here. */
export function nextWorkingDay(day: LocalDate): LocalDate {
  const next = day.add({ days: 1 });
  return next.dayOfWeek > 5 ? nextWorkingDay(next) : next;
}
