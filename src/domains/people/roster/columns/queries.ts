import type { Tx } from '#platform/db';
import type { ListKind, Mapping } from '../../csv/index.ts';

/** The columns as somebody last said them for this school. */
export async function findMapping(tx: Tx, schoolId: string, kind: ListKind): Promise<Mapping | null> {
  const row = await tx.db
    .selectFrom('people.list_mapping')
    .select('columns')
    .where('school_id', '=', schoolId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return (row?.columns ?? null) as Mapping | null;
}

export async function saveMapping(tx: Tx, schoolId: string, kind: ListKind, mapping: Mapping): Promise<void> {
  const values = { columns: JSON.stringify(mapping), set_at: tx.at };
  await tx.db
    .insertInto('people.list_mapping')
    .values({ school_id: schoolId, kind, ...values })
    .onConflict((conflict) => conflict.columns(['school_id', 'kind']).doUpdateSet(values))
    .execute();
}

/** Says which column is which for one import, and lets its reading begin; false where it is under way already. */
export async function chooseColumns(tx: Tx, importId: string, mapping: Mapping): Promise<boolean> {
  const result = await tx.db
    .updateTable('people.roster_import')
    .set({ mapping: JSON.stringify(mapping), status: 'reading', progress: 0, beat_at: tx.at })
    .where('id', '=', importId)
    .where('status', '=', 'columns')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
