import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';

export interface Sealed {
  readonly concernId: string;
  readonly caseloadId: string;
  readonly schoolId: string;
  readonly reference: string;
  readonly stream: 'child' | 'adult' | 'head';
  readonly askedBy: string | null;
  readonly askerName: string | null;
  readonly askedAt: Instant | null;
  readonly reason: string | null;
  readonly agreerName: string | null;
  readonly agreedAt: Instant | null;
  readonly agreedReason: string | null;
}

const name = (person: string) =>
  sql<string | null>`(select coalesce(p.known_as, p.given_name) || ' ' || p.family_name
    from people.person p where p.id = ${sql.ref(person)})`;

/** How it stands with the identity of whoever told this in confidence; undefined where there is none for me to ask of. */
export async function findSealed(tx: Tx, concernId: string): Promise<Sealed | undefined> {
  const row = await tx.db
    .selectFrom('concern.outside_report as o')
    .innerJoin('concern.concern as c', 'c.id', 'o.concern_id')
    .innerJoin('concern.caseload as l', 'l.id', 'o.caseload_id')
    .leftJoin('concern.identity_reveal as r', 'r.concern_id', 'o.concern_id')
    .select([
      'o.concern_id as concernId',
      'o.caseload_id as caseloadId',
      'o.school_id as schoolId',
      'c.reference',
      'l.stream',
      'r.asked_by as askedBy',
      'r.asked_at as askedAt',
      'r.reason',
      'r.agreed_at as agreedAt',
      'r.agreed_reason as agreedReason',
    ])
    .select([name('r.asked_by').as('askerName'), name('r.agreed_by').as('agreerName')])
    .where('o.concern_id', '=', concernId)
    .where('o.told_as', '=', 'in_confidence')
    .executeTakeFirst();
  return row && { ...row, stream: row.stream as Sealed['stream'] };
}

export async function insertReveal(
  tx: Tx,
  sealed: Sealed,
  askedBy: string,
  reason: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('concern.identity_reveal')
    .values({
      id: tx.ids.uuid(),
      concern_id: sealed.concernId,
      caseload_id: sealed.caseloadId,
      asked_by: askedBy,
      asked_at: tx.at,
      reason,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** False where it was asked by myself, or agreed already. */
export async function agreeToReveal(tx: Tx, concernId: string, by: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('concern.identity_reveal')
    .set({ agreed_by: by, agreed_at: tx.at, agreed_reason: reason })
    .where('concern_id', '=', concernId)
    .where('agreed_by', 'is', null)
    .where('asked_by', '<>', by)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What the seal holds, once two have agreed. */
export async function takeIdentity(tx: Tx, concernId: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select concern.take_identity(${concernId}::uuid) as sealed`.execute(tx.db);
  return rows[0]?.sealed ?? undefined;
}
