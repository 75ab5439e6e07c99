import { sql } from 'kysely';
import type { Tx } from '#platform/db';

export interface NamedSchool {
  readonly id: string;
  readonly name: string;
}

/** The schools of these ids that I may see, in the order of their names. */
export async function schoolsById(tx: Tx, ids: readonly string[]): Promise<NamedSchool[]> {
  return tx.db
    .selectFrom('people.school')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .orderBy('name')
    .execute();
}
