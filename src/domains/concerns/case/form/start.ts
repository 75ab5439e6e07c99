import type { LocalDate } from '#platform/clock';

/** A day as the three boxes of a date field hold it. */
export const dayValues = (name: string, date: LocalDate | undefined): Readonly<Record<string, string>> =>
  date === undefined
    ? {}
    : {
        [`${name}-day`]: String(date.day),
        [`${name}-month`]: String(date.month),
        [`${name}-year`]: String(date.year),
      };
