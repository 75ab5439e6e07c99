import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { SupportKind } from './types.ts';

export interface ContactRow {
  readonly schoolId: string;
  readonly school: string;
  /** Null where the school has set none. */
  readonly kind: SupportKind | null;
  readonly name: string | null;
  readonly contact: string | null;
}

/** My schools with what each has set. */
export async function findContacts(tx: Tx, schoolIds: readonly string[]): Promise<ContactRow[]> {
  const rows = await tx.db
    .selectFrom('people.school as s')
    .leftJoin('people.support_contact as c', 'c.school_id', 's.id')
    .select(['s.id as schoolId', 's.name as school', 'c.kind', 'c.name', 'c.contact'])
    .where(sql<boolean>`s.id = any (${schoolIds}::uuid[])`)
    .orderBy('s.name')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as SupportKind | null }));
}

export async function replaceContacts(
  tx: Tx,
  schoolId: string,
  contacts: readonly { readonly kind: SupportKind; readonly name: string; readonly contact: string }[],
): Promise<void> {
  await tx.db.deleteFrom('people.support_contact').where('school_id', '=', schoolId).execute();
  if (contacts.length === 0) return;
  await tx.db
    .insertInto('people.support_contact')
    .values(contacts.map((row) => ({ ...row, school_id: schoolId })))
    .execute();
}
