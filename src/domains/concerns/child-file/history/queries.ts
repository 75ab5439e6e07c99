import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Columns } from './fields.ts';
import type { KnownChild } from './match.ts';
import type { FileLine } from './read.ts';

export type ImportState = 'open' | 'taken' | 'kept' | 'undone' | 'discarded';

export interface HistoryImport {
  readonly id: string;
  readonly schoolId: string;
  readonly school: string;
  readonly source: string;
  readonly fileName: string;
  readonly headers: readonly string[];
  readonly columns: Columns;
  readonly chosen: Readonly<Record<string, string>>;
  readonly state: ImportState;
  readonly entries: number | null;
  readonly madeAt: Instant;
  readonly madeBy: string | null;
}

const selectImports = sql`
  select i.id, i.school_id as "schoolId", s.name as school, i.source, i.file_name as "fileName", i.headers, i.columns, i.chosen, i.state,
    i.entries, i.made_at as "madeAt", coalesce(p.known_as, p.given_name) || ' ' || p.family_name as "madeBy"
  from concern.history_import i join people.school s on s.id = i.school_id left join people.person p on p.id = i.made_by`;

const MOST = 100;

export async function findImports(tx: Tx): Promise<HistoryImport[]> {
  const { rows } = await sql<HistoryImport>`
    ${selectImports} order by i.made_at desc, i.id limit ${MOST}`.execute(tx.db);
  return rows;
}

export async function findImport(tx: Tx, id: string): Promise<HistoryImport | undefined> {
  const { rows } = await sql<HistoryImport>`${selectImports} where i.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** The lines of the file; none once it was decided. */
export async function findLines(tx: Tx, id: string): Promise<FileLine[]> {
  const row = await tx.db
    .selectFrom('concern.history_import')
    .select('lines')
    .where('id', '=', id)
    .executeTakeFirst();
  return (row?.lines ?? []) as unknown as FileLine[];
}

/** The columns as somebody last said them for files of this system at this school. */
export async function findRemembered(tx: Tx, schoolId: string, source: string): Promise<Columns | null> {
  const row = await tx.db
    .selectFrom('concern.history_import')
    .select('columns')
    .where('school_id', '=', schoolId)
    .where('source', '=', source)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.columns ?? null) as Columns | null;
}

export interface NewImport {
  readonly id: string;
  readonly schoolId: string;
  readonly source: string;
  readonly fileName: string;
  readonly headers: readonly string[];
  readonly lines: readonly FileLine[];
  readonly columns: Columns;
  readonly madeBy: string;
}

export async function insertImport(tx: Tx, made: NewImport): Promise<void> {
  await sql`
    insert into concern.history_import (id, school_id, caseload_id, source, file_name, headers, lines, columns, made_at, made_by)
    select ${made.id}, l.school_id, l.id, ${made.source}, ${made.fileName}, ${made.headers}::text[], ${JSON.stringify(made.lines)}::jsonb,
      ${JSON.stringify(made.columns)}::jsonb, ${tx.at}, ${made.madeBy}
    from concern.caseload l where l.school_id = ${made.schoolId} and l.stream = 'child'`.execute(tx.db);
}

/** False once it was decided. */
export async function saveChoices(
  tx: Tx,
  id: string,
  set: { readonly columns?: Columns; readonly chosen: Readonly<Record<string, string>> },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('concern.history_import')
    .set({
      chosen: JSON.stringify(set.chosen),
      ...(set.columns === undefined ? {} : { columns: JSON.stringify(set.columns) }),
    })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface PupilOf extends KnownChild {
  readonly name: string;
}

/** Whoever is or was a pupil of the school that a file is for. */
export async function findPupils(tx: Tx, { id, schoolId }: HistoryImport): Promise<PupilOf[]> {
  const { rows } = await sql<PupilOf>`
    select p.id, coalesce(p.known_as, p.given_name) || ' ' || p.family_name as name, p.birth_date::text as born,
      array[lower(p.given_name || ' ' || p.family_name), lower(coalesce(p.known_as, p.given_name) || ' ' || p.family_name)] as names,
      coalesce(u.upns, '{}') as upns
    from people.person p left join (
      select person_id, array_agg(upn) as upns from concern.import_upns(${id}) group by person_id) u on u.person_id = p.id
    where p.kind = 'pupil' and p.school_ids @> array[${schoolId}::uuid] order by p.family_name, p.given_name, p.id`.execute(
    tx.db,
  );
  return rows;
}

export interface TakenEntry {
  readonly id: string;
  readonly child: string;
  readonly at: Instant;
  readonly title: string;
  readonly body: string;
  readonly by: string | null;
}

export async function takeHistory(tx: Tx, id: string, entries: readonly TakenEntry[]): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select concern.take_history(${id}, ${JSON.stringify(entries)}::jsonb) as done`.execute(tx.db);
  return rows[0]?.done ?? false;
}

/** The entries that are gone; undefined where it is not mine to end, or has ended. */
export async function endHistory(tx: Tx, id: string, goal: string): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ gone: readonly string[] | null }>`
    select concern.end_history(${id}, ${goal}) as gone`.execute(tx.db);
  return rows[0]?.gone ?? undefined;
}
