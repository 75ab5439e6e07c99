import { type LocalDate, Temporal } from '#platform/clock';
import { isUuid } from '#platform/ids';
import type { Values } from './state.ts';

export type FieldResult<T> = { readonly value: T } | { readonly problem: string };

/** Reads one field out of what was posted: a value, or a message that says what to do. */
export type Field<T> = (values: Values, name: string) => FieldResult<T>;

const one = (values: Values, name: string): string => values[name]?.[0]?.trim() ?? '';

interface Length {
  /** Characters; a longer text is refused, never cut. */
  readonly max: number;
}

const tooLong = (max: number, length: number) =>
  `Shorten this to ${max.toLocaleString('en-GB')} characters or fewer: it has ${length.toLocaleString('en-GB')}.`;

export function text(missing: string, { max }: Length): Field<string> {
  return (values, name) => {
    const value = one(values, name);
    if (value === '') return { problem: missing };
    return value.length > max ? { problem: tooLong(max, value.length) } : { value };
  };
}

export function optionalText({ max }: Length): Field<string | null> {
  return (values, name) => {
    const value = one(values, name);
    if (value.length > max) return { problem: tooLong(max, value.length) };
    return { value: value === '' ? null : value };
  };
}

/** Empty is null; whether anybody reads it there is for a mail to find out. */
export function optionalEmail(): Field<string | null> {
  return (values, name) => {
    const result = optionalText({ max: 200 })(values, name);
    if ('problem' in result || result.value === null) return result;
    return /^[^\s@]+@[^\s@]+$/.test(result.value)
      ? result
      : { problem: 'Enter an e-mail address, such as name@school.sch.uk, or leave this empty.' };
  };
}

/** A password or code: taken as typed, spaces and all. */
export function secretText(missing: string): Field<string> {
  return (values, name) => {
    const value = values[name]?.[0] ?? '';
    if (value === '') return { problem: missing };
    return value.length > 1000 ? { problem: tooLong(1000, value.length) } : { value };
  };
}

export function choice<const T extends string>(options: readonly T[], missing: string): Field<T> {
  return (values, name) => {
    const found = options.find((option) => option === one(values, name));
    return found === undefined ? { problem: missing } : { value: found };
  };
}

export function optionalChoice<const T extends string>(options: readonly T[]): Field<T | null> {
  return (values, name) => {
    const value = one(values, name);
    const found = options.find((option) => option === value);
    if (found === undefined && value !== '') return { problem: 'Choose one of the answers shown.' };
    return { value: found ?? null };
  };
}

/** At least `least` of the options; a box that is not on the form is refused. */
export function choices<const T extends string>(
  options: readonly T[],
  missing: string,
  least = 1,
): Field<readonly T[]> {
  return (values, name) => {
    const ticked = (values[name] ?? []).filter((v) => v !== '');
    const known = options.filter((option) => ticked.includes(option));
    if (known.length !== new Set(ticked).size || known.length < least) return { problem: missing };
    return { value: known };
  };
}

export function idChoice(missing: string): Field<string> {
  return (values, name) => {
    const value = one(values, name);
    return isUuid(value) ? { value } : { problem: missing };
  };
}

export function idList(problem: string, most: number): Field<readonly string[]> {
  return (values, name) => {
    const ids = [...new Set((values[name] ?? []).filter((v) => v !== ''))];
    return ids.every(isUuid) && ids.length <= most ? { value: ids } : { problem };
  };
}

/** Every box of one name, the empty ones too, so that rows of a repeated group keep their places. */
export function textList({ max, most }: Length & { readonly most: number }): Field<readonly string[]> {
  return (values, name) => {
    const list = (values[name] ?? []).map((v) => v.trim());
    if (list.length > most) return { problem: `Give at most ${most} of these.` };
    const long = list.find((v) => v.length > max);
    return long === undefined ? { value: list } : { problem: tooLong(max, long.length) };
  };
}

function readDay(values: Values, name: string): { parts: string[]; date: LocalDate | undefined } {
  const parts = ['day', 'month', 'year'].map((part) => one(values, `${name}-${part}`));
  const [day, month, year] = parts.map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  try {
    const date = Temporal.PlainDate.from(
      { day: day ?? 0, month: month ?? 0, year: year ?? 0 },
      { overflow: 'reject' },
    );
    return { parts, date: date.year >= 1900 && date.year <= 2200 ? date : undefined };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return { parts, date: undefined };
    throw error;
  }
}

const REAL_DATE = 'Enter a real date, such as 27 3 2026.';

/** Three boxes, `<name>-day`, `-month` and `-year`. */
export function localDay(missing: string): Field<LocalDate> {
  return (values, name) => {
    const { parts, date } = readDay(values, name);
    if (date !== undefined) return { value: date };
    return { problem: parts.every((part) => part === '') ? missing : REAL_DATE };
  };
}

export function optionalDay(): Field<LocalDate | null> {
  return (values, name) => {
    const { parts, date } = readDay(values, name);
    if (date !== undefined) return { value: date };
    return parts.every((part) => part === '') ? { value: null } : { problem: REAL_DATE };
  };
}

/** A time of day as people write it: 9:05, 09.05, 2.30pm; stored as 09:05. Empty is null. */
export function clockTime(): Field<string | null> {
  return (values, name) => {
    const value = one(values, name).toLowerCase().replaceAll(' ', '');
    if (value === '') return { value: null };
    const match = /^(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?$/.exec(value);
    const hour = Number(match?.[1]) % (match?.[3] ? 12 : 24);
    const minute = Number(match?.[2] ?? 0);
    const inRange = Number(match?.[1]) < (match?.[3] ? 13 : 24) && minute < 60;
    if (match === null || !inRange)
      return { problem: 'Enter a time such as 9:05 or 2.30pm, or leave this empty.' };
    const hours = hour + (match[3] === 'pm' ? 12 : 0);
    return { value: `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
  };
}

/** A whole number within bounds. */
export function wholeNumber(from: number, to: number, problem: string): Field<number> {
  const typed = text(problem, { max: 6 });
  return (values, name) => {
    const result = typed(values, name);
    if ('problem' in result) return result;
    const value = /^\d+$/.test(result.value) ? Number(result.value) : Number.NaN;
    return value >= from && value <= to ? { value } : { problem };
  };
}
