import { Temporal } from '#platform/clock';
import { isUuid } from '#platform/ids';
import { type FileItem, type FileKind, fileKinds } from './types.ts';

export const periods = ['30', '90', '365'] as const;
export type Period = (typeof periods)[number];

/** Where a page ended: what is older comes next. */
export type Cursor = Pick<FileItem, 'at' | 'id'>;

/** What of a child's file is shown: read out of the address. */
export interface FileFilter {
  readonly kind: FileKind | null;
  /** Of the last so many days. */
  readonly period: Period | null;
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

/** Anything that is not one of the words is left out. */
export function readFilter(query: unknown): FileFilter {
  const { kind, period, before } = (query ?? {}) as Readonly<Record<string, unknown>>;
  return {
    kind: fileKinds.find((one) => one === kind) ?? null,
    period: periods.find((one) => one === period) ?? null,
    before: readCursor(before),
  };
}

/** The address of a child's file with this filter. */
export function filePath(childId: string, { kind, period, before }: FileFilter): string {
  const words = new URLSearchParams({
    ...(kind === null ? {} : { kind }),
    ...(period === null ? {} : { period }),
    ...(before === null ? {} : { before: `${before.at.toString()}_${before.id}` }),
  }).toString();
  return words === '' ? `/children/${childId}` : `/children/${childId}?${words}`;
}
