import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { SavedFilter } from './types.ts';

/** Mine, and those that others share with whoever handles concerns at my schools. */
export async function findSaved(tx: Tx, me: string): Promise<SavedFilter[]> {
  return tx.db
    .selectFrom('concern.saved_filter as f')
    .leftJoin('people.school as s', 's.id', 'f.shared_with')
    .select(['f.id', 'f.name', 'f.query', 's.name as sharedWith'])
    .select(sql<boolean>`f.person_id = ${me}::uuid`.as('mine'))
    .orderBy('f.name')
    .execute();
}

export interface NewFilter {
  readonly personId: string;
  readonly name: string;
  readonly query: string;
  readonly sharedWith: string | null;
}

/** One of the same name is replaced. */
export async function insertSaved(tx: Tx, { personId, name, query, sharedWith }: NewFilter): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .deleteFrom('concern.saved_filter')
    .where('person_id', '=', personId)
    .where('name', '=', name)
    .execute();
  await tx.db
    .insertInto('concern.saved_filter')
    .values({ id, person_id: personId, name, query, shared_with: sharedWith, made_at: tx.at })
    .execute();
  return id;
}

/** Whether there was one of mine. */
export async function deleteSaved(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('concern.saved_filter')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
