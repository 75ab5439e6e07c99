import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import { listPath, readFilter } from '../inbox/filter.ts';
import { deleteSaved, findSaved, insertSaved } from './queries.ts';
import type { SavedFilter } from './types.ts';

/** More than fit on a page are no help. */
const MOST = 20;

const handles = (me: Me) => me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length > 0;

/** For the list and Today; nothing for who handles no concerns. */
export async function readSaved(tx: Tx, me: Me): Promise<SavedFilter[]> {
  return handles(me) ? findSaved(tx, me.id) : [];
}

interface Wanted {
  readonly name: string;
  /** The list's address; of it the filters are kept, never a search or a page. */
  readonly query: string | null;
  /** A school whose concerns about children I handle. */
  readonly share: string | null;
}

export async function saveFilter(tx: Tx, me: Me, { name, query, share }: Wanted): Promise<string> {
  if (!handles(me)) throw new NotFound('handles no concerns');
  if (share !== null && !me.childSchoolIds.includes(share)) throw new NotFound('no school of theirs');
  const mine = (await findSaved(tx, me.id)).filter((filter) => filter.mine);
  if (mine.length >= MOST && !mine.some((filter) => filter.name === name)) {
    throw new Invalid([{ field: 'name', message: `You keep ${MOST} lists already. Take one away first.` }]);
  }
  const filter = readFilter(Object.fromEntries(new URLSearchParams(query ?? '')));
  const path = listPath(filter, { search: null, sort: filter.sort === 'best' ? 'newest' : filter.sort });
  const kept = path.split('?')[1] ?? '';
  const id = await insertSaved(tx, { personId: me.id, name, query: kept, sharedWith: share });
  tx.record({
    chain: share ?? me.trustId,
    type: 'concern.filter_saved/1',
    subject: id,
    data: { shared: share !== null },
  });
  return kept;
}

export async function removeFilter(tx: Tx, me: Me, id: string): Promise<void> {
  if (!isUuid(id) || !(await deleteSaved(tx, id))) throw new NotFound('no list of theirs');
  tx.record({ chain: me.trustId, type: 'concern.filter_removed/1', subject: id });
}
