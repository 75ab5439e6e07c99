import { type RawBuilder, sql } from 'kysely';
import { Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import { waitingPathways } from '../pathway/queries.ts';
import { policeUndecided } from '../referral/police/queries.ts';
import { readersOf } from '../routing/ladder.ts';
import { findHolders } from '../routing/queries.ts';
import { roleWords } from '../routing/words.ts';
import { staffNeeds } from '../staff/due/queries.ts';
import type {
  CategoryId,
  Finding,
  FourC,
  Intent,
  KindId,
  ParentsAnswer,
  Severity,
  Status,
  Stream,
} from '../types.ts';
import type { CaseAction, CaseRecord, ChildAnswer, Entry, EntryDetails, Exclusion, Reader } from './types.ts';

/** What the case page and every act read. */

const caseColumns = [
  'f.concern_id as concernId',
  'f.caseload_id as caseloadId',
  'f.reporter_id as reporterId',
  'f.version',
  'f.status',
  'f.urgent',
  'f.severity',
  'f.intent',
  'f.categories',
  'f.four_cs as fourCs',
  'f.assigned_to as assignedTo',
  'f.acknowledge_by as acknowledgeBy',
  'f.acknowledged_at as acknowledgedAt',
  'f.acknowledged_by as acknowledgedBy',
  'f.finding',
  'f.finding_reason as findingReason',
  'f.outcome',
  'f.outcome_line as outcomeLine',
  'f.child_involved as childInvolved',
  'f.parents',
  'f.parents_note as parentsNote',
  'f.myconcern_reference as myconcernReference',
  'f.closed_at as closedAt',
] as const;

const schoolColumns = [
  's.id as schoolId',
  's.trust_id as trustId',
  's.name as schoolName',
  's.phone',
  's.lado_contact as lado',
  's.acknowledge_within_minutes as acknowledgeWithinMinutes',
  's.record_of_truth as recordOfTruth',
] as const;

function selectCase(tx: Tx, concernId: string) {
  return tx.db
    .selectFrom('concern.case_file as f')
    .innerJoin('concern.concern as c', 'c.id', 'f.concern_id')
    .innerJoin('concern.caseload as l', 'l.id', 'f.caseload_id')
    .innerJoin('people.school as s', 's.id', 'f.school_id')
    .select([
      ...caseColumns,
      ...schoolColumns,
      'c.reference',
      'c.kinds',
      'c.immediate_danger as immediateDanger',
      'l.stream',
    ])
    .select((eb) =>
      eb
        .selectFrom('concern.action as a')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('a.concern_id', '=', 'f.concern_id')
        .where('a.done_at', 'is', null)
        .as('openActions'),
    )
    .select(policeUndecided.as('policeUndecided'))
    .select(staffNeeds.as('staffNeeds'))
    .select(sql<boolean>`concern.hears_police_reason(f.concern_id)`.as('hearsPoliceReason'))
    .select(sql<boolean>`concern.mine_on_its_way(f.concern_id)`.as('onItsWay'))
    .select(sql<number>`concern.unsupported(f.concern_id)`.as('unsupported'))
    .select(waitingPathways.as('waitingPathways'))
    .where('f.concern_id', '=', concernId);
}

type CaseRow = Awaited<ReturnType<ReturnType<typeof selectCase>['executeTakeFirstOrThrow']>>;

function asCase(row: CaseRow): CaseRecord {
  const { schoolId, trustId, schoolName, phone, lado, acknowledgeWithinMinutes, recordOfTruth, ...file } =
    row;
  return {
    ...file,
    school: { id: schoolId, trustId, name: schoolName, phone, lado, acknowledgeWithinMinutes, recordOfTruth },
    stream: file.stream as Stream,
    status: file.status as Status,
    kinds: file.kinds as KindId[],
    severity: file.severity as Severity | null,
    intent: file.intent as Intent | null,
    categories: file.categories as CategoryId[],
    fourCs: file.fourCs as FourC[],
    finding: file.finding as Finding | null,
    childInvolved: file.childInvolved as ChildAnswer | null,
    parents: file.parents as ParentsAnswer,
    openActions: file.openActions ?? 0,
  };
}

/** The case, if I handle its caseload and am not excluded from it. */
export async function findCase(tx: Tx, concernId: string): Promise<CaseRecord | undefined> {
  const row = await selectCase(tx, concernId).executeTakeFirst();
  return row && asCase(row);
}

/** The same, held until the transaction ends: a second editor waits here and then sees what changed. */
export async function lockCase(tx: Tx, concernId: string): Promise<CaseRecord | undefined> {
  const row = await selectCase(tx, concernId).forUpdate('f').executeTakeFirst();
  return row && asCase(row);
}

/** Everybody who can open a case of this stream by duty today, the excluded too. */
export async function findReaders(tx: Tx, file: Pick<CaseRecord, 'school' | 'stream'>): Promise<Reader[]> {
  const holders = await findHolders(tx, file.school);
  const found = new Map<string, Reader>();
  for (const { personId, name, role, asCover } of holders) {
    if (!readersOf[file.stream].includes(role)) continue;
    const duty = asCover ? `${roleWords[role]}, covering` : roleWords[role];
    const known = found.get(personId);
    found.set(personId, { personId, name, why: known ? `${known.why}; ${duty}` : duty });
  }
  return [...found.values()];
}

const fullName = sql<string>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`;

export async function findExclusions(tx: Tx, concernId: string): Promise<Exclusion[]> {
  const rows = await tx.db
    .selectFrom('concern.exclusion as e')
    .leftJoin('people.person as p', 'p.id', 'e.person_id')
    .innerJoin('concern.concern as c', 'c.id', 'e.concern_id')
    .select(['e.person_id as personId', 'e.state', 'e.reason', 'e.set_by as setBy', 'e.set_at as setAt'])
    .select(sql<boolean>`e.set_at = c.entered_at`.as('inReport'))
    .select(sql<string>`coalesce(${fullName}, 'Somebody outside this school')`.as('name'))
    .where('e.concern_id', '=', concernId)
    .orderBy('e.set_at')
    .orderBy('e.person_id')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as Exclusion['state'] }));
}

/** As JSON carries it. */
type PlainAction = Omit<CaseAction, 'dueOn' | 'doneAt'> & {
  readonly dueOn: string;
  readonly doneAt: string | null;
};

/** The actions of a case as a sub-select, the open ones first; see case/follow. */
export const actionsOf = (concernId: string): RawBuilder<readonly PlainAction[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'what', a.what, 'ownerId', a.owner_id,
      'ownerName', coalesce(${fullName}, 'Somebody outside this school'), 'dueOn', a.due_on, 'doneAt', a.done_at,
      'doneNote', a.done_note, 'dropped', a.dropped, 'childInvolved', a.child_involved,
      'childInvolvedNote', a.child_involved_note) order by a.done_at is not null, a.due_on, a.id), '[]')
  from concern.action a left join people.person p on p.id = a.owner_id where a.concern_id = ${concernId})`;

export const asAction = ({ dueOn, doneAt, ...rest }: PlainAction): CaseAction => ({
  ...rest,
  dueOn: Temporal.PlainDate.from(dueOn),
  doneAt: doneAt === null ? null : Temporal.Instant.from(doneAt),
});

export async function findActions(tx: Tx, concernId: string): Promise<CaseAction[]> {
  const { actions } = await tx.db.selectNoFrom(actionsOf(concernId).as('actions')).executeTakeFirstOrThrow();
  return actions.map(asAction);
}

/** An entry that names another concern is shown to whoever may open that one too: it may have moved out of sight. */
export const namesNoneUnseen = (entry: string) => sql<boolean>`(${sql.ref(entry)} ->> 'concern' is null
  or exists (select from concern.case_file o where o.concern_id = (${sql.ref(entry)} ->> 'concern')::uuid))`;

function selectEntries(tx: Tx, concernId: string) {
  return tx.db
    .selectFrom('concern.entry as n')
    .leftJoin('people.person as p', 'p.id', 'n.author_id')
    .select(['n.id', 'n.at', 'n.author_id as authorId', 'n.kind', 'n.body', 'n.details'])
    .select(fullName.as('authorName'))
    .where('n.concern_id', '=', concernId)
    .where(namesNoneUnseen('n.details'))
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc');
}

const asEntry = (
  row: Awaited<ReturnType<ReturnType<typeof selectEntries>['executeTakeFirstOrThrow']>>,
): Entry => ({
  ...row,
  details: row.details as unknown as EntryDetails,
});

/** Everything that was done, newest first. */
export async function findEntries(tx: Tx, concernId: string): Promise<Entry[]> {
  return (await selectEntries(tx, concernId).execute()).map(asEntry);
}

/** What others have done since somebody looked at the case in `version`. */
export async function findEntriesSince(tx: Tx, concernId: string, version: number): Promise<Entry[]> {
  const rows = await selectEntries(tx, concernId)
    .where(sql<boolean>`coalesce((n.details ->> 'version')::int, 0) >= ${version}`)
    .execute();
  return rows.map(asEntry);
}

/** What people are called; whoever I may not see is not among them. */
export async function findNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('people.person as p')
    .select(['p.id', fullName.as('name')])
    .where(sql<boolean>`p.id = any (${ids}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
