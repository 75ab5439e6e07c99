import { type Instant, Temporal } from '#platform/clock';
import { isUuid } from '#platform/ids';
import {
  type CategoryId,
  categoryIds,
  type Severity,
  type Status,
  severities,
  statuses,
} from '../../types.ts';

/** What the list shows, as its address says it: no word of what a concern is about, no name. */

export const sorts = ['newest', 'oldest', 'changed'] as const;
export type Sort = (typeof sorts)[number];

export const periods = ['7', '30', '90', '365'] as const;
export type Period = (typeof periods)[number];

export const flags = ['urgent', 'mine', 'unacknowledged', 'child', 'myconcern'] as const;
export type Flag = (typeof flags)[number];

/** Where a page ended: the row after it comes next. */
export interface Cursor {
  readonly at: Instant;
  readonly id: string;
  /** It stood among the urgent ones that nobody has acknowledged, which come first. */
  readonly waiting: boolean;
}

export interface Filter {
  /** Null is everything that is not closed; a search looks everywhere. */
  readonly status: Status | 'all' | null;
  readonly flags: readonly Flag[];
  readonly category: CategoryId | null;
  readonly severity: Severity | null;
  readonly school: string | null;
  readonly period: Period | null;
  readonly sort: Sort;
  readonly search: string | null;
  readonly after: Cursor | null;
}

function readCursor(text: string): Cursor | null {
  const [at = '', id = '', waiting] = text.split('_');
  // Years that a database can hold, and a concern can have.
  if (!isUuid(id) || !/^(19|20|21)\d\d-\d\d-\d\dT[\d:.]+Z$/.test(at)) return null;
  try {
    return { at: Temporal.Instant.from(at), id, waiting: waiting === 'waiting' };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const writeCursor = ({ at, id, waiting }: Cursor): string =>
  `${at.toString()}_${id}${waiting ? '_waiting' : ''}`;

/** An address that somebody mistyped shows the whole list, not an error. */
export function readFilter(query: unknown): Filter {
  const given = (typeof query === 'object' && query !== null ? query : {}) as Readonly<
    Record<string, unknown>
  >;
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '');
  const uuid = (name: string): string | null => (isUuid(text(name)) ? text(name) : null);
  const one = <T extends string>(name: string, options: readonly T[]): T | null =>
    options.find((option) => option === text(name)) ?? null;
  return {
    status: one('status', [...statuses, 'all'] as const),
    flags: flags.filter((flag) => text(flag) === 'yes'),
    category: one('category', categoryIds),
    severity: one('severity', severities),
    school: uuid('school'),
    period: one('period', periods),
    sort: one('sort', sorts) ?? 'newest',
    search: uuid('search'),
    after: readCursor(text('after')),
  };
}

/** The address of the same list with some of it changed; another filter begins at its first page. */
export function listPath(filter: Filter, change: Partial<Filter> = {}): string {
  const next = { ...filter, after: null, ...change };
  const pairs: (readonly [string, string | null])[] = [
    ['search', next.search],
    ['status', next.status],
    ...next.flags.map((flag) => [flag, 'yes'] as const),
    ['category', next.category],
    ['severity', next.severity],
    ['school', next.school],
    ['period', next.period],
    ['sort', next.sort === 'newest' ? null : next.sort],
    ['after', next.after === null ? null : writeCursor(next.after)],
  ];
  const query = new URLSearchParams(
    pairs.filter((pair): pair is [string, string] => pair[1] !== null),
  ).toString();
  return query === '' ? '/concerns' : `/concerns?${query}`;
}
