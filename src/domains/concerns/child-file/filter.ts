import { type LocalDate, Temporal } from '#platform/clock';
import { defineForm, type FormState, optionalDay, readValues } from '#platform/forms';
import { isUuid } from '#platform/ids';
import { type FileItem, type FileKind, fileKinds } from './types.ts';

const datesForm = defineForm({ from: optionalDay(), until: optionalDay() });

/** Where a page ended: what is older comes next. */
export type Cursor = Pick<FileItem, 'at' | 'id'>;

/** What of a child's file is shown: read out of the address. */
export interface FileFilter {
  readonly kind: FileKind | null;
  /** From the first of these days to the last, where they are given. */
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly before: Cursor | null;
}

function readCursor(text: unknown): Cursor | null {
  const [at = '', id = ''] = typeof text === 'string' ? text.split('_') : [];
  if (!isUuid(id) || !/^(19|20|21)\d\d-\d\d-\d\dT[\d:.]+Z$/.test(at)) return null;
  try {
    return { at: Temporal.Instant.from(at), id };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Anything that is not one of the words is left out; of a date that cannot be read it is said. */
export function readFilter(query: unknown): { readonly filter: FileFilter; readonly form: FormState } {
  const { kind, before } = (query ?? {}) as Readonly<Record<string, unknown>>;
  const dates = datesForm.parse(query);
  const filter = {
    kind: fileKinds.find((one) => one === kind) ?? null,
    ...(dates.ok ? dates.value : { from: null, until: null }),
    before: readCursor(before),
  };
  return { filter, form: { values: readValues(query), errors: dates.ok ? [] : dates.state.errors } };
}

/** Not everything, or not from the newest on. */
export const isPart = ({ kind, from, until, before }: FileFilter): boolean =>
  [kind, from, until, before].some((one) => one !== null);

const dayPairs = (name: string, day: LocalDate | null): [string, string][] =>
  day === null
    ? []
    : (['day', 'month', 'year'] as const).map((part) => [`${name}-${part}`, String(day[part])]);

/** The address of a child's file with this filter. */
export function filePath(childId: string, { kind, from, until, before }: FileFilter): string {
  const pairs: [string, string][] = [
    ...(kind === null ? [] : [['kind', kind] as [string, string]]),
    ...dayPairs('from', from),
    ...dayPairs('until', until),
    ...(before === null ? [] : [['before', `${before.at.toString()}_${before.id}`] as [string, string]]),
  ];
  const words = new URLSearchParams(pairs).toString();
  return words === '' ? `/children/${childId}` : `/children/${childId}?${words}`;
}
