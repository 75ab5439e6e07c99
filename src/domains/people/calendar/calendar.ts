import { type Instant, type LocalDate, localDate, Temporal, ZONE } from '#platform/clock';

export interface OpenHours {
  readonly opens: Temporal.PlainTime;
  readonly closes: Temporal.PlainTime;
}

/** Days on which nobody is at school; both ends belong to it. */
export interface Closure {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly name: string;
}

/** When somebody is at school: by ISO weekday (Monday is 1), less the closures. */
export interface SchoolCalendar {
  readonly hours: ReadonlyMap<number, OpenHours>;
  readonly closures: readonly Closure[];
}

const usualDay: OpenHours = {
  opens: Temporal.PlainTime.from('08:30'),
  closes: Temporal.PlainTime.from('15:30'),
};

/** What counts where a school has set no hours. */
export const usualHours: ReadonlyMap<number, OpenHours> = new Map(
  [1, 2, 3, 4, 5].map((weekday) => [weekday, usualDay]),
);

/** Longer than any school stays closed: a calendar without an opening in it is a mistake, not a holiday. */
const FURTHEST_DAYS = 400;

interface Opening {
  readonly from: Instant;
  readonly to: Instant;
}

function closedOn(calendar: SchoolCalendar, day: LocalDate): boolean {
  return calendar.closures.some(
    ({ from, to }) => Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) <= 0,
  );
}

/** Hours are wall-clock times of that day, so the clock changes move the instants and not the school day. */
function openingOn(calendar: SchoolCalendar, day: LocalDate): Opening | undefined {
  const hours = calendar.hours.get(day.dayOfWeek);
  if (hours === undefined || closedOn(calendar, day)) return undefined;
  const at = (plainTime: Temporal.PlainTime) =>
    day.toZonedDateTime({ timeZone: ZONE, plainTime }).toInstant();
  const opening = { from: at(hours.opens), to: at(hours.closes) };
  // Hours within the one that the clocks leave out in March do not happen on that day.
  return Temporal.Instant.compare(opening.from, opening.to) < 0 ? opening : undefined;
}

/** What is left of the day that `from` falls on, then every later opening. */
function* openingsFrom(calendar: SchoolCalendar, from: Instant): Generator<Opening> {
  const today = localDate(from);
  for (let days = 0; days <= FURTHEST_DAYS; days += 1) {
    const opening = openingOn(calendar, today.add({ days }));
    if (opening === undefined || Temporal.Instant.compare(opening.to, from) <= 0) continue;
    yield Temporal.Instant.compare(opening.from, from) < 0 ? { from, to: opening.to } : opening;
  }
}

export function isOpen(calendar: SchoolCalendar, at: Instant): boolean {
  return closesAt(calendar, at) !== undefined;
}

/** `at` itself while the school is open. A calendar that never opens says `at` too, so that nothing waits for ever. */
export function nextOpening(calendar: SchoolCalendar, at: Instant): Instant {
  const { value } = openingsFrom(calendar, at).next();
  return value?.from ?? at;
}

/** When this opening ends; `undefined` while the school is closed. */
export function closesAt(calendar: SchoolCalendar, at: Instant): Instant | undefined {
  const { value } = openingsFrom(calendar, at).next();
  return value?.from.equals(at) ? value.to : undefined;
}

/** The instant by which the school has been open for `minutes` since `from`. A calendar that never opens counts every minute. */
export function addOpenMinutes(calendar: SchoolCalendar, from: Instant, minutes: number): Instant {
  let left = minutes * 60_000;
  for (const opening of openingsFrom(calendar, from)) {
    const length = opening.to.epochMilliseconds - opening.from.epochMilliseconds;
    if (left <= length) return opening.from.add({ milliseconds: left });
    left -= length;
  }
  return from.add({ minutes });
}

/** How many minutes the school is open between two instants. */
export function openMinutesBetween(calendar: SchoolCalendar, from: Instant, to: Instant): number {
  let milliseconds = 0;
  for (const opening of openingsFrom(calendar, from)) {
    if (Temporal.Instant.compare(opening.from, to) >= 0) break;
    const end = Math.min(opening.to.epochMilliseconds, to.epochMilliseconds);
    milliseconds += end - opening.from.epochMilliseconds;
  }
  return milliseconds / 60_000;
}
