import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { DB, Tx } from '#platform/db';
import type { Values } from '#platform/forms';

export interface Draft {
  readonly id: string;
  readonly schoolId: string;
  readonly fields: Values;
  readonly savedAt: Instant;
  readonly sentConcernId: string | null;
}

const draftColumns = [
  'id',
  'school_id as schoolId',
  'fields',
  'saved_at as savedAt',
  'sent_concern_id as sentConcernId',
] as const;
const asDraft = (row: Omit<Draft, 'fields'> & { readonly fields: unknown }): Draft => ({
  ...row,
  fields: row.fields as Values,
});

export async function insertDraft(
  tx: Tx,
  authorId: string,
  schoolId: string,
  fields: Values,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.draft')
    .values({
      id,
      author_id: authorId,
      school_id: schoolId,
      fields: JSON.stringify(fields),
      made_at: tx.at,
      saved_at: tx.at,
    })
    .execute();
  return id;
}

export async function findDraft(
  tx: Tx,
  id: string,
  options: { readonly lock: boolean },
): Promise<Draft | undefined> {
  let query = tx.db.selectFrom('concern.draft').select(draftColumns).where('id', '=', id);
  if (options.lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && asDraft(row);
}

export async function updateDraft(tx: Tx, id: string, schoolId: string, fields: Values): Promise<void> {
  await tx.db
    .updateTable('concern.draft')
    .set((set) => ({ fields: JSON.stringify(fields), saved_at: tx.at, version: set('version', '+', 1) }))
    .where('id', '=', id)
    .where('school_id', '=', schoolId)
    .execute();
}

/** The draft stays as the receipt of what became of it; what was typed leaves it. */
export async function markDraftSent(tx: Tx, id: string, concernId: string): Promise<void> {
  await tx.db
    .updateTable('concern.draft')
    .set({ fields: '{}', sent_concern_id: concernId, saved_at: tx.at })
    .where('id', '=', id)
    .execute();
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('concern.draft').where('id', '=', id).where('sent_concern_id', 'is', null).execute();
}

export async function countOpenDrafts(tx: Tx, authorId: string): Promise<number> {
  const row = await tx.db
    .selectFrom('concern.draft')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('author_id', '=', authorId)
    .where('sent_concern_id', 'is', null)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** What I began and have not sent, newest first. */
export async function findOpenDrafts(tx: Tx, authorId: string): Promise<Draft[]> {
  const rows = await tx.db
    .selectFrom('concern.draft')
    .select(draftColumns)
    .where('author_id', '=', authorId)
    .where('sent_concern_id', 'is', null)
    .orderBy('saved_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(asDraft);
}

/** False when the reference is taken; then another is drawn. */
export async function insertConcern(tx: Tx, row: Insertable<DB['concern.concern']>): Promise<boolean> {
  const result = await tx.db
    .insertInto('concern.concern')
    .values(row)
    .onConflict((conflict) => conflict.column('reference').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function insertParties(tx: Tx, rows: readonly Insertable<DB['concern.party']>[]): Promise<void> {
  if (rows.length > 0)
    await tx.db
      .insertInto('concern.party')
      .values([...rows])
      .execute();
}

export async function insertCase(tx: Tx, row: Insertable<DB['concern.case_file']>): Promise<void> {
  await tx.db.insertInto('concern.case_file').values(row).execute();
}

export async function insertExclusions(
  tx: Tx,
  rows: readonly Insertable<DB['concern.exclusion']>[],
): Promise<void> {
  if (rows.length > 0)
    await tx.db
      .insertInto('concern.exclusion')
      .values([...rows])
      .execute();
}

export async function insertReceipt(
  tx: Tx,
  concernId: string,
  caseloadId: string,
  reporterId: string,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.reporter_update')
    .values({
      id,
      concern_id: concernId,
      caseload_id: caseloadId,
      reporter_id: reporterId,
      at: tx.at,
      kind: 'sent',
    })
    .execute();
  return id;
}

export async function insertAddition(
  tx: Tx,
  concernId: string,
  caseloadId: string,
  authorId: string,
  body: string,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.addition')
    .values({
      id,
      concern_id: concernId,
      caseload_id: caseloadId,
      author_id: authorId,
      added_at: tx.at,
      body,
    })
    .execute();
  return id;
}

export async function tellOfAddition(tx: Tx, additionId: string): Promise<void> {
  await sql`select concern.tell_of_addition(${additionId})`.execute(tx.db);
}

/** Whoever is Head of the school today, cover included, whether or not they could sign in. */
export async function findHeads(tx: Tx, schoolId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('people.appointment as a')
    .select('a.person_id as id')
    .distinct()
    .where('a.school_id', '=', schoolId)
    .where('a.role', '=', 'head')
    .where(sql<boolean>`a.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date`)
    .execute();
  return rows.map(({ id }) => id);
}

/** Keeps a report about the Head from whoever is Head, named or not; its reporter sees neither. Gives the rows' ids. */
export async function shutHeadsOut(tx: Tx, concernId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select concern.shut_heads_out(${concernId}::uuid) as id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** Who was told when this report of mine was sent, for ten minutes. */
export async function findToldAtSending(tx: Tx, concernId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from concern.told_at_sending(${concernId}::uuid) id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

export interface SchoolFacts {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly phone: string | null;
  /** Who holds the duty of designated lead today, as the form names them. */
  readonly leadName: string;
}

/** Schools I belong to today, with the designated lead's name. */
export async function findSchools(tx: Tx, ids: readonly string[]): Promise<SchoolFacts[]> {
  const rows = await tx.db
    .selectFrom('people.school as s')
    .select((select) => [
      's.id',
      's.name',
      's.code',
      's.phone',
      select
        .selectFrom('people.appointment as a')
        .innerJoin('people.person as p', 'p.id', 'a.person_id')
        .select(
          sql<string>`coalesce(string_agg(p.given_name || ' ' || p.family_name, ', ' order by a.as_cover, p.family_name), '')`.as(
            'names',
          ),
        )
        .whereRef('a.school_id', '=', 's.id')
        .where('a.role', '=', 'dsl')
        .where(sql<boolean>`a.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date`)
        .as('leadName'),
    ])
    .where(sql<boolean>`s.id = any (${ids}::uuid[])`)
    .orderBy('s.name')
    .execute();
  return rows.map((row) => ({ ...row, leadName: row.leadName ?? '' }));
}

export interface MyReport {
  readonly id: string;
  readonly reference: string;
  readonly headline: string;
  readonly reportedAt: Instant;
  readonly latest: string;
  readonly latestAt: Instant;
}

const PAGE = 50;

/** My reports with the last thing that I was told of each. */
export async function findMyReports(tx: Tx, reporterId: string): Promise<MyReport[]> {
  const rows = await tx.db
    .selectFrom('concern.concern as c')
    .innerJoinLateral(
      (join) =>
        join
          .selectFrom('concern.reporter_update as u')
          .select(['u.kind', 'u.at'])
          .whereRef('u.concern_id', '=', 'c.id')
          .where('u.reporter_id', '=', reporterId)
          .orderBy('u.at', 'desc')
          .orderBy('u.id', 'desc')
          .limit(1)
          .as('u'),
      (join) => join.onTrue(),
    )
    .select([
      'c.id',
      'c.reference',
      'c.headline',
      'c.reported_at as reportedAt',
      'u.kind as latest',
      'u.at as latestAt',
    ])
    .where('c.reporter_id', '=', reporterId)
    .orderBy('c.reported_at', 'desc')
    .limit(PAGE)
    .execute();
  return rows;
}

export interface ReporterNews {
  readonly kind: string;
  readonly id: string;
  readonly reference: string | null;
  readonly at: Instant;
}

/** Open drafts, and the newest thing I was told of each report in the last two weeks. */
export async function findReporterNews(tx: Tx, reporterId: string): Promise<ReporterNews[]> {
  const { rows } = await sql<ReporterNews>`
    select 'draft' as kind, d.id, null as reference, d.saved_at as at
      from concern.draft d where d.author_id = ${reporterId} and d.sent_concern_id is null
    union all
    (select distinct on (u.concern_id) u.kind, u.concern_id, c.reference, u.at
      from concern.reporter_update u join concern.concern c on c.id = u.concern_id
      where u.reporter_id = ${reporterId} and u.kind <> 'sent'
        and u.at > ${tx.at.subtract({ hours: 14 * 24 })}
      order by u.concern_id, u.at desc)
    order by at desc
    limit 20`.execute(tx.db);
  return rows;
}
