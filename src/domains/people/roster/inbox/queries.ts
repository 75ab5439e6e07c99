import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { RosterCounts, RosterSchool } from '../types.ts';
import type { InboxFormat } from './read.ts';
import type { InboxFile, InboxReason, InboxState } from './types.ts';

/** Every school, to find whose folder is which. */
export async function findSchoolsByUrn(tx: Tx): Promise<Map<string, RosterSchool>> {
  const schools = await tx.db
    .selectFrom('people.school')
    .select(['id', 'trust_id as trustId', 'urn', 'name'])
    .execute();
  return new Map(schools.map((school) => [school.urn, school]));
}

const columns = (tx: Tx) =>
  tx.db
    .selectFrom('people.inbox_file')
    .select([
      'id',
      'school_id as schoolId',
      'file_name as fileName',
      'stamp',
      'state',
      'reason',
      'import_id as importId',
      'seen_at as seenAt',
      'decided_at as decidedAt',
      'moved',
      sql<boolean>`noted_by is not null`.as('noted'),
    ]);

type Row = Omit<InboxFile, 'state' | 'reason'> & { readonly state: string; readonly reason: string | null };
const asFile = (row: Row): InboxFile => ({
  ...row,
  state: row.state as InboxState,
  reason: row.reason as InboxReason | null,
});

export async function findFiles(tx: Tx, schoolId: string): Promise<InboxFile[]> {
  return (await columns(tx).where('school_id', '=', schoolId).orderBy('file_name').execute()).map(asFile);
}

/** What still waits for somebody, or was refused and nobody has said that they know. */
export async function findOpenFiles(tx: Tx, schoolIds: readonly string[]): Promise<InboxFile[]> {
  const rows = await columns(tx)
    .where(sql<boolean>`school_id = any (${schoolIds}::uuid[])`)
    .where(sql<boolean>`(state = 'waiting' or (state = 'refused' and noted_by is null))`)
    .orderBy('seen_at')
    .execute();
  return rows.map(asFile);
}

/** The row as it stands, locked: another worker waits here, and then finds what this one did. */
export async function lockFile(tx: Tx, id: string): Promise<InboxFile | undefined> {
  const row = await columns(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && asFile(row);
}

export async function findFileOfImport(tx: Tx, importId: string): Promise<InboxFile | undefined> {
  const row = await columns(tx).where('import_id', '=', importId).executeTakeFirst();
  return row && asFile(row);
}

/** A file is there, or is another than at the last look. What was decided of an earlier one is over. */
export async function seeFile(
  tx: Tx,
  schoolId: string,
  file: { readonly name: string; readonly stamp: string },
): Promise<void> {
  const fresh = {
    stamp: file.stamp,
    state: 'seen',
    reason: null,
    import_id: null,
    seen_at: tx.at,
    decided_at: null,
    moved: false,
    noted_by: null,
  };
  await tx.db
    .insertInto('people.inbox_file')
    .values({ id: tx.ids.uuid(), school_id: schoolId, file_name: file.name, ...fresh })
    .onConflict((conflict) => conflict.columns(['school_id', 'file_name']).doUpdateSet(fresh))
    .execute();
}

export async function settleFile(
  tx: Tx,
  id: string,
  facts: {
    readonly state: 'waiting' | 'done' | 'refused';
    readonly reason?: InboxReason;
    readonly importId?: string | null;
  },
): Promise<void> {
  await tx.db
    .updateTable('people.inbox_file')
    .set({
      state: facts.state,
      reason: facts.reason ?? null,
      ...(facts.importId === undefined ? {} : { import_id: facts.importId }),
      decided_at: facts.state === 'waiting' ? null : tx.at,
    })
    .where('id', '=', id)
    .execute();
}

export async function markMoved(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('people.inbox_file').set({ moved: true }).where('id', '=', id).execute();
}

export async function noteFile(tx: Tx, id: string, by: string): Promise<boolean> {
  const result = await tx.db
    .updateTable('people.inbox_file')
    .set({ noted_by: by })
    .where('id', '=', id)
    .where('state', '=', 'refused')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** A person says that the worker may apply it; false when it is decided already. */
export async function approveImport(tx: Tx, importId: string): Promise<boolean> {
  const result = await tx.db
    .updateTable('people.roster_import')
    .set({ status: 'approved', beat_at: tx.at })
    .where('id', '=', importId)
    .where('status', '=', 'previewed')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Where an import stands, and what its preview said. */
export async function findImportState(
  tx: Tx,
  importId: string,
): Promise<{ readonly status: string; readonly counts: Partial<RosterCounts> } | undefined> {
  const row = await tx.db
    .selectFrom('people.roster_import')
    .select(['status', 'counts'])
    .where('id', '=', importId)
    .executeTakeFirst();
  return row && { status: row.status, counts: row.counts as Partial<RosterCounts> };
}

/** How many people of the kind that a file is about are here today. */
export async function countHere(tx: Tx, schoolId: string, format: InboxFormat): Promise<number> {
  const table = sql.table(format === 'staff' ? 'people.appointment' : 'people.enrolment');
  const { rows } = await sql<{ n: number }>`
    select count(distinct person_id)::int as n from ${table}
    where school_id = ${schoolId} and during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date`.execute(
    tx.db,
  );
  return rows[0]?.n ?? 0;
}
