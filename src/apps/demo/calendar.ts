import { type LocalDate, Temporal } from '#platform/clock';

/** From `first` until, not including, `until`. */
export interface Closure {
  readonly name: string;
  readonly first: LocalDate;
  readonly until: LocalDate;
}

const date = (year: number, month: number, day: number) => Temporal.PlainDate.from({ year, month, day });
const mondayOf = (day: LocalDate) => day.subtract({ days: day.dayOfWeek - 1 });
const onOrAfter = (day: LocalDate, weekday: number) => day.add({ days: (weekday - day.dayOfWeek + 7) % 7 });

/** The Gregorian reckoning in its usual anonymous form. */
export function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return date(year, Math.floor(f / 31), (f % 31) + 1);
}

/** The school year that a day lies in, named by the year in which it began. */
export const schoolYearOf = (day: LocalDate) => (day.month >= 9 ? day.year : day.year - 1);

/** What a school's calendar of one year closes for, weekends aside. */
export function closuresOf(year: number): Closure[] {
  const firstDay = date(year, 9, 1);
  const inset = firstDay.dayOfWeek > 5 ? onOrAfter(firstDay, 1) : firstDay;
  const week = (name: string, inWeek: LocalDate): Closure => ({
    name,
    first: mondayOf(inWeek),
    until: mondayOf(inWeek).add({ days: 5 }),
  });
  const christmas = onOrAfter(date(year, 12, 18), 6);
  const easter = easterSunday(year + 1);
  const snow = onOrAfter(date(year + 1, 1, 11), 2);
  const mayDay = onOrAfter(date(year + 1, 5, 1), 1);
  const spring = onOrAfter(date(year + 1, 5, 25), 1);
  return [
    { name: 'INSET day', first: inset, until: inset.add({ days: 1 }) },
    week('Autumn half term', date(year, 10, 28)),
    { name: 'Christmas holiday', first: christmas, until: christmas.add({ days: 16 }) },
    { name: 'Closed for snow', first: snow, until: snow.add({ days: 1 }) },
    week('Spring half term', date(year + 1, 2, 17)),
    { name: 'Easter holiday', first: easter.subtract({ days: 8 }), until: easter.add({ days: 8 }) },
    { name: 'May Day', first: mayDay, until: mayDay.add({ days: 1 }) },
    { name: 'Summer half term', first: spring, until: spring.add({ days: 5 }) },
    { name: 'Summer holiday', first: date(year + 1, 7, 22), until: date(year + 1, 9, 1) },
  ];
}

export interface SchoolCalendar {
  readonly closures: readonly Closure[];
  isSchoolDay(day: LocalDate): boolean;
  /** The last school day that is not after `day`. */
  lastSchoolDay(day: LocalDate): LocalDate;
  /** `count` school days after `day`. */
  later(day: LocalDate, count: number): LocalDate;
}

/** Three school years: the last one, this one and the next. */
export function calendarAround(today: LocalDate): SchoolCalendar {
  const year = schoolYearOf(today);
  const closures = [year - 1, year, year + 1].flatMap(closuresOf);
  const closed = (day: LocalDate) =>
    closures.some(
      ({ first, until }) =>
        Temporal.PlainDate.compare(first, day) <= 0 && Temporal.PlainDate.compare(day, until) < 0,
    );
  const isSchoolDay = (day: LocalDate) => day.dayOfWeek <= 5 && !closed(day);
  const walk = (from: LocalDate, count: number, step: 1 | -1) => {
    let day = from;
    for (let left = count; left > 0 || !isSchoolDay(day); ) {
      day = day.add({ days: step });
      if (isSchoolDay(day)) left -= 1;
    }
    return day;
  };
  return {
    closures,
    isSchoolDay,
    lastSchoolDay: (day) => walk(day, 0, -1),
    later: (day, count) => walk(day, count, 1),
  };
}

/** The second Tuesday of February. */
export const saferInternetDay = (year: number) => onOrAfter(date(year, 2, 8), 2);
