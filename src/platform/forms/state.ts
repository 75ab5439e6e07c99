import type { FieldError } from '#platform/errors';

export type { FieldError };

export type Values = Readonly<Record<string, readonly string[]>>;

/** What a form page needs to show itself again: everything that was typed, and what is wrong with it. */
export interface FormState {
  readonly values: Values;
  readonly errors: readonly FieldError[];
}

export function emptyForm(
  values: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): FormState {
  const kept = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? [value] : value] as const],
  );
  return { values: Object.fromEntries(kept), errors: [] };
}

/**
 * No language needs more marks than this on one letter, and nobody could see them: the limit of Unicode's own format
 * for text in streams (UAX #15). Thousands of them would keep whatever lays out the text busy for minutes.
 */
const PILED_UP = /(\p{M}{30})\p{M}+/gu;

/**
 * Text as it is stored: well-formed, composed, with plain line ends, without the NUL that no database takes and
 * without marks piled up on one letter.
 */
function clean(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(PILED_UP, '$1')
    .normalize('NFC')
    .replaceAll('\u0000', '')
    .replaceAll('\r\n', '\n');
}

/** No field of ours is called by more. */
const LONGEST_NAME = 100;

/** A posted body as lists of strings, whatever shape it came in; anything but text, or named by more than text, is left out. */
export function readValues(body: unknown): Values {
  if (typeof body !== 'object' || body === null) return {};
  const entries = Object.entries(body).flatMap(([name, value]) => {
    if (name.length > LONGEST_NAME || clean(name) !== name) return [];
    const list = (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === 'string');
    return list.length === 0 ? [] : [[name, list.map(clean)] as const];
  });
  return Object.fromEntries(entries);
}
