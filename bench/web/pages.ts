import type { Asked } from '../harness/load.ts';
import type { Visitor } from './visitors.ts';

/** A page, who opens it, and what is asked of it at 32 connections. */
export interface Page {
  readonly name: string;
  readonly by: (visitor: Visitor) => boolean;
  readonly path: (visitor: Visitor, random: () => number) => string;
  /** Requests a second, of the bare route's. */
  readonly ratio: number;
  /** Statements beside the transaction's own begin and commit. */
  readonly statements: number;
  /** Of its slowest query, where that is not the usual. */
  readonly slowestMs?: number;
}

const usual = { ratio: 1 / 10, statements: 8 };
const readsCases = ({ caseIds }: Visitor) => caseIds.length > 0;
const hasDraft = ({ schoolId }: Visitor) => schoolId !== null;

export const pages: readonly Page[] = [
  { ...usual, name: 'today', by: () => true, path: () => '/' },
  { ...usual, name: 'inbox', by: readsCases, path: () => '/concerns' },
  {
    ...usual,
    name: 'inbox-filtered',
    by: readsCases,
    path: (_visitor, random) => {
      const filters = [
        'status=closed',
        'status=all&sort=changed',
        'status=open&severity=high',
        'urgent=yes&unacknowledged=yes',
        'status=all&category=scam&period=365',
        'mine=yes&sort=oldest',
        'child=yes',
      ];
      return `/concerns?${filters[Math.floor(random() * filters.length)]}`;
    },
  },
  {
    name: 'case',
    by: readsCases,
    path: ({ caseIds }, random) => `/concerns/${caseIds[Math.floor(random() * caseIds.length)]}`,
    // Who read it is appended to the school's chain before it is shown.
    ratio: 1 / 20,
    statements: 12,
  },
  {
    name: 'chronology',
    by: ({ childIds }) => childIds.length > 0,
    path: ({ childIds }, random) => `/children/${childIds[Math.floor(random() * childIds.length)]}`,
    // Who read it is appended to the school's chain before it is shown, as with a case.
    ratio: 1 / 20,
    statements: 8,
  },
  {
    ...usual,
    name: 'search',
    by: readsCases,
    path: ({ searchIds }, random) => `/concerns?search=${searchIds[Math.floor(random() * searchIds.length)]}`,
    slowestMs: 50,
  },
  {
    ...usual,
    name: 'figures',
    by: readsCases,
    path: () => '/figures',
    // Every concern of a school year is read; the trust's lead reads those of a hundred schools.
    ratio: 1 / 100,
    slowestMs: 1000,
  },
  { ...usual, name: 'report', by: hasDraft, path: () => '/concerns/report' },
  { ...usual, name: 'report-step', by: hasDraft, path: ({ draftId }) => `/concerns/report/${draftId}/who` },
];

/** Repeats itself from run to run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Requests for a page by one visitor after another, drawn by lot. */
export function asker(page: Page, visitors: readonly Visitor[], random: () => number): () => Asked {
  const able = visitors.filter(page.by);
  return () => {
    const visitor = able[Math.floor(random() * able.length)];
    if (visitor === undefined) throw new Error(`nobody opens ${page.name}`);
    const headers = { cookie: visitor.cookie, 'accept-encoding': 'gzip, br' };
    return { path: page.path(visitor, random), headers };
  };
}
