import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import {
  type CategoryId,
  type KindId,
  type Severity,
  type Status,
  severities,
  statuses,
} from '../../types.ts';
import { type Place, searchCases } from '../search/queries.ts';
import type { Filter, Flag } from './filter.ts';

export interface InboxChild {
  /** "Amara K.", or how the reporter described somebody who is not known. */
  readonly name: string;
  readonly ncYear: number | null;
}

export interface InboxRow {
  readonly id: string;
  readonly reference: string;
  readonly headline: string;
  readonly kinds: readonly KindId[];
  readonly categories: readonly CategoryId[];
  readonly status: Status;
  readonly severity: Severity | null;
  readonly urgent: boolean;
  readonly unacknowledged: boolean;
  /** The reporter said that somebody was in danger. */
  readonly danger: boolean;
  /** Urgent, and nobody has it: stands above the others, newest first. */
  readonly waiting: boolean;
  /** Its reporter added to it, and I have not opened it since. */
  readonly addedTo: boolean;
  readonly reportedAt: Instant;
  readonly changedAt: Instant;
  readonly assignedTo: string | null;
  readonly assignee: string | null;
  readonly schoolName: string;
  readonly children: readonly InboxChild[];
  /** How many a search found in all, or MOST_FOUND where it stopped counting; 0 without a search. */
  readonly found: number;
  /** How well it fits what was searched for, and where it does; 0 and null without a search. */
  readonly score: number;
  readonly place: Place | null;
  readonly placeId: string | null;
}

export const PAGE_SIZE = 25;

const myCaseloads = sql`(select app.ids('caseloads'))::uuid[]`;

const unlinked = sql<boolean>`f.myconcern_reference is null and exists (
  select from people.school s where s.id = f.school_id and s.record_of_truth = 'myconcern')`;

const flagConditions = (me: string): Readonly<Record<Flag, RawBuilder<boolean>>> => ({
  urgent: sql`f.urgent`,
  mine: sql`f.assigned_to = ${me}::uuid`,
  unacknowledged: sql`f.acknowledged_at is null`,
  child: sql`f.child_involved is null`,
  myconcern: unlinked,
});

function conditions(filter: Filter, me: string, at: Instant): RawBuilder<boolean>[] {
  const byFlag = flagConditions(me);
  const found = filter.flags.map((flag) => byFlag[flag]);
  // Said as it stands in the partial index, so that open cases are found there.
  if (filter.status === null && filter.search === null) found.push(sql`f.status <> 'closed'`);
  if (filter.status !== null && filter.status !== 'all') found.push(sql`f.status = ${filter.status}`);
  if (filter.category !== null) found.push(sql`f.categories @> array[${filter.category}]`);
  if (filter.severity !== null) found.push(sql`f.severity = ${filter.severity}`);
  if (filter.school !== null) found.push(sql`f.school_id = ${filter.school}::uuid`);
  if (filter.period !== null)
    found.push(sql`f.reported_at >= ${at.subtract({ hours: 24 * Number(filter.period) })}::timestamptz`);
  return found;
}

/** Newest first has these on top; the other orders are asked for and kept as they are. */
const isWaiting = sql<boolean>`(f.urgent and f.acknowledged_at is null and f.status <> 'closed')`;

interface Order {
  readonly by: RawBuilder<unknown>;
  /** What comes after the page before, within the ones that wait or within the rest. */
  readonly from: RawBuilder<boolean>;
}

