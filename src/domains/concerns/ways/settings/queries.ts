import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { OfferedAdult } from '../types.ts';

export interface HirerLine {
  readonly id: string;
  readonly name: string;
  readonly leadName: string;
  readonly leadEmail: string | null;
  readonly ended: boolean;
}

/** What stands in the school's public address. */
export async function findWayCode(tx: Tx, schoolId: string): Promise<string> {
  const { rows } = await sql<{ code: string }>`select concern.way_code(${schoolId}::uuid) as code`.execute(
    tx.db,
  );
  return rows[0]?.code ?? '';
}

export async function findOffered(tx: Tx, schoolId: string): Promise<OfferedAdult[]> {
  return tx.db
    .selectFrom('concern.offered_adult')
    .select(['person_id as id', 'called'])
    .where('school_id', '=', schoolId)
    .orderBy('called')
    .orderBy('person_id')
    .execute();
}

export async function insertOffered(
  tx: Tx,
  schoolId: string,
  by: string,
  adult: OfferedAdult,
): Promise<void> {
  await tx.db
    .insertInto('concern.offered_adult')
    .values({
      school_id: schoolId,
      person_id: adult.id,
      called: adult.called,
      offered_at: tx.at,
      offered_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteOffered(tx: Tx, schoolId: string, personId: string): Promise<void> {
  await tx.db
    .deleteFrom('concern.offered_adult')
    .where('school_id', '=', schoolId)
    .where('person_id', '=', personId)
    .execute();
}

export async function findHirers(tx: Tx, schoolId: string): Promise<HirerLine[]> {
  return tx.db
    .selectFrom('concern.hirer')
    .select(['id', 'name', 'lead_name as leadName', 'lead_email as leadEmail'])
    .select(sql<boolean>`ended_at is not null`.as('ended'))
    .where('school_id', '=', schoolId)
    .orderBy(sql`ended_at is not null`)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function insertHirer(
  tx: Tx,
  schoolId: string,
  by: string,
  hirer: Pick<HirerLine, 'name' | 'leadName' | 'leadEmail'> & { readonly linkHash: Buffer },
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.hirer')
    .values({
      id,
      school_id: schoolId,
      name: hirer.name,
      lead_name: hirer.leadName,
      lead_email: hirer.leadEmail,
      link_hash: hirer.linkHash,
      made_at: tx.at,
      made_by: by,
    })
    .execute();
  return id;
}

/** False where there is no such hirer any more. */
export async function changeHirer(
  tx: Tx,
  schoolId: string,
  id: string,
  change: { readonly linkHash: Buffer } | 'end',
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('concern.hirer')
    .set(change === 'end' ? { ended_at: tx.at } : { link_hash: change.linkHash })
    .where('id', '=', id)
    .where('school_id', '=', schoolId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
