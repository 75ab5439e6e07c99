import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Mapping } from '../../csv/index.ts';
import type { RosterCounts } from '../types.ts';
import type { ImportFormat, ImportStatus, Preview, RosterImport } from './types.ts';

interface NewImport {
  readonly schoolId: string;
  readonly fileName: string;
  readonly digest: string | null;
  readonly status: ImportStatus;
  readonly requestedBy: string | null;
  readonly format?: ImportFormat | undefined;
}

export async function addImport(
  tx: Tx,
  { schoolId, fileName, digest, status, requestedBy, format = 'oneroster' }: NewImport,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('people.roster_import')
    .values({
      id,
      school_id: schoolId,
      file_name: fileName,
      digest,
      format,
      status,
      requested_by: requestedBy,
      created_at: tx.at,
      beat_at: tx.at,
    })
    .execute();
  return id;
}

/** The end of an import; the names of its preview go. */
export async function finishImport(
  tx: Tx,
  id: string,
  status: 'applied' | 'unchanged' | 'refused' | 'discarded' | 'failed',
  counts?: RosterCounts,
): Promise<void> {
  await tx.db
    .updateTable('people.roster_import')
    .set({
      status,
      progress: 100,
      ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
      // What is wrong with a refused file is still to be read; it names nobody.
      ...(status === 'refused' ? {} : { preview: null }),
      ...(status === 'applied' ? { applied_at: tx.at } : {}),
    })
    .where('id', '=', id)
    .execute();
}

export async function saveBeat(tx: Tx, id: string, progress: number): Promise<void> {
  await tx.db
    .updateTable('people.roster_import')
    .set({ progress, beat_at: tx.at })
    .where('id', '=', id)
    .where('status', 'in', ['reading', 'applying'])
    .execute();
}

export async function savePreview(
  tx: Tx,
  id: string,
  found: {
    readonly status: 'previewed' | 'unchanged' | 'refused';
    readonly digest: string;
    readonly counts: RosterCounts;
    readonly preview: Preview;
  },
): Promise<void> {
  await tx.db
    .updateTable('people.roster_import')
    .set({
      status: found.status,
      progress: 100,
      digest: found.digest,
      counts: JSON.stringify(found.counts),
      preview: JSON.stringify(found.preview),
    })
    .where('id', '=', id)
    .execute();
}

/** Previews that nobody decided and work that nobody finished, before `before`: their names go. */
export async function forgetStale(tx: Tx, schoolIds: readonly string[], before: Instant): Promise<void> {
  await tx.db
    .updateTable('people.roster_import')
    .set({ status: 'discarded', preview: null })
    .where(sql<boolean>`school_id = any (${schoolIds}::uuid[])`)
    .where('status', 'in', ['columns', 'reading', 'previewed', 'applying'])
    .where('beat_at', '<', before)
    // What waits in a school's folder has a week.
    .where(sql<boolean>`not exists (select from people.inbox_file f where f.import_id = roster_import.id)`)
    .execute();
}

/** Takes a previewed import up for applying; false when somebody was quicker or it was discarded. */
export async function takeForApplying(tx: Tx, id: string): Promise<boolean> {
  const result = await tx.db
    .updateTable('people.roster_import')
    .set({ status: 'applying', progress: 0, beat_at: tx.at })
    .where('id', '=', id)
    .where('status', '=', 'previewed')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

const importColumns = (tx: Tx) =>
  tx.db
    .selectFrom('people.roster_import as i')
    .innerJoin('people.school as s', 's.id', 'i.school_id')
    .select([
      'i.id',
      'i.school_id as schoolId',
      's.name as schoolName',
      'i.file_name as fileName',
      'i.digest',
      'i.format',
      'i.mapping',
      'i.status',
      'i.progress',
      'i.beat_at as beatAt',
      'i.counts',
      'i.preview',
      'i.requested_by as requestedBy',
      'i.created_at as createdAt',
      'i.applied_at as appliedAt',
    ]);

type Row = Omit<RosterImport, 'status' | 'counts' | 'preview' | 'format' | 'mapping'> & {
  status: string;
  format: string;
  mapping: unknown;
  counts: unknown;
  preview: unknown;
};

const asImport = (row: Row): RosterImport => ({
  ...row,
  status: row.status as ImportStatus,
  format: row.format as ImportFormat,
  mapping: row.mapping as Mapping | null,
  counts: row.counts as Partial<RosterCounts>,
  preview: row.preview as Preview | null,
});

export async function findImport(tx: Tx, id: string): Promise<RosterImport | undefined> {
  const row = await importColumns(tx).where('i.id', '=', id).executeTakeFirst();
  return row && asImport(row);
}

const RECENT = 20;

export async function findImports(tx: Tx, schoolIds: readonly string[]): Promise<RosterImport[]> {
  const rows = await importColumns(tx)
    .where(sql<boolean>`i.school_id = any (${schoolIds}::uuid[])`)
    .orderBy('i.created_at', 'desc')
    .limit(RECENT)
    .execute();
  return rows.map(asImport);
}

/** Who waits for a decision, by school. */
export async function countProposedLeavers(
  tx: Tx,
  schoolIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ schoolId: string; waiting: number }>`
    select school_id as "schoolId", count(*) as waiting from people.proposed_leaver
    where school_id = any (${schoolIds}::uuid[]) group by school_id`.execute(tx.db);
  return new Map(rows.map(({ schoolId, waiting }) => [schoolId, waiting]));
}
