import type { LocalDate, Temporal } from '#platform/clock';
import type { ContentRow, Tx } from '#platform/db';
import type { ChildInvolvement, Status } from '../../types.ts';
import type { CaseRecord, CaseValues, EntryDetails } from '../types.ts';

type CaseKey = { readonly concernId: string; readonly caseloadId: string };

/** What an act may set beside the values that the history keeps. */
export interface Stamps {
  readonly acknowledgedAt?: Temporal.Instant;
  readonly acknowledgedBy?: string;
  readonly closedAt?: Temporal.Instant | null;
}

const columns = {
  severity: 'severity',
  intent: 'intent',
  categories: 'categories',
  fourCs: 'four_cs',
  assignedTo: 'assigned_to',
  finding: 'finding',
  findingReason: 'finding_reason',
  outcome: 'outcome',
  outcomeLine: 'outcome_line',
  childInvolved: 'child_involved',
  parents: 'parents',
  parentsNote: 'parents_note',
  myconcernReference: 'myconcern_reference',
  acknowledgedAt: 'acknowledged_at',
  acknowledgedBy: 'acknowledged_by',
  closedAt: 'closed_at',
} as const satisfies Record<keyof CaseValues | keyof Stamps, string>;

export async function saveCase(
  tx: Tx,
  file: CaseRecord,
  status: Status,
  values: Partial<CaseValues> & Stamps,
): Promise<void> {
  const set = Object.fromEntries(
    (Object.keys(columns) as (keyof typeof columns)[])
      .filter((key) => values[key] !== undefined)
      .map((key) => [columns[key], values[key]]),
  );
  await tx.db
    .updateTable('concern.case_file')
    .set({ ...set, status, version: file.version + 1, changed_at: tx.at })
    .where('concern_id', '=', file.concernId)
    .execute();
}

export async function insertEntry(
  tx: Tx,
  file: CaseKey,
  entry: {
    readonly authorId: string;
    readonly kind: string;
    readonly body: string | null;
    readonly details: EntryDetails;
  },
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.entry')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      at: tx.at,
      author_id: entry.authorId,
      kind: entry.kind,
      body: entry.body,
      details: JSON.stringify(entry.details),
    })
    .execute();
  return id;
}

export async function insertReporterUpdate(
  tx: Tx,
  file: CaseKey & { readonly reporterId: string | null },
  kind: 'acknowledged' | 'message' | 'outcome' | 'reopened',
  body: string | null,
): Promise<ContentRow> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.reporter_update')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      reporter_id: file.reporterId,
      at: tx.at,
      kind,
      body,
    })
    .execute();
  return { table: 'concern.reporter_update', id };
}

/** Whether the reporter was told before that somebody has it. */
export async function wasAcknowledged(tx: Tx, concernId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('concern.reporter_update')
    .select('id')
    .where('concern_id', '=', concernId)
    .where('kind', '=', 'acknowledged')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertAssignedNotice(tx: Tx, file: CaseKey, personId: string): Promise<void> {
  await tx.db
    .insertInto('concern.notice')
    .values({
      id: tx.ids.uuid(),
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      person_id: personId,
      step: 0,
      kind: 'assigned',
      told_at: tx.at,
    })
    .execute();
}

export interface NewAction {
  readonly what: string;
  readonly ownerId: string;
  readonly dueOn: LocalDate;
  readonly childInvolved: ChildInvolvement;
  readonly childInvolvedNote: string | null;
}

export async function insertAction(
  tx: Tx,
  file: CaseKey,
  madeBy: string,
  action: NewAction,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.action')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      what: action.what,
      owner_id: action.ownerId,
      due_on: action.dueOn,
      made_at: tx.at,
      made_by: madeBy,
      child_involved: action.childInvolved,
      child_involved_note: action.childInvolvedNote,
    })
    .execute();
  return id;
}

export interface ActionEnd {
  readonly doneBy: string;
  readonly note: string;
  readonly dropped: boolean;
  readonly childInvolved?: ChildInvolvement;
  readonly childInvolvedNote?: string | null;
}

/** False when there is no such open action on this case. */
export async function endAction(
  tx: Tx,
  concernId: string,
  actionId: string,
  end: ActionEnd,
): Promise<boolean> {
  const result = await tx.db
    .updateTable('concern.action')
    .set((eb) => ({
      done_at: tx.at,
      done_by: end.doneBy,
      done_note: end.note,
      dropped: end.dropped,
      version: eb('version', '+', 1),
      ...(end.childInvolved === undefined ? {} : { child_involved: end.childInvolved }),
      ...(end.childInvolvedNote === undefined ? {} : { child_involved_note: end.childInvolvedNote }),
    }))
    .where('id', '=', actionId)
    .where('concern_id', '=', concernId)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function changeAction(
  tx: Tx,
  actionId: string,
  change: { readonly ownerId: string; readonly dueOn: LocalDate },
): Promise<void> {
  await tx.db
    .updateTable('concern.action')
    .set((eb) => ({
      owner_id: change.ownerId,
      due_on: change.dueOn,
      reminded_on: null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', actionId)
    .execute();
}

export async function findLinkTargets(
  tx: Tx,
  concernId: string,
  kind: 'policy' | 'concern',
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('concern.link')
    .select('target')
    .where('concern_id', '=', concernId)
    .where('kind', '=', kind)
    .orderBy('target')
    .execute();
  return rows.map(({ target }) => target);
}

export async function insertLinks(
  tx: Tx,
  file: CaseKey,
  addedBy: string,
  kind: 'policy' | 'concern',
  targets: readonly string[],
): Promise<void> {
  if (targets.length === 0) return;
  await tx.db
    .insertInto('concern.link')
    .values(
      targets.map((target) => ({
        concern_id: file.concernId,
        caseload_id: file.caseloadId,
        kind,
        target,
        added_at: tx.at,
        added_by: addedBy,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** How many there were. */
export async function deleteLinks(
  tx: Tx,
  concernId: string,
  kind: 'policy' | 'concern',
  targets: readonly string[],
): Promise<number> {
  if (targets.length === 0) return 0;
  const result = await tx.db
    .deleteFrom('concern.link')
    .where('concern_id', '=', concernId)
    .where('kind', '=', kind)
    .where('target', 'in', targets)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Another case of the same caseload by its reference, if I may open it. */
export async function findByReference(
  tx: Tx,
  caseloadId: string,
  reference: string,
): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('concern.concern as c')
    .innerJoin('concern.case_file as f', 'f.concern_id', 'c.id')
    .select('c.id')
    .where('c.reference', '=', reference)
    .where('f.caseload_id', '=', caseloadId)
    .executeTakeFirst();
  return row?.id;
}
