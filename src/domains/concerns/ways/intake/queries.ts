import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { DB, Tx } from '#platform/db';
import type { School } from '../types.ts';

/** The school at a public address, by its code or URN. */
export async function findSchoolAt(tx: Tx, address: string): Promise<School | undefined> {
  const { rows } = await sql<School>`
    select school_id as id, name, phone, adults from concern.way_in(${address})`.execute(tx.db);
  return rows[0];
}

export interface Receipt {
  readonly concernId: string;
  readonly secret: Buffer;
}

export async function findReceipt(tx: Tx, locator: string): Promise<Receipt | undefined> {
  const { rows } = await sql<Receipt>`
    select concern_id as "concernId", secret from concern.receipt(${locator})`.execute(tx.db);
  return rows[0];
}

/** How much was told from outside at this school today. */
export async function countToday(tx: Tx, schoolId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select concern.outside_today(${schoolId}::uuid) as n`.execute(
    tx.db,
  );
  return rows[0]?.n ?? 0;
}

export async function isFreeReference(tx: Tx, reference: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select concern.is_free_reference(${reference}) as free`.execute(tx.db);
  return rows[0]?.free === true;
}

/** Whoever could read such a concern and is called by one of these words. */
export async function findReadersCalled(tx: Tx, schoolId: string, words: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from concern.readers_called(${schoolId}::uuid, ${words}) id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

export async function insertConcernFromOutside(
  tx: Tx,
  row: Insertable<DB['concern.concern']>,
): Promise<void> {
  await tx.db.insertInto('concern.concern').values(row).execute();
}

export async function insertReceiptLine(tx: Tx, concernId: string, caseloadId: string): Promise<void> {
  await tx.db
    .insertInto('concern.reporter_update')
    .values({ id: tx.ids.uuid(), concern_id: concernId, caseload_id: caseloadId, at: tx.at, kind: 'sent' })
    .execute();
}

export async function insertOutsideReport(
  tx: Tx,
  row: Omit<Insertable<DB['concern.outside_report']>, 'id'>,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.outside_report')
    .values({ id, ...row })
    .execute();
  return id;
}

export async function insertSealedIdentity(
  tx: Tx,
  row: Insertable<DB['concern.sealed_identity']>,
): Promise<void> {
  await tx.db.insertInto('concern.sealed_identity').values(row).execute();
}
