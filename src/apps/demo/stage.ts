import { type Instant, type LocalDate, localDate, Temporal, ZONE } from '#platform/clock';
import { schoolYearOf } from './calendar.ts';
import type { Chain } from './chain.ts';
import type { Stream } from './concern-words.ts';
import type { Pupil, School, Staff, World } from './world.ts';

/** The world with its people in it: what stories are told on. */
export interface Stage extends World {
  readonly chain: Chain;
  readonly pupils: readonly Pupil[];
  readonly staff: readonly Staff[];
  /** Who left long ago. */
  readonly former: readonly Pupil[];
  readonly caseload: (school: School, stream: Stream) => string;
  /** The id of a step of a school's ladder for children. */
  readonly step: (school: School, called: string) => string;
  readonly references: Set<string>;
  /** Seals a receipt's secret, hexadecimal. */
  readonly seal: (locator: string) => string;
}

/** That time of that day in English time. */
export function moment(day: LocalDate, hour: number, minute: number, second = 0): Instant {
  return day
    .toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from({ hour, minute, second }) })
    .toInstant();
}

export const isBefore = (a: Instant, b: Instant) => Temporal.Instant.compare(a, b) < 0;

/** Some time while people are at work that day. */
export function inSchool({ random }: World, day: LocalDate): Instant {
  const minute = random.between(8 * 60 + 15, 16 * 60 + 20);
  return moment(day, Math.floor(minute / 60), minute % 60, random.between(0, 59));
}

export const minuteOfDay = (at: Instant) =>
  at.toZonedDateTimeISO(ZONE).hour * 60 + at.toZonedDateTimeISO(ZONE).minute;

/** `minutes` later, or early on the next school day where nobody would be there any more. */
export function laterAtWork({ calendar, random }: World, at: Instant, minutes: number): Instant {
  const day = localDate(at);
  const then = at.add({ minutes, seconds: random.between(1, 59) });
  const early = minuteOfDay(at) < 8 * 60 && localDate(then).equals(day);
  if (early && calendar.isSchoolDay(day)) return moment(day, 8, random.between(5, 40), random.between(0, 59));
  if (calendar.isSchoolDay(day) && localDate(then).equals(day) && minuteOfDay(then) < 17 * 60) return then;
  return moment(calendar.later(day, 1), 8, random.between(5, 45), random.between(0, 59));
}

export const yearOf = (pupil: Pupil, day: LocalDate) => schoolYearOf(day) - pupil.cohort;

/** A person by name, for the stories that are about somebody in particular. */
export function called(stage: Pick<Stage, 'staff'>, name: string): Staff {
  const found = stage.staff.find((staff) => staff.name === name);
  if (found === undefined) throw new Error(`nobody in the demo is called ${name}`);
  return found;
}

/** The designation in that school on that day; undefined for who had no post there. */
export function postAt(staff: Staff, school: School, day: LocalDate): string | undefined {
  const held = staff.member.posts.filter(
    ({ at, from, until }) =>
      at === school.code &&
      (from === undefined || Temporal.PlainDate.compare(from, day) <= 0) &&
      (until === undefined || Temporal.PlainDate.compare(day, until) < 0),
  );
  return (
    held.find(({ role }) => role !== 'dsl' && role !== 'deputy_dsl')?.designation ?? held[0]?.designation
  );
}
