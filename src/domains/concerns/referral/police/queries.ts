import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Stream } from '../../types.ts';

/** The Police or not (SY-3.1.4): which cases call for it is said in the database, once. */

/** Of a case `f` of a concern `c`: it is a matter for the Police, and nobody has decided yet. */
export const policeUndecided = sql<boolean>`(concern.police_matter(c.kinds, f.categories, f.intent)
  and not concern.police_decided(f.concern_id))`;

/** Whether I am who reads the reason for not telling the Police. */
export async function hearsPoliceReason(tx: Tx, concernId: string): Promise<boolean> {
  const { rows } = await sql<{ readonly hears: boolean }>`
    select concern.hears_police_reason(${concernId}) as hears`.execute(tx.db);
  return rows[0]?.hears ?? false;
}

export async function markSeen(tx: Tx, referralId: string, personId: string): Promise<void> {
  await tx.db
    .updateTable('concern.referral')
    .set({ seen_at: tx.at, seen_by: personId })
    .where('id', '=', referralId)
    .execute();
}

/** What Today shows: to decide, for whoever has the case or was chased; and for the Head the reasons to read. */
export const policeDue = (me: string) => sql`
  (select 'police', f.concern_id, c.reference, f.urgent, false, concern.police_due_on(f.concern_id), null, null
    from unnest((select app.ids('caseloads'))::uuid[]) l (id)
    join concern.case_file f on f.caseload_id = l.id and f.status in ('open', 'monitoring', 'reopened')
    join concern.concern c on c.id = f.concern_id
    where (f.assigned_to = ${me}::uuid or exists (
        select from concern.notice n where n.concern_id = f.concern_id and n.person_id = ${me}::uuid and n.kind = 'police'))
      and ${policeUndecided}
    limit 50)
  union all
  (select 'police_reason', r.concern_id, c.reference, f.urgent, f.status = 'closed', null::date, null, null
    from unnest((select app.ids('caseloads'))::uuid[]) l (id)
    join concern.referral r on r.caseload_id = l.id
      and r.recipient = 'police' and r.state = 'considered' and r.seen_at is null
    join concern.concern c on c.id = r.concern_id
    join concern.case_file f on f.concern_id = r.concern_id
    where concern.hears_police_reason(r.concern_id)
    limit 50)`;

export interface LateDecision {
  readonly concernId: string;
  readonly caseloadId: string;
  readonly schoolId: string;
  readonly stream: Stream;
}

/** For the job: decisions whose day has gone by, and of which nobody was told today. */
export async function findLateDecisions(tx: Tx, today: LocalDate): Promise<LateDecision[]> {
  const { rows } = await sql<LateDecision>`
    select concern_id as "concernId", caseload_id as "caseloadId", school_id as "schoolId", stream
    from concern.police_late(${today})`.execute(tx.db);
  return rows;
}
