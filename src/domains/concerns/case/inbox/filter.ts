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

/** `best` is for a search alone. */
export const sorts = ['best', 'newest', 'oldest', 'changed'] as const;
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
  /** How well it fitted, in a search that shows the best first; else 0. */
  readonly score: number;
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
  const [at = '', id = '', ...rest] = text.split('_');
  const score = Number(rest.find((part) => /^\d{1,3}$/.test(part)) ?? 0);
  // Years that a database can hold, and a concern can have.
  if (!isUuid(id) || !/^(19|20|21)\d\d-\d\d-\d\dT[\d:.]+Z$/.test(at)) return null;
  try {
    return { at: Temporal.Instant.from(at), id, waiting: rest.includes('waiting'), score };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const writeCursor = ({ at, id, waiting, score }: Cursor): string =>
  [at.toString(), id, ...(waiting ? ['waiting'] : []), ...(score > 0 ? [score] : [])].join('_');

const usualSort = (search: string | null): Sort => (search === null ? 'newest' : 'best');

/** An address that somebody mistyped shows the whole list, not an error. */
export function readFilter(query: unknown): Filter {
  const given = (typeof query === 'object' && query !== null ? query : {}) as Readonly<
    Record<string, unknown>
  >;
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '');
  const uuid = (name: string): string | null => (isUuid(text(name)) ? text(name) : null);
  const one = <T extends string>(name: string, options: readonly T[]): T | null =>
    options.find((option) => option === text(name)) ?? null;
  const search = uuid('search');
  const sort = one('sort', sorts) ?? usualSort(search);
  return {
    status: one('status', [...statuses, 'all'] as const),
    flags: flags.filter((flag) => text(flag) === 'yes'),
    category: one('category', categoryIds),
    severity: one('severity', severities),
    school: uuid('school'),
    period: one('period', periods),
    sort: sort === 'best' ? usualSort(search) : sort,
    search,
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
    ['sort', next.sort === usualSort(next.search) || next.sort === 'best' ? null : next.sort],
    ['after', next.after === null ? null : writeCursor(next.after)],
  ];
  const query = new URLSearchParams(
    pairs.filter((pair): pair is [string, string] => pair[1] !== null),
  ).toString();
  return query === '' ? '/concerns' : `/concerns?${query}`;
}
