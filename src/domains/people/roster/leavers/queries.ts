import { sql } from 'kysely';
import type { Instant, LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import { ENDABLE } from './ends/queries.ts';

export interface Leaver {
  readonly personId: string;
  readonly name: string;
  readonly kind: 'pupil' | 'adult';
  readonly ncYear: number | null;
  readonly group: string | null;
  readonly proposedAt: Instant;
  /** When the last roster that still had them was applied; null where none is on record. */
  readonly lastSeen: Instant | null;
  /** Holds a duty that no roster may end. */
  readonly hasDuty: boolean;
}

const today = (tx: Tx) => sql`(${tx.at}::timestamptz at time zone 'Europe/London')::date`;

/** More at once than anybody decides with care; the rest come when these are decided. */
export const LEAVERS_SHOWN = 50;

/** Who was missing from the last roster and waits for a decision. */
export async function findLeavers(tx: Tx, schoolId: string): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select p.id as "personId", coalesce(p.known_as, p.given_name) || ' ' || p.family_name as name, p.kind,
      e.nc_year as "ncYear", e.registration_group as "group", l.proposed_at as "proposedAt",
      (select max(i.applied_at) from people.roster_import i
        where i.school_id = l.school_id and i.applied_at < l.proposed_at) as "lastSeen",
      exists (select from people.appointment a where a.person_id = p.id and a.school_id = l.school_id
        and a.during @> ${today(tx)} and a.role <> all (${ENDABLE}::text[])) as "hasDuty"
    from people.proposed_leaver l
    join people.person p on p.id = l.person_id
    left join people.enrolment e on e.person_id = p.id and e.school_id = l.school_id and e.during @> ${today(tx)}
    where l.school_id = ${schoolId}
    order by p.kind desc, e.nc_year, e.registration_group, p.family_name, p.given_name
    limit ${LEAVERS_SHOWN}`.execute(tx.db);
  return rows;
}

export async function countLeavers(tx: Tx, schoolId: string): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from people.proposed_leaver where school_id = ${schoolId}`.execute(tx.db);
  return rows[0]?.waiting ?? 0;
}

/** How many of what these people hold today began after a day, so that it cannot end on it. */
export async function countBeganAfter(
  tx: Tx,
  schoolId: string,
  people: readonly string[],
  day: LocalDate,
): Promise<number> {
  const held = sql`school_id = ${schoolId} and person_id = any (${people}::uuid[]) and during @> ${today(tx)}
    and lower(during) > ${day.toString()}::date`;
  const { rows } = await sql<{ later: number }>`
    select (select count(*) from people.enrolment where ${held}) + (select count(*) from people.appointment
      where ${held} and role = any (${ENDABLE}::text[])) as later`.execute(tx.db);
  return rows[0]?.later ?? 0;
}
