import { type LocalDate, Temporal } from '#platform/clock';

/** Terms begin and end on the same days everywhere and every year, so that no two of them overlap. */
export type Term = 'autumn' | 'spring' | 'summer';

export interface Period {
  /** In the address: `2026-autumn`, or `2026` for the school year that began then. */
  readonly id: string;
  readonly name: string;
  readonly first: LocalDate;
  readonly until: LocalDate;
}

const termNames: Readonly<Record<Term, string>> = { autumn: 'Autumn', spring: 'Spring', summer: 'Summer' };
const date = (year: number, month: number) => Temporal.PlainDate.from({ year, month, day: 1 });

const schoolYear = (day: LocalDate): number => (day.month >= 9 ? day.year : day.year - 1);
const yearName = (year: number) => `${year} to ${year + 1}`;

function term(year: number, which: Term): Period {
  const [first, until] = {
    autumn: [date(year, 9), date(year + 1, 1)],
    spring: [date(year + 1, 1), date(year + 1, 4)],
    summer: [date(year + 1, 4), date(year + 1, 9)],
  }[which] as [LocalDate, LocalDate];
  return { id: `${year}-${which}`, name: `${termNames[which]} ${first.year}`, first, until };
}

const YEARS = 3;
const compare = Temporal.PlainDate.compare;

/** Of the last three school years, newest first. */
export function terms(today: LocalDate): Period[] {
  const now = schoolYear(today);
  return Array.from({ length: YEARS }, (_, back) => now - back)
    .flatMap((year) => (['summer', 'spring', 'autumn'] as const).map((which) => term(year, which)))
    .filter(({ first }) => compare(first, today) <= 0);
}

/** Whoever may not see children is shown what will change no more. */
export const termsThatAreOver = (today: LocalDate): Period[] =>
  terms(today).filter(({ until }) => compare(until, today) <= 0);

/** This school year and the ones before it, each followed by its terms. */
export function yearsAndTerms(today: LocalDate): Period[] {
  const now = schoolYear(today);
  return Array.from({ length: YEARS }, (_, back) => now - back).flatMap((year) => [
    {
      id: `${year}`,
      name: `School year ${yearName(year)}`,
      first: date(year, 9),
      until: date(year + 1, 9),
    },
    ...terms(today).filter(({ id }) => id.startsWith(`${year}-`)),
  ]);
}

/** `2026-09`, …: every month of a period that has begun, also those in which nothing happened. */
export function monthsOf({ first, until }: Period, today: LocalDate): string[] {
  const months: string[] = [];
  for (let day = first; compare(day, until) < 0 && compare(day, today) <= 0; day = day.add({ months: 1 }))
    months.push(day.toPlainYearMonth().toString());
  return months;
}
