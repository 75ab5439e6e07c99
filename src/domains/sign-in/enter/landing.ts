import type { Tx } from '#platform/db';
import { latestParked } from '../parking/queries.ts';
import { safePath } from '../safe-path.ts';
import type { Wish } from '../types.ts';

/** Where somebody goes once they are in: back to what was kept, else to the page that they asked for, else to Today. */
export async function landing(tx: Tx, personId: string, wish: Wish): Promise<string> {
  const parked = wish.kept === true ? await latestParked(tx, personId) : undefined;
  if (parked !== undefined) return `${parked.path}?kept=${parked.id}`;
  return safePath(wish.next) ?? '/';
}
