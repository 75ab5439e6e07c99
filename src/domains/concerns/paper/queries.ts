import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import { namesNoneUnseen } from '../case/queries.ts';
import type { ChildAnswer, EntryDetails } from '../case/types.ts';
import type {
  CategoryId,
  ChildInvolvement,
  Finding,
  FourC,
  Intent,
  ParentsAnswer,
  Severity,
  Status,
} from '../types.ts';
import type { Action, CaseFacts, Entry, Link, Told } from './types.ts';

/** A person's name as it is shown, or what stands for one that I may not see. */
const nameOf = (alias: string) =>
  sql<string>`coalesce(coalesce(${sql.ref(`${alias}.known_as`)}, ${sql.ref(`${alias}.given_name`)}) || ' ' || ${sql.ref(`${alias}.family_name`)}, 'Name held elsewhere')`;

export async function findHead(
  tx: Tx,
  concernId: string,
): Promise<{ readonly schoolName: string; readonly reporterName: string } | undefined> {
  return tx.db
    .selectFrom('concern.concern as c')
    .innerJoin('people.school as s', 's.id', 'c.school_id')
    .leftJoin('people.person as p', 'p.id', 'c.reporter_id')
    .select(['s.name as schoolName', nameOf('p').as('reporterName')])
    .where('c.id', '=', concernId)
    .executeTakeFirst();
}

