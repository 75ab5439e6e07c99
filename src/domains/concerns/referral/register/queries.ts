import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { RecipientId } from '../recipients.ts';
import type { ReferralState, RegisterRow } from '../types.ts';
import type { RegisterFilter } from './filter.ts';

/** Referrals of every concern that I may open, the latest first. */
export async function findReferrals(
  tx: Tx,
  { recipient, state, late }: RegisterFilter,
  today: LocalDate,
  most: number | null,
): Promise<RegisterRow[]> {
  const { rows } = await sql<RegisterRow>`
    select r.id, r.concern_id as "concernId", c.reference as concern, s.name as school, l.stream, f.status, r.recipient,
      r.state, r.decided_at as "decidedAt", r.made_on as "madeOn", r.reference, r.next_check as "nextCheck",
      coalesce(r.next_check < ${today}::date, false) as late
    from unnest((select app.ids('caseloads'))::uuid[]) mine (id)
    join concern.referral r on r.caseload_id = mine.id
    join concern.concern c on c.id = r.concern_id
    join concern.case_file f on f.concern_id = r.concern_id
    join concern.caseload l on l.id = r.caseload_id
    join people.school s on s.id = l.school_id
    where (${recipient}::text is null or r.recipient = ${recipient})
      and (${state}::text is null or r.state = ${state})
      and (not ${late} or r.next_check < ${today}::date)
    order by late desc, r.decided_at desc, r.id
    limit ${most}
  `.execute(tx.db);
  return rows;
}

export interface RegisterCount {
  readonly recipient: RecipientId;
  readonly state: ReferralState;
  readonly n: number;
  readonly late: number;
}

/** How many there are of each, whatever is filtered. */
export async function countReferrals(tx: Tx, today: LocalDate): Promise<RegisterCount[]> {
  const { rows } = await sql<RegisterCount>`
    select r.recipient, r.state, count(*)::int as n, (count(*) filter (where r.next_check < ${today}::date))::int as late
    from unnest((select app.ids('caseloads'))::uuid[]) mine (id) join concern.referral r on r.caseload_id = mine.id
    group by r.recipient, r.state
  `.execute(tx.db);
  return rows;
}
