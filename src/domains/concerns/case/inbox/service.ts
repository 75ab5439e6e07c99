import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import type { Cursor, Filter } from './filter.ts';
import {
  type Counts,
  countOpen,
  findPage,
  findSchools,
  findSearch,
  type HandledSchool,
  type InboxRow,
  insertSearch,
  PAGE_SIZE,
  type Words,
} from './queries.ts';

export interface Inbox {
  readonly filter: Filter;
  readonly rows: readonly InboxRow[];
  readonly next: Cursor | null;
  readonly counts: Counts;
  readonly schools: readonly HandledSchool[];
  /** What was searched for; null without a search, undefined when that search was thrown away. */
  readonly words: string | null | undefined;
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

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

function asWords(text: string): Words {
  const words = text.trim().split(/\s+/);
  return { words: words.join(' '), like: `%${words.map(escapeLike).join('%')}%` };
}

function cursorOf(row: InboxRow, filter: Filter): Cursor {
  return { at: filter.sort === 'changed' ? row.changedAt : row.reportedAt, id: row.id, waiting: row.waiting };
}

export async function readInbox(tx: Tx, me: Me, filter: Filter): Promise<Inbox> {
  const schoolIds = mustHandle(me);
  const words = filter.search === null ? null : await findSearch(tx, filter.search);
  const [found, counts, schools] = await Promise.all([
    words === undefined ? [] : findPage(tx, filter, words === null ? null : asWords(words), me.id),
    countOpen(tx, me.id),
    findSchools(tx, schoolIds),
  ]);
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return {
    filter,
    rows,
    next: found.length > PAGE_SIZE && last !== undefined ? cursorOf(last, filter) : null,
    counts,
    schools,
    words,
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
