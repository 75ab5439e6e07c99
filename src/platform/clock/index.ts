import { Temporal } from 'temporal-polyfill';

export { Temporal };
export type Instant = Temporal.Instant;
export type LocalDate = Temporal.PlainDate;

/** Every school that Gatehouse serves keeps English time (design rule 13). */
export const ZONE = 'Europe/London';

export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

export function localDate(at: Instant): LocalDate {
  return at.toZonedDateTimeISO(ZONE).toPlainDate();
}

export function localDateTime(at: Instant): Temporal.ZonedDateTime {
  return at.toZonedDateTimeISO(ZONE);
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const longDayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const timeFormat = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
const plainDayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** "Thu 20 Nov 2026", in English time. */
export function formatDay(at: Instant): string {
  return dayFormat.format(at.epochMilliseconds).replace(',', '');
}

/** "Thursday 20 November". */
export function formatLongDay(at: Instant): string {
  return longDayFormat.format(at.epochMilliseconds).replace(',', '');
}

/** "08:41". */
export function formatTime(at: Instant): string {
  return timeFormat.format(at.epochMilliseconds);
}

/** "Thu 20 Nov 2026, 08:41". */
export function formatInstant(at: Instant): string {
  return `${formatDay(at)}, ${formatTime(at)}`;
}

/** "20 Nov 2026". */
export function formatDate(date: LocalDate): string {
  return plainDayFormat.format(Date.UTC(date.year, date.month - 1, date.day));
}

/** "today", "yesterday", "in 3 days", "5 days ago": how far a date lies from today. */
export function formatDaysFrom(today: LocalDate, date: LocalDate): string {
  const days = today.until(date).days;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** Age in whole years on the day in question (design rule 13). */
export function ageOn(birthDate: LocalDate, day: LocalDate): number {
  return birthDate.until(day, { largestUnit: 'years' }).years;
}
