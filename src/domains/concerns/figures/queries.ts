import { sql } from 'kysely';
import { type LocalDate, localDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Stream } from '../types.ts';
import type { Period } from './periods.ts';
import type { Counted } from './read.ts';

/** How the concerns of one school stand, of those that I may see. */
export interface SchoolFigures {
  readonly schoolId: string;
  readonly school: string;
  /** The first day after the last holiday of a school week or more. */
  readonly since: LocalDate;
  readonly reported: number;
  readonly open: number;
  readonly unacknowledged: number;
  readonly urgentWaiting: number;
  readonly overdueActions: number;
  /** The middle one of all; null where there is none. */
  readonly minutesToAcknowledge: number | null;
  readonly daysToClose: number | null;
}

/** A closure of fewer days than this is a bank holiday or snow, not the end of a half term. */
const LEAST_HOLIDAY_DAYS = 4;
/** Where no holiday has been entered. */
const HALF_TERM_DAYS = 42;

/**
 * One statement for all schools: row-level security leaves out whatever is not mine to see, so nothing is counted of it.
 * What is open and what is new is read in each caseload's own index; a case with an open action cannot be closed.
 */
export async function selectFigures(tx: Tx, schoolIds: readonly string[]): Promise<SchoolFigures[]> {
  const today = localDate(tx.at);
  const columns = sql`f.status, f.urgent, f.reported_at, f.acknowledged_at, f.closed_at`;
  const { rows } = await sql<SchoolFigures>`
    with term as materialized (
      select s.id, s.name, coalesce(
        (select max(upper(c.during)) from people.school_closure c
          where c.school_id = s.id and upper(c.during) <= ${today}::date
            and upper(c.during) - lower(c.during) >= ${LEAST_HOLIDAY_DAYS}),
        ${today}::date - ${HALF_TERM_DAYS}::int) as since
      from people.school s where s.id = any (${schoolIds}::uuid[])
    ), mine as materialized (
      select l.id, t.id as school_id, t.since::timestamp at time zone 'Europe/London' as since
      from unnest((select app.ids('caseloads'))::uuid[]) m (id)
      join concern.caseload l on l.id = m.id join term t on t.id = l.school_id
    )
    select t.id as "schoolId", t.name as school, t.since, n.*,
      (select count(*) from mine m
        join concern.action a on a.caseload_id = m.id and a.done_at is null and a.due_on < ${today}::date
        where m.school_id = t.id) as "overdueActions"
    from term t cross join lateral (
      select count(*) filter (where f.recent) as reported,
        count(*) filter (where f.status <> 'closed') as open,
        count(*) filter (where f.status = 'submitted') as unacknowledged,
        count(*) filter (where f.status = 'submitted' and f.urgent) as "urgentWaiting",
        percentile_cont(0.5) within group (order by extract(epoch from f.acknowledged_at - f.reported_at)::float8 / 60)
          filter (where f.recent) as "minutesToAcknowledge",
        percentile_cont(0.5) within group (order by extract(epoch from f.closed_at - f.reported_at)::float8 / 86400)
          filter (where f.recent) as "daysToClose"
      from mine m cross join lateral (
        select ${columns}, f.reported_at >= m.since as recent
        from concern.case_file f where f.caseload_id = m.id and f.status <> 'closed'
        union all
        select ${columns}, true
        from concern.case_file f where f.caseload_id = m.id and f.status = 'closed' and f.reported_at >= m.since) f
      where m.school_id = t.id) n
    order by t.name`.execute(tx.db);
  return rows;
}

/** Of the concerns of that stream at those schools, as far as I may see them. */
export async function selectTally(
  tx: Tx,
  schoolIds: readonly string[],
  about: Stream,
  { first, until }: Pick<Period, 'first' | 'until'>,
): Promise<Counted[]> {
  const start = (day: LocalDate) => sql`${day}::date::timestamp at time zone 'Europe/London'`;
  const { rows } = await sql<Counted>`
    select t.* from concern.tally(
      array(select l.id from concern.caseload l
        where l.school_id = any (${schoolIds}::uuid[]) and l.stream = ${about}
          and l.id = any ((select app.ids('caseloads'))::uuid[])),
      ${start(first)}, ${start(until)}, '{}') t`.execute(tx.db);
  return rows;
}

export interface TrendCounted extends Counted {
  /** The term's first day. */
  readonly first: LocalDate;
}

/** Every term that is over, of a school whose trends I am given. */
export async function selectTrends(tx: Tx, schoolId: string): Promise<TrendCounted[]> {
  const { rows } = await sql<TrendCounted>`select * from concern.trends(${schoolId})`.execute(tx.db);
  return rows;
}

export async function selectTrendSchools(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select t as id from concern.trend_schools() t`.execute(tx.db);
  return rows.map(({ id }) => id);
}
