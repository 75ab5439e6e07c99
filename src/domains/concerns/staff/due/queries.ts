import { sql } from 'kysely';
import { type LocalDate, localDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { DueAction } from '../../routing/reminders/queries.ts';

/** Of a case `f`: what it lacks as one about an adult. */
export const staffNeeds = sql<string[]>`coalesce(concern.staff_needs(f.concern_id), '{}')`;

/**
 * What Today shows of my cases about adults: not weighed yet, or an allegation of which the designated officer should
 * know by today.
 */
export const staffDue = (me: string, today: LocalDate) => sql`
  (select case when a.id is null then 'threshold' else 'lado' end, f.concern_id, c.reference, f.urgent, false, a.lado_by,
      case when a.id is null then f.acknowledged_at end, null
    from unnest((select app.ids('caseloads'))::uuid[]) mine (id)
    join concern.caseload l on l.id = mine.id and l.stream <> 'child'
    join concern.case_file f on f.caseload_id = l.id and f.status in ('open', 'monitoring', 'reopened')
    join concern.concern c on c.id = f.concern_id
    left join lateral (
      select s.id, s.level, s.lado_by, s.assessed_by from concern.staff_assessment s where s.concern_id = f.concern_id
      order by s.assessed_at desc, s.id desc limit 1) a on true
    where coalesce(f.assigned_to, a.assessed_by) = ${me}::uuid
      and (a.id is null or (a.level = 'allegation' and a.lado_by <= ${today}::date and not concern.lado_told(f.concern_id)))
    limit 50)`;

/** Allegations of which the designated officer should know, for the job; marks them as reminded of. */
export async function takeDueLado(tx: Tx): Promise<DueAction[]> {
  const { rows } = await sql<DueAction>`
    select concern_id as "concernId", caseload_id as "caseloadId", owner_id as "ownerId", school_id as "schoolId", stream
    from concern.take_lado_due(${localDate(tx.at)})`.execute(tx.db);
  return rows;
}
