import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { readSaved } from '../saved/service.ts';
import type { SavedFilter } from '../saved/types.ts';
import { excerptOf, type Piece } from '../search/excerpt.ts';
import { findExcerpts, findSearch, insertSearch } from '../search/queries.ts';
import type { Cursor, Filter } from './filter.ts';
import {
  type Counts,
  countOpen,
  findPage,
  findSchools,
  type HandledSchool,
  type InboxRow,
  PAGE_SIZE,
} from './queries.ts';

export interface Inbox {
  readonly filter: Filter;
  readonly rows: readonly InboxRow[];
  readonly next: Cursor | null;
  readonly counts: Counts;
  readonly schools: readonly HandledSchool[];
  /** What was searched for; null without a search, undefined when that search was thrown away. */
  readonly words: string | null | undefined;
  /** By concern: what stands where the search found it. */
  readonly excerpts: ReadonlyMap<string, readonly Piece[]>;
  /** Lists that are kept; and my schools that one can be shared with. */
  readonly saved: readonly SavedFilter[];
  readonly shareable: readonly HandledSchool[];
  readonly myId: string;
  readonly now: Instant;
}

function handledSchools(me: Me): string[] {
  return [...new Set([...me.childSchoolIds, ...me.adultSchoolIds, ...me.headSchoolIds])];
}

/** Whoever handles no concerns has no list: it is not there. */
function mustHandle(me: Me): string[] {
  const schools = handledSchools(me);
  if (schools.length === 0) throw new NotFound('handles no concerns');
  return schools;
}

function cursorOf(row: InboxRow, filter: Filter): Cursor {
  return {
    at: filter.sort === 'changed' ? row.changedAt : row.reportedAt,
    id: row.id,
    waiting: row.waiting,
    score: row.score,
  };
}

/** Who was shown words of which cases is kept as reading them is. */
async function readExcerpts(tx: Tx, me: Me, filter: Filter, typed: string, rows: readonly InboxRow[]) {
  const hits = rows.flatMap(({ id, place, placeId }) =>
    place === null || placeId === null ? [] : [{ id, place, placeId }],
  );
  const cuts = await findExcerpts(tx, hits, typed);
  if (cuts.size > 0) {
    const shown = [...cuts.keys()];
    tx.record({
      chain: me.trustId,
      type: 'concern.search_shown/1',
      ...(filter.search === null ? {} : { subject: filter.search }),
      data: { shown },
    });
  }
  return new Map([...cuts].map(([id, cut]) => [id, excerptOf(cut, typed)]));
}

export async function readInbox(tx: Tx, me: Me, filter: Filter): Promise<Inbox> {
  const schoolIds = mustHandle(me);
  const words = filter.search === null ? null : await findSearch(tx, filter.search);
  const [found, counts, schools, saved] = await Promise.all([
    words === undefined ? [] : findPage(tx, filter, words, me.id),
    countOpen(tx, me.id),
    findSchools(tx, schoolIds),
    readSaved(tx, me),
  ]);
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  const excerpts = words ? await readExcerpts(tx, me, filter, words, rows) : new Map<string, Piece[]>();
  return {
    filter,
    rows,
    next: found.length > PAGE_SIZE && last !== undefined ? cursorOf(last, filter) : null,
    counts,
    schools,
    words,
    excerpts,
    saved,
    shareable: schools.filter(({ id }) => me.childSchoolIds.includes(id)),
    myId: me.id,
    now: tx.at,
  };
}

/** Keeps what is looked for under an opaque id, so that no address and no log holds it (design rule 16). */
export async function startSearch(tx: Tx, me: Me, words: string): Promise<string> {
  mustHandle(me);
  const id = await insertSearch(tx, me.id, words);
  tx.record({ chain: me.trustId, type: 'concern.searched/1', subject: id });
  return id;
}
