import type { Tx } from '#platform/db';
import { asCleared, clearedOf } from './queries.ts';
import type { Cleared } from './types.ts';

/** Whoever was named in a case wrongly. */
export async function findCleared(tx: Tx, concernId: string): Promise<Cleared[]> {
  const { found } = await tx.db.selectNoFrom(clearedOf(concernId).as('found')).executeTakeFirstOrThrow();
  return found.map(asCleared);
}
