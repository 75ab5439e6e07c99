import { sql } from 'kysely';
import type { Tx } from '#platform/db';

/** Uploads that nobody went on with for a day: the policy shows this job no younger ones. */
export async function deleteStaleUploads(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('evidence.upload').execute();
}

export interface Orphan {
  readonly itemId: string;
  readonly schoolId: string;
}

/** Destroys the keys of files whose report was never sent and is purged. */
export async function destroyOrphans(tx: Tx): Promise<Orphan[]> {
  const { rows } = await sql<Orphan>`
    select item_id as "itemId", school_id as "schoolId" from evidence.destroy_orphans()`.execute(tx.db);
  return rows;
}

/** Of these sealed files, those that no row wants. */
export async function findUnwanted(tx: Tx, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select evidence.unwanted(${keys}::uuid[]) as id`.execute(tx.db);
  return rows.map(({ id }) => id);
}
