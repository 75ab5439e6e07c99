import { hashToken } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { claimParked, latestParked } from '../parking/queries.ts';
import { safePath } from '../safe-path.ts';
import type { Device, Wish } from '../types.ts';

/** Where somebody goes once they are in: back to what was kept, else to the page that they asked for, else to Today. */
export async function landing(
  tx: Tx,
  personId: string,
  wish: Wish,
  { claim }: Pick<Device, 'claim'>,
): Promise<string> {
  const claimed = claim !== undefined && (await claimParked(tx, personId, hashToken(claim)));
  const parked = wish.kept === true || claimed ? await latestParked(tx, personId) : undefined;
  if (parked !== undefined) return `${parked.path}?kept=${parked.id}`;
  return safePath(wish.next) ?? '/';
}
