import { type RawBuilder, sql } from 'kysely';
import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { DueAction } from '../routing/reminders/queries.ts';
import type { Step } from './states.ts';
import type { HeardStep, Referral, ReferralState } from './types.ts';

type CaseKey = { readonly concernId: string; readonly caseloadId: string };

type PlainStep = Omit<HeardStep, 'happenedOn'> & { readonly happenedOn: string };

/** As JSON carries it. */
type Plain = Omit<Referral, 'decidedAt' | 'madeOn' | 'nextCheck' | 'seenAt' | 'steps'> & {
  readonly decidedAt: string;
  readonly madeOn: string | null;
  readonly nextCheck: string | null;
  readonly seenAt: string | null;
  readonly steps: readonly PlainStep[];
};

const nameOf = (person: string) =>
  sql`(select coalesce(p.known_as, p.given_name) || ' ' || p.family_name from people.person p where p.id = ${sql.ref(person)})`;
const OUTSIDE = sql.lit('Somebody outside this school');

const asJson = sql`jsonb_build_object('id', r.id, 'recipient', r.recipient, 'state', r.state, 'reason', r.reason,
  'decidedAt', r.decided_at, 'decidedBy', r.decided_by, 'decidedByName', coalesce(${nameOf('r.decided_by')}, ${OUTSIDE}),
  'madeOn', r.made_on, 'madeTime', r.made_time, 'how', r.how, 'spokeTo', r.spoke_to, 'reference', r.reference,
  'nextCheck', r.next_check, 'seenAt', r.seen_at, 'steps', coalesce((
    select jsonb_agg(jsonb_build_object('step', s.step, 'happenedOn', s.happened_on, 'note', s.note,
      'byName', coalesce(${nameOf('s.by_id')}, ${OUTSIDE})) order by s.at desc, s.id desc)
    from concern.referral_step s where s.referral_id = r.id), '[]'))`;

/** The referrals of a case as a sub-select, the newest first; see case/follow. */
export const referralsOf = (concernId: string): RawBuilder<readonly Plain[]> => sql`(
  select coalesce(jsonb_agg(${asJson} order by r.decided_at desc, r.id), '[]')
  from concern.referral r where r.concern_id = ${concernId})`;

const day = (value: string | null) => (value === null ? null : Temporal.PlainDate.from(value));
const instant = (value: string) => Temporal.Instant.from(value);

export const asReferral = ({ decidedAt, madeOn, nextCheck, seenAt, steps, ...rest }: Plain): Referral => ({
  ...rest,
  decidedAt: instant(decidedAt),
  madeOn: day(madeOn),
  nextCheck: day(nextCheck),
  seenAt: seenAt === null ? null : instant(seenAt),
  steps: steps.map((step) => ({ ...step, happenedOn: Temporal.PlainDate.from(step.happenedOn) })),
});

/** One referral of this case. */
export async function findReferral(tx: Tx, concernId: string, id: string): Promise<Referral | undefined> {
  const { rows } = await sql<{ readonly found: Plain }>`
    select ${asJson} as found from concern.referral r where r.concern_id = ${concernId} and r.id = ${id}
  `.execute(tx.db);
  return rows[0] && asReferral(rows[0].found);
}

/** My referrals whose day to check has come, as a branch of what Today shows a handler. */
export const referralsDue = (me: string, today: LocalDate) => sql`
  (select 'referral', r.concern_id, c.reference, f.urgent, f.status = 'closed', r.next_check, null, null
    from concern.referral r
    join concern.case_file f on f.concern_id = r.concern_id
    join concern.concern c on c.id = r.concern_id
    where coalesce(f.assigned_to, r.decided_by) = ${me}::uuid and r.next_check <= ${today}::date
    order by r.next_check, r.id limit 50)`;

/** Decisions and what was heard of them, as a branch of a child's file (child-file/queries.ts). */
export const referralsInFile = sql`
  select r.id, 'referral', r.decided_at, r.concern_id, r.recipient, r.state = 'considered', r.reason, r.decided_by
    from mine join concern.referral r on r.concern_id = mine.concern_id
  union all
  select s.id, 'heard', s.at, s.concern_id, s.step, false, s.note, s.by_id
    from mine join concern.referral_step s on s.concern_id = mine.concern_id`;

export type NewReferral = Omit<Referral, 'id' | 'decidedAt' | 'decidedByName' | 'seenAt' | 'steps'> & {
  /** The Head decided, so the Head knows. */
  readonly seen: boolean;
};

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
      seen_at: made.seen ? tx.at : null,
      seen_by: made.seen ? made.decidedBy : null,
    })
    .execute();
  return id;
}

export async function saveReferral(
  tx: Tx,
  id: string,
  values: {
    readonly state: ReferralState;
    readonly reference: string | null;
    readonly nextCheck: LocalDate | null;
  },
): Promise<void> {
  await tx.db
    .updateTable('concern.referral')
    .set({
      state: values.state,
      reference: values.reference,
      next_check: values.nextCheck,
      reminded_on: null,
    })
    .where('id', '=', id)
    .execute();
}

export async function insertStep(
  tx: Tx,
  file: CaseKey,
  heard: {
    readonly referralId: string;
    readonly step: Step;
    readonly happenedOn: LocalDate;
    readonly note: string;
    readonly byId: string;
  },
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.referral_step')
    .values({
      id,
      referral_id: heard.referralId,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      step: heard.step,
      happened_on: heard.happenedOn,
      note: heard.note,
      at: tx.at,
      by_id: heard.byId,
    })
    .execute();
  return id;
}

/** Referrals whose day to check has come and of which nobody was reminded today, for the job; marks them. */
export async function takeDueReferrals(tx: Tx): Promise<DueAction[]> {
  const today = localDate(tx.at);
  const { rows } = await sql<DueAction>`
    with due as (
      select r.id from concern.referral r
      where r.next_check <= ${today} and (r.reminded_on is null or r.reminded_on < ${today})
      order by r.id
      for update of r skip locked
    ), reminded as (
      update concern.referral r set reminded_on = ${today} from due where r.id = due.id
      returning r.concern_id, r.caseload_id, r.decided_by
    )
    select r.concern_id as "concernId", r.caseload_id as "caseloadId", coalesce(f.assigned_to, r.decided_by) as "ownerId",
      l.school_id as "schoolId", l.stream
    from reminded r join concern.caseload l on l.id = r.caseload_id
    left join concern.case_file f on f.concern_id = r.concern_id
  `.execute(tx.db);
  return rows;
}