function order(filter: Filter): Order {
  const column = filter.sort === 'changed' ? sql`f.changed_at` : sql`f.reported_at`;
  const up = filter.sort === 'oldest';
  const { after } = filter;
  const from =
    after === null
      ? sql<boolean>`true`
      : up
        ? sql<boolean>`(${column}, f.concern_id) > (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql<boolean>`(${column}, f.concern_id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  return { from, by: up ? sql`${column}, f.concern_id` : sql`${column} desc, f.concern_id desc` };
}

/** The two parts of the list in order, each with what of it is still to come. */
function partsOf(
  filter: Filter,
): { readonly waiting: RawBuilder<boolean>; readonly where: RawBuilder<boolean> }[] {
  const { from } = order(filter);
  const waiting = sql<boolean>`true`;
  const rest = sql<boolean>`false`;
  if (filter.sort !== 'newest') return [{ waiting: rest, where: from }];
  const others = { waiting: rest, where: sql<boolean>`not ${isWaiting}` };
  if (filter.after !== null && !filter.after.waiting)
    return [{ waiting: rest, where: sql<boolean>`${others.where} and ${from}` }];
  return [{ waiting, where: sql<boolean>`${isWaiting} and ${from}` }, others];
}

const columns = sql`f.concern_id, f.status, f.severity, f.urgent, f.acknowledged_at, f.reported_at, f.changed_at,
  f.assigned_to, f.categories, f.school_id`;

const most = PAGE_SIZE + 1;

/** Each caseload is read in its own index. */
function listed(filter: Filter, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const { by } = order(filter);
  return sql.join(
    partsOf(filter).map(
      (
        part,
      ) => sql`(select ${columns}, ${part.waiting} as waiting, 0::bigint as found, 0 as score, null as place, null::uuid as place_id
        from unnest(${myCaseloads}) l (id) cross join lateral (
          select ${columns} from concern.case_file f where f.caseload_id = l.id and ${where} and ${part.where}
          order by ${by} limit ${most}) f)`,
    ),
    sql` union all `,
  );
}

/** What fits best comes first, and of what fits as well whatever nobody has yet. */
function bestFrom({ after }: Filter): RawBuilder<boolean> {
  if (after === null) return sql`true`;
  return sql`(w.score, ${isWaiting}, f.reported_at, f.concern_id)
    < (${after.score}::int, ${after.waiting}::boolean, ${after.at}::timestamptz, ${after.id}::uuid)`;
}

function searched(filter: Filter, typed: string, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const best = filter.sort === 'best';
  const from = best
    ? bestFrom(filter)
    : sql.join(
        partsOf(filter).map((part) => part.where),
        sql` or `,
      );
  return sql`select ${columns}, ${best || filter.sort === 'newest' ? isWaiting : sql`false`} as waiting, count(*) over () as found,
      ${best ? sql`w.score` : sql`0`} as score, w.place, w.place_id
    from ${searchCases(typed)} w join concern.case_file f on f.concern_id = w.concern_id
    where ${where} and (${from})`;
}

/** One more than a page, so that one knows whether there is another. */
export function pageQuery(
  filter: Filter,
  typed: string | null,
  me: string,
  at: Instant,
): RawBuilder<InboxRow> {
  const where = sql.join([sql`true`, ...conditions(filter, me, at)], sql` and `);
  const { by } = order(filter);
  const found = typed === null ? listed(filter, where) : searched(filter, typed, where);
  return sql<InboxRow>`
    select f.concern_id as id, c.reference, c.headline, c.kinds, f.categories, f.status, f.severity, f.urgent,
      f.acknowledged_at is null as unacknowledged, c.immediate_danger as danger, f.waiting,
      c.reporter_id is distinct from ${me}::uuid and exists (
        select from concern.notice n where n.concern_id = f.concern_id and n.person_id = ${me}::uuid
          and n.kind = 'addition' and n.seen_at is null) as "addedTo", f.reported_at as "reportedAt", f.changed_at as "changedAt",
      f.assigned_to as "assignedTo", coalesce(a.known_as, a.given_name) || ' ' || a.family_name as assignee,
      s.name as "schoolName", coalesce(k.children, '[]') as children, f.found,
      f.score, f.place, f.place_id as "placeId"
    from (select * from (${found}) f order by f.score desc, f.waiting desc, ${by} limit ${most}) f
    join concern.concern c on c.id = f.concern_id
    join people.school s on s.id = f.school_id
    left join people.person a on a.id = f.assigned_to
    left join lateral (
      select jsonb_agg(jsonb_build_object('ncYear', e.nc_year, 'name', coalesce(
          coalesce(p.known_as, p.given_name) || ' ' || left(p.family_name, 1) || '.', y.described_as, 'Name held elsewhere'))
        order by y.part, y.id) as children
      from concern.party y
      left join people.person p on p.id = y.person_id
      left join people.enrolment e on e.person_id = y.person_id and e.school_id = f.school_id
        and e.during @> (f.reported_at at time zone 'Europe/London')::date
      where y.concern_id = f.concern_id and not y.is_adult
        and not exists (select from concern.party i where i.identifies = y.id)
    ) k on true
    order by f.score desc, f.waiting desc, ${by}`;
}

export async function findPage(
  tx: Tx,
  filter: Filter,
  typed: string | null,
  me: string,
): Promise<InboxRow[]> {
  return (await pageQuery(filter, typed, me, tx.at).execute(tx.db)).rows;
}

export interface Counts {
  readonly status: Readonly<Partial<Record<Status, number>>>;
  readonly severity: Readonly<Partial<Record<Severity, number>>>;
  readonly category: Readonly<Partial<Record<CategoryId, number>>>;
  readonly flags: Readonly<Partial<Record<Flag, number>>>;
}

/** `{name: how many rows fulfil it, …}`, without those that none does. */
const tally = (conditions: readonly (readonly [string, RawBuilder<boolean>])[]): RawBuilder<unknown> =>
  sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(
    conditions.map(([name, holds]) => sql`${sql.lit(name)}, nullif(count(*) filter (where ${holds}), 0)`),
  )}))`;

/**
 * How many of what is not closed; the closed are too many to count on every visit. Each of its two passes reads the
 * index alone; a count for each value is quicker than grouping by them.
 */
export function countQuery(me: string): RawBuilder<Counts> {
  const mine = sql`unnest(${myCaseloads}) l (id) join concern.case_file f on f.caseload_id = l.id and f.status <> 'closed'`;
  return sql<Counts>`
    select ${tally(statuses.map((name) => [name, sql`f.status = ${sql.lit(name)}`]))} as status,
      ${tally(severities.map((name) => [name, sql`f.severity = ${sql.lit(name)}`]))} as severity,
      ${tally(Object.entries(flagConditions(me)))} as flags,
      (select coalesce(jsonb_object_agg(category, n), '{}')
        from (select unnest(f.categories) as category, count(*) as n from ${mine} group by 1) t) as category
    from ${mine}`;
}

export async function countOpen(tx: Tx, me: string): Promise<Counts> {
  const { rows } = await countQuery(me).execute(tx.db);
  const [counts] = rows;
  if (counts === undefined) throw new Error('an aggregate always has a row');
  return counts;
}

export interface HandledSchool {
  readonly id: string;
  readonly name: string;
  readonly recordOfTruth: string;
}

export async function findSchools(tx: Tx, ids: readonly string[]): Promise<HandledSchool[]> {
  return tx.db
    .selectFrom('people.school')
    .select(['id', 'name', 'record_of_truth as recordOfTruth'])
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .orderBy('name')
    .execute();
}
