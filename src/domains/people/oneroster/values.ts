import type { LocalDate } from './types.ts';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const daysIn = (year: number, month: number): number => {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
};

const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2200;

const isLocalDate = (text: string): text is LocalDate => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return false;
  return day >= 1 && day <= daysIn(year, month);
};

/** A day written `YYYY-MM-DD` that exists, or undefined. No other way of writing a date is guessed at. */
export const parseLocalDate = (text: string): LocalDate | undefined => (isLocalDate(text) ? text : undefined);

/** One value of a closed list; `exact` is false where only capitals differ (spreadsheets write TRUE). */
export const pick = <T extends string>(
  text: string,
  allowed: readonly T[],
): { value: T; exact: boolean } | undefined => {
  for (const value of allowed) if (value === text) return { value, exact: true };
  const small = text.toLowerCase();
  for (const value of allowed) if (value.toLowerCase() === small) return { value, exact: false };
  return undefined;
};

/** OneRoster 1.2 lets suppliers add values of their own to some lists, marked like this. */
export const isExtension = (text: string): boolean => /^ext:[A-Za-z0-9._-]+$/.test(text);

/** A list in one field, separated by commas. Blank members and repeats are dropped. */
export const parseList = (text: string): readonly string[] => {
  if (text === '') return [];
  if (!text.includes(',')) return [text];
  const members = text
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
  return [...new Set(members)];
};

/** A moment with its offset, as the same text for the same moment, so that texts compare as moments do. */
export const parseInstant = (text: string): string | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};
