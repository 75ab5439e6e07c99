import { sql } from 'kysely';
import { type LocalDate, localDate } from '#platform/clock';
import type { Tx } from '#platform/db';

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

/** One statement for all schools: row-level security leaves out whatever is not mine to see, so nothing is counted of it. */
export async function selectFigures(tx: Tx, schoolIds: readonly string[]): Promise<SchoolFigures[]> {
  const today = localDate(tx.at);
  const { rows } = await sql<SchoolFigures>`
    with term as (
      select s.id, s.name, coalesce(
        (select max(upper(c.during)) from people.school_closure c
          where c.school_id = s.id and upper(c.during) <= ${today}::date
            and upper(c.during) - lower(c.during) >= ${LEAST_HOLIDAY_DAYS}),
        ${today}::date - ${HALF_TERM_DAYS}::int) as since
      from people.school s where s.id = any (${schoolIds}::uuid[])
    ), file as (
      select f.*, f.reported_at >= (t.since::timestamp at time zone 'Europe/London') as recent
      from concern.case_file f join term t on t.id = f.school_id
      where f.status <> 'closed' or f.reported_at >= (t.since::timestamp at time zone 'Europe/London')
    )
    select t.id as "schoolId", t.name as school, t.since,
      count(f.concern_id) filter (where f.recent) as reported,
      count(f.concern_id) filter (where f.status <> 'closed') as open,
      count(f.concern_id) filter (where f.status = 'submitted') as unacknowledged,
      count(f.concern_id) filter (where f.status = 'submitted' and f.urgent) as "urgentWaiting",
      (select count(*) from concern.action a join file o on o.concern_id = a.concern_id
        where o.school_id = t.id and o.status <> 'closed' and a.done_at is null and a.due_on < ${today}::date) as "overdueActions",
      percentile_cont(0.5) within group (order by extract(epoch from f.acknowledged_at - f.reported_at)::float8 / 60)
        filter (where f.recent) as "minutesToAcknowledge",
      percentile_cont(0.5) within group (order by extract(epoch from f.closed_at - f.reported_at)::float8 / 86400)
        filter (where f.recent) as "daysToClose"
    from term t left join file f on f.school_id = t.id
    group by t.id, t.name, t.since order by t.name`.execute(tx.db);
  return rows;
}
