import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Stream } from '../../types.ts';
import type { RouteRule } from '../types.ts';

export interface DueCase {
  readonly concernId: string;
  readonly caseloadId: string;
  readonly schoolId: string;
  readonly step: number;
}

/** Urgent cases whose time is up, the longest-waiting first. */
export async function findDue(tx: Tx, most: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('concern.case_file')
    .select('concern_id as id')
    .where('acknowledged_at', 'is', null)
    .where('acknowledge_by', '<=', tx.at)
    .orderBy('acknowledge_by')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/** Nothing when another worker holds the case, or somebody has acknowledged it meanwhile. */
export async function lockDue(tx: Tx, concernId: string): Promise<DueCase | undefined> {
  return tx.db
    .selectFrom('concern.case_file')
    .select([
      'concern_id as concernId',
      'caseload_id as caseloadId',
      'school_id as schoolId',
      'escalation_step as step',
    ])
    .where('concern_id', '=', concernId)
    .where('acknowledged_at', 'is', null)
    .where('acknowledge_by', '<=', tx.at)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export interface Ladder {
  readonly stream: Stream;
  readonly immediateDanger: boolean;
  readonly rules: readonly RouteRule[];
}

export async function findLadder(tx: Tx, concernId: string): Promise<Ladder> {
  const { rows } = await sql<Ladder>`
    select stream, immediate_danger as "immediateDanger", rules from concern.ladder_of(${concernId})
  `.execute(tx.db);
  const [ladder] = rows;
  if (ladder === undefined) throw new Error('a case without a concern');
  return ladder;
}

export async function findExcluded(tx: Tx, concernId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('concern.exclusion')
    .select('person_id as id')
    .where('concern_id', '=', concernId)
    .where('state', '<>', 'lifted')
    .execute();
  return rows.map(({ id }) => id);
}

/** Whoever was told that this concern is there; a reminder or an addition is something else. */
export async function findTold(tx: Tx, concernId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('concern.notice')
    .select('person_id as id')
    .distinct()
    .where('concern_id', '=', concernId)
    .where('kind', 'in', ['new', 'urgent', 'escalated'])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function saveStep(tx: Tx, due: DueCase, next: Instant): Promise<void> {
  // Not the version: whoever is writing on the case page has changed nothing that this changes.
  await tx.db
    .updateTable('concern.case_file')
    .set({ escalation_step: due.step + 1, acknowledge_by: next })
    .where('concern_id', '=', due.concernId)
    .execute();
}

export async function insertEscalated(
  tx: Tx,
  due: DueCase,
  entry: { readonly body: string; readonly details: Readonly<Record<string, unknown>> },
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.entry')
    .values({
      id,
      concern_id: due.concernId,
      caseload_id: due.caseloadId,
      at: tx.at,
      author_id: null,
      kind: 'escalated',
      body: entry.body,
      details: JSON.stringify(entry.details),
    })
    .execute();
  return id;
}

/** True when it was not marked yet. */
export async function markUnanswered(tx: Tx, due: DueCase, seenByCaseloadId: string): Promise<boolean> {
  const [row] = await tx.db
    .insertInto('concern.unanswered')
    .values({
      concern_id: due.concernId,
      school_id: due.schoolId,
      seen_by_caseload_id: seenByCaseloadId,
      since: tx.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('concern_id')
    .execute();
  return row !== undefined;
}

/** Takes away the marks of cases that somebody has acknowledged or closed since. */
export async function clearAnswered(tx: Tx): Promise<void> {
  await tx.db
    .deleteFrom('concern.unanswered as u')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('concern.case_file as c')
            .select('c.concern_id')
            .whereRef('c.concern_id', '=', 'u.concern_id')
            .where('c.acknowledged_at', 'is', null)
            .where('c.status', '<>', 'closed'),
        ),
      ),
    )
    .execute();
}
