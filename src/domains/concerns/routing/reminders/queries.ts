import { sql } from 'kysely';
import { type LocalDate, localDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Stream } from '../../types.ts';

/** What somebody is reminded of: an action, or a referral to check. */
export interface DueAction {
  readonly concernId: string;
  readonly caseloadId: string;
  readonly schoolId: string;
  readonly stream: Stream;
  readonly ownerId: string;
}

/** Actions due today or before of which nobody was reminded today; marks them as reminded of. */
export async function takeDueActions(tx: Tx): Promise<DueAction[]> {
  const today: LocalDate = localDate(tx.at);
  const { rows } = await sql<DueAction>`
    with due as (
      select a.id from concern.action a
      join concern.case_file f on f.concern_id = a.concern_id and f.status <> 'closed'
      where a.done_at is null and a.due_on <= ${today} and (a.reminded_on is null or a.reminded_on < ${today})
      order by a.id
      for update of a skip locked
    ), reminded as (
      update concern.action a set reminded_on = ${today} from due where a.id = due.id
      returning a.concern_id, a.caseload_id, a.owner_id
    )
    select r.concern_id as "concernId", r.caseload_id as "caseloadId", r.owner_id as "ownerId",
      l.school_id as "schoolId", l.stream
    from reminded r join concern.caseload l on l.id = r.caseload_id
  `.execute(tx.db);
  return rows;
}
