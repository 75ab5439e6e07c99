import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { RecipientId } from '../recipients.ts';

type CaseKey = { readonly concernId: string; readonly caseloadId: string };

/** What goes out, field by field, as it was read through. */
export interface Pack {
  readonly id: string;
  readonly recipient: RecipientId;
  readonly fields: Readonly<Record<string, string>>;
  readonly othersNamed: boolean;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly codeShownAt: Instant | null;
}

const columns = [
  'id',
  'recipient',
  'fields',
  'others_named as othersNamed',
  'made_at as madeAt',
  'made_by as madeBy',
  'code_shown_at as codeShownAt',
] as const;

const selectPacks = (tx: Tx, concernId: string) =>
  tx.db.selectFrom('concern.referral_pack').select(columns).where('concern_id', '=', concernId);

const asPack = (
  row: Awaited<ReturnType<ReturnType<typeof selectPacks>['executeTakeFirstOrThrow']>>,
): Pack => ({
  ...row,
  recipient: row.recipient as RecipientId,
  fields: row.fields as unknown as Pack['fields'],
});

/** The packs of a case, the newest first. */
export async function findPacks(tx: Tx, concernId: string): Promise<Pack[]> {
  return (await selectPacks(tx, concernId).orderBy('made_at', 'desc').orderBy('id').execute()).map(asPack);
}

export async function findPack(tx: Tx, concernId: string, id: string): Promise<Pack | undefined> {
  const row = await selectPacks(tx, concernId).where('id', '=', id).executeTakeFirst();
  return row && asPack(row);
}

export async function insertPack(
  tx: Tx,
  file: CaseKey,
  pack: Pick<Pack, 'recipient' | 'fields' | 'othersNamed' | 'madeBy'>,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.referral_pack')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      recipient: pack.recipient,
      fields: JSON.stringify(pack.fields),
      others_named: pack.othersNamed,
      made_at: tx.at,
      made_by: pack.madeBy,
    })
    .execute();
  return id;
}

/** False where it was shown before, or to somebody else. */
export async function markCodeShown(tx: Tx, id: string): Promise<boolean> {
  const result = await tx.db
    .updateTable('concern.referral_pack')
    .set({ code_shown_at: tx.at })
    .where('id', '=', id)
    .where('code_shown_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** When people were born, as it is written on a form. */
export async function findBirthDates(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; born: string }>`
    select p.id, to_char(p.birth_date, 'FMDD FMMonth YYYY') as born from people.person p
    where p.id = any (${ids}::uuid[]) and p.birth_date is not null
  `.execute(tx.db);
  return new Map(rows.map(({ id, born }) => [id, born]));
}
