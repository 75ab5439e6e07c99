import { type RawBuilder, sql } from 'kysely';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Referral } from './types.ts';

type CaseKey = { readonly concernId: string; readonly caseloadId: string };

/** As JSON carries it. */
type Plain = {
  readonly [K in keyof Referral]: Referral[K] extends string | null ? Referral[K] : string | null;
};

/** The referrals of a case as a sub-select, the newest first; see case/follow. */
export const referralsOf = (concernId: string): RawBuilder<readonly Plain[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'recipient', r.recipient, 'state', r.state, 'reason', r.reason,
      'decidedAt', r.decided_at, 'decidedBy', r.decided_by, 'madeOn', r.made_on, 'madeTime', r.made_time, 'how', r.how,
      'spokeTo', r.spoke_to, 'reference', r.reference, 'nextCheck', r.next_check) order by r.decided_at desc, r.id), '[]')
  from concern.referral r where r.concern_id = ${concernId})`;

const day = (value: string | null) => (value === null ? null : Temporal.PlainDate.from(value));

export const asReferral = ({ decidedAt, madeOn, nextCheck, ...rest }: Plain): Referral => ({
  ...rest,
  decidedAt: Temporal.Instant.from(decidedAt ?? ''),
  madeOn: day(madeOn),
  nextCheck: day(nextCheck),
});

/** My referrals whose day to check has come, as a branch of what Today shows a handler. */
export const referralsDue = (me: string, today: LocalDate) => sql`
  (select 'referral', r.concern_id, c.reference, f.urgent, f.status = 'closed', r.next_check, null, null
    from concern.referral r
    join concern.case_file f on f.concern_id = r.concern_id
    join concern.concern c on c.id = r.concern_id
    where coalesce(f.assigned_to, r.decided_by) = ${me}::uuid and r.next_check <= ${today}::date
    order by r.next_check, r.id limit 50)`;

export type NewReferral = Omit<Referral, 'id' | 'decidedAt'>;

export async function insertReferral(tx: Tx, file: CaseKey, made: NewReferral): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.referral')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      recipient: made.recipient,
      state: made.state,
      reason: made.reason,
      decided_at: tx.at,
      decided_by: made.decidedBy,
      made_on: made.madeOn,
      made_time: made.madeTime,
      how: made.how,
      spoke_to: made.spokeTo,
      reference: made.reference,
      next_check: made.nextCheck,
    })
    .execute();
  return id;
}