/** The working state, which handlers alone can read: none for the reporter, none for whoever is excluded. */
export async function findCaseFacts(tx: Tx, concernId: string): Promise<CaseFacts | undefined> {
  const row = await tx.db
    .selectFrom('concern.case_file as f')
    .innerJoin('people.school as s', 's.id', 'f.school_id')
    .leftJoin('people.person as a', 'a.id', 'f.assigned_to')
    .leftJoin('people.person as k', 'k.id', 'f.acknowledged_by')
    .select([
      'f.status',
      'f.urgent',
      'f.severity',
      'f.intent',
      'f.categories',
      'f.acknowledged_at as acknowledgedAt',
      'f.finding',
      'f.finding_reason as findingReason',
      'f.outcome',
      'f.outcome_line as outcomeLine',
      'f.four_cs as fourCs',
      'f.child_involved as childInvolved',
      'f.parents',
      'f.parents_note as parentsNote',
      'f.myconcern_reference as myconcernReference',
      's.record_of_truth as recordOfTruth',
      'f.closed_at as closedAt',
      'f.assigned_to',
      'f.acknowledged_by',
      nameOf('a').as('assignee'),
      nameOf('k').as('acknowledger'),
    ])
    .where('f.concern_id', '=', concernId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { assigned_to, acknowledged_by, assignee, acknowledger, ...facts } = row;
  return {
    ...facts,
    status: facts.status as Status,
    severity: facts.severity as Severity | null,
    intent: facts.intent as Intent | null,
    categories: facts.categories as CategoryId[],
    fourCs: facts.fourCs as FourC[],
    childInvolved: facts.childInvolved as ChildAnswer | null,
    finding: facts.finding as Finding | null,
    parents: facts.parents as ParentsAnswer,
    recordOfTruth: facts.recordOfTruth as CaseFacts['recordOfTruth'],
    assignedTo: assigned_to === null ? null : assignee,
    acknowledgedBy: acknowledged_by === null ? null : acknowledger,
  };
}

export async function findTold(tx: Tx, concernId: string): Promise<Told[]> {
  return tx.db
    .selectFrom('concern.notice as n')
    .leftJoin('people.person as p', 'p.id', 'n.person_id')
    .select([nameOf('p').as('name'), 'n.told_at as at'])
    .where('n.concern_id', '=', concernId)
    .where('n.kind', 'in', ['new', 'urgent', 'escalated'])
    .orderBy('n.told_at')
    .orderBy('n.step')
    .orderBy('n.id')
    .execute();
}

export async function findEntries(tx: Tx, concernId: string): Promise<Entry[]> {
  const rows = await tx.db
    .selectFrom('concern.entry as e')
    .leftJoin('people.person as p', 'p.id', 'e.author_id')
    .select(['e.id', 'e.at', 'e.author_id', nameOf('p').as('by'), 'e.kind', 'e.body', 'e.details'])
    .where('e.concern_id', '=', concernId)
    .where(namesNoneUnseen('e.details'))
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
  return rows.map(({ author_id, ...row }) => ({
    ...row,
    by: author_id === null ? null : row.by,
    details: row.details as unknown as EntryDetails,
  }));
}

export async function findActions(tx: Tx, concernId: string): Promise<Action[]> {
  const rows = await tx.db
    .selectFrom('concern.action as a')
    .leftJoin('people.person as o', 'o.id', 'a.owner_id')
    .leftJoin('people.person as m', 'm.id', 'a.made_by')
    .leftJoin('people.person as d', 'd.id', 'a.done_by')
    .select([
      'a.id',
      'a.what',
      nameOf('o').as('owner'),
      'a.due_on as dueOn',
      'a.made_at as madeAt',
      nameOf('m').as('madeBy'),
      'a.done_at as doneAt',
      'a.done_by',
      nameOf('d').as('doneBy'),
      'a.done_note as doneNote',
      'a.dropped',
      'a.child_involved as childInvolved',
      'a.child_involved_note as childInvolvedNote',
    ])
    .where('a.concern_id', '=', concernId)
    .orderBy('a.made_at')
    .orderBy('a.id')
    .execute();
  return rows.map(({ done_by, ...row }) => ({
    ...row,
    doneBy: done_by === null ? null : row.doneBy,
    childInvolved: row.childInvolved as ChildInvolvement,
  }));
}

/** What persons are called, by their ids. */
export async function findNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('people.person as p')
    .select(['p.id', nameOf('p').as('name')])
    .where(sql<boolean>`p.id = any (${ids}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A linked concern is named only to whoever may read it too. */
export async function findLinks(tx: Tx, concernId: string): Promise<Link[]> {
  const rows = await tx.db
    .selectFrom('concern.link as l')
    .leftJoin('concern.concern as c', (join) =>
      join.on('l.kind', '=', 'concern').on((on) => on(sql<string>`c.id::text`, '=', on.ref('l.target'))),
    )
    .select([
      'l.kind',
      sql<string | null>`case l.kind when 'policy' then l.target else c.reference end`.as('text'),
    ])
    .where('l.concern_id', '=', concernId)
    .where((where) =>
      where.or([
        where('l.kind', '=', 'policy'),
        where.exists(
          where
            .selectFrom('concern.case_file as o')
            .select('o.concern_id')
            .where(sql<boolean>`o.concern_id::text = l.target`),
        ),
      ]),
    )
    .orderBy('l.kind')
    .orderBy('l.target')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as Link['kind'] }));
}

/** One line of the timeline: why the case was handed over, and what for. */
export async function insertHandOver(
  tx: Tx,
  entry: {
    readonly concernId: string;
    readonly authorId: string;
    readonly reason: string;
    readonly note: string;
  },
): Promise<string | undefined> {
  const id = tx.ids.uuid();
  const file = await tx.db
    .selectFrom('concern.case_file')
    .select(['caseload_id as caseloadId', 'version'])
    .where('concern_id', '=', entry.concernId)
    .executeTakeFirst();
  if (file === undefined) return undefined;
  await tx.db
    .insertInto('concern.entry')
    .values({
      id,
      concern_id: entry.concernId,
      caseload_id: file.caseloadId,
      at: tx.at,
      author_id: entry.authorId,
      kind: 'handed_over',
      body: entry.reason,
      details: JSON.stringify({ version: file.version, note: entry.note }),
    })
    .execute();
  return id;
}

/** The last time that this person said why: the download is tied to it in the audit chain. */
export async function findLatestHandOver(
  tx: Tx,
  concernId: string,
  authorId: string,
): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('concern.entry')
    .select('id')
    .where('concern_id', '=', concernId)
    .where('author_id', '=', authorId)
    .where('kind', '=', 'handed_over')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
