import { type RawBuilder, sql } from 'kysely';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import type { Earlier, Sanction, SanctionState, Step, Told } from './types.ts';

type CaseKey = { readonly concernId: string; readonly caseloadId: string };

type Dated = 'startsOn' | 'endsOn' | 'appealBy' | 'appealedOn' | 'decidedAt' | 'endedAt';
/** As JSON carries it. */
type Plain = Omit<Sanction, Dated | 'told'> &
  Readonly<Record<Dated, string | null>> & {
    readonly told: readonly (Omit<Told, 'on'> & { readonly on: string })[];
  };

/** The sanctions of a case as a sub-select, the newest first; see case/follow. */
export const sanctionsOf = (concernId: string): RawBuilder<readonly Plain[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'partyId', s.party_id, 'called', t.called, 'decider', t.decider,
      'name', coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, 'Name held elsewhere'),
      'withdraws', t.withdraws, 'thing', s.thing, 'state', s.state, 'reason', s.reason, 'proposedBy', s.proposed_by,
      'decidedBy', s.decided_by, 'decidedAt', s.decided_at, 'startsOn', s.starts_on, 'endsOn', s.ends_on,
      'appealBy', s.appeal_by, 'appealedOn', s.appealed_on, 'appealWords', s.appeal_words,
      'appealOutcome', s.appeal_outcome, 'endedAt', s.ended_at, 'endedWhy', s.ended_why,
      'told', (select coalesce(jsonb_agg(jsonb_build_object('who', o.who, 'names', o.names, 'on', o.told_on)
        order by o.told_on, o.id), '[]') from concern.sanction_told o where o.sanction_id = s.id))
      order by s.proposed_at desc, s.id desc), '[]')
  from concern.sanction s join concern.sanction_step t on t.id = s.step_id
  join concern.party y on y.id = s.party_id left join people.person p on p.id = y.person_id
  where s.concern_id = ${concernId})`;

const day = (value: string | null) => (value === null ? null : Temporal.PlainDate.from(value));
const instant = (value: string | null) => (value === null ? null : Temporal.Instant.from(value));

export const asSanction = (row: Plain): Sanction => ({
  ...row,
  startsOn: day(row.startsOn),
  endsOn: day(row.endsOn),
  appealBy: day(row.appealBy),
  appealedOn: day(row.appealedOn),
  decidedAt: instant(row.decidedAt),
  endedAt: instant(row.endedAt),
  told: row.told.map(({ on, ...told }) => ({ ...told, on: Temporal.PlainDate.from(on) })),
});

export async function findSanctions(tx: Tx, concernId: string): Promise<Sanction[]> {
  const { found } = await tx.db.selectNoFrom(sanctionsOf(concernId).as('found')).executeTakeFirstOrThrow();
  return found.map(asSanction);
}

/** Those of one person of a case that are neither reversed nor dropped. */
export async function findStanding(
  tx: Tx,
  partyId: string,
): Promise<{ id: string; state: SanctionState; told: string[] }[]> {
  const { rows } = await sql<{ id: string; state: SanctionState; told: string[] }>`
    select s.id, s.state, array(select o.names from concern.sanction_told o where o.sanction_id = s.id order by o.told_on, o.id) as told
    from concern.sanction s where s.party_id = ${partyId} and s.state not in ('reversed', 'dropped')
    order by s.id for update of s`.execute(tx.db);
  return rows;
}

/** The ladder of a school that is in use, from the lowest step. */
export async function findLadder(tx: Tx, schoolId: string, forAdults?: boolean): Promise<Step[]> {
  let query = tx.db
    .selectFrom('concern.sanction_step')
    .select(['id', 'for_adults as forAdults', 'place', 'called', 'decider', 'withdraws', 'neutral'])
    .where('school_id', '=', schoolId)
    .where('retired_at', 'is', null)
    .orderBy('for_adults')
    .orderBy('place')
    .orderBy('id');
  if (forAdults !== undefined) query = query.where('for_adults', '=', forAdults);
  return (await query.execute()) as Step[];
}

/** Whether this step on this case is mine to decide; the database asks the same when it is written. */
export async function findMayDecide(tx: Tx, concernId: string, stepId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select concern.may_decide(${concernId}::uuid, ${stepId}::uuid) as may`.execute(tx.db);
  return rows[0]?.may ?? false;
}

/** Whether the appeal against it is mine to answer; the database asks the same when it is written. */
export async function findMayAnswer(tx: Tx, sanctionId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select concern.may_answer(${sanctionId}::uuid) as may`.execute(
    tx.db,
  );
  return rows[0]?.may ?? false;
}

export async function findStepOf(tx: Tx, sanctionId: string): Promise<string> {
  const { step_id } = await tx.db
    .selectFrom('concern.sanction')
    .select('step_id')
    .where('id', '=', sanctionId)
    .executeTakeFirstOrThrow();
  return step_id;
}

export async function insertSanction(
  tx: Tx,
  me: Me,
  file: CaseKey,
  made: Pick<Sanction, 'partyId' | 'thing' | 'reason'> & { readonly stepId: string },
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.sanction')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      party_id: made.partyId,
      step_id: made.stepId,
      state: 'proposed',
      thing: made.thing,
      reason: made.reason,
      proposed_at: tx.at,
      proposed_by: me.id,
    })
    .execute();
  return id;
}

export interface SanctionChange {
  readonly state: SanctionState;
  readonly decided_by?: string;
  readonly starts_on?: LocalDate;
  readonly ends_on?: LocalDate | null;
  readonly appeal_by?: LocalDate | null;
  readonly appealed_on?: LocalDate;
  readonly appeal_words?: string;
  readonly appeal_outcome?: 'upheld' | 'changed' | 'reversed' | null;
  readonly ended_by?: string;
  readonly ended_why?: string;
}

/** Whoever decides or ends it does so now. */
export async function saveSanction(tx: Tx, id: string, change: SanctionChange): Promise<void> {
  await tx.db
    .updateTable('concern.sanction')
    .set({
      ...change,
      ...(change.decided_by === undefined ? {} : { decided_at: tx.at }),
      ...(change.ended_by === undefined ? {} : { ended_at: tx.at }),
    })
    .where('id', '=', id)
    .execute();
}

export async function insertTold(
  tx: Tx,
  me: Me,
  file: CaseKey,
  sanctionId: string,
  told: Told,
): Promise<void> {
  await tx.db
    .insertInto('concern.sanction_told')
    .values({
      id: tx.ids.uuid(),
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      sanction_id: sanctionId,
      who: told.who,
      names: told.names,
      told_on: told.on,
      noted_at: tx.at,
      noted_by: me.id,
    })
    .execute();
}

const MOST_EARLIER = 20;

/** Other cases that name somebody as alleged or involved, of those that I may open; the newest first. */
export async function findEarlier(tx: Tx, concernId: string, personId: string): Promise<Earlier[]> {
  const { rows } = await sql<Earlier>`
    select c.id as "concernId", c.reference, c.reported_at as "reportedAt",
      exists (select from concern.party r where r.identifies = p.id) as cleared,
      (select f.finding from concern.finding f where f.party_id = p.id order by f.number desc limit 1) as finding,
      (select coalesce(jsonb_agg(jsonb_build_object('called', t.called, 'state', s.state) order by s.proposed_at, s.id), '[]')
        from concern.sanction s join concern.sanction_step t on t.id = s.step_id where s.party_id = p.id) as sanctions
    from concern.party p
    join concern.case_file f on f.concern_id = p.concern_id
    join concern.concern c on c.id = p.concern_id
    where p.person_id = any (people.same_person(${personId}::uuid)) and p.part in ('alleged', 'involved')
      and p.concern_id <> ${concernId}::uuid
    order by c.reported_at desc, p.id limit ${MOST_EARLIER}`.execute(tx.db);
  return rows;
}

/** Sanctions that wait for me: to be decided, to be answered, or over and not yet noted. A branch of Today. */
export const sanctionsDue = (me: string, today: LocalDate) => sql`
  (select case s.state when 'proposed' then 'decision' when 'appealed' then 'appeal' else 'sanction' end, s.concern_id,
      c.reference, f.urgent, false, case s.state when 'proposed' then s.proposed_at::date when 'appealed' then s.appealed_on else s.ends_on end, null, null
    from concern.sanction s
    join concern.sanction_step t on t.id = s.step_id
    join concern.case_file f on f.concern_id = s.concern_id and f.status <> 'closed'
    join concern.concern c on c.id = s.concern_id
    where (s.state in ('proposed', 'appealed') or (s.state = 'decided' and s.ends_on < ${today}::date))
      and case when s.state = 'appealed' then concern.may_answer(s.id)
        when t.decider = 'head' and s.state = 'proposed' then concern.may_decide(s.concern_id, s.step_id) else coalesce(f.assigned_to, s.proposed_by) = ${me}::uuid end
    order by s.proposed_at, s.id limit 50)`;

const dayIn = (moment: RawBuilder<unknown>) =>
  sql`to_char(${moment} at time zone 'Europe/London', 'FMDD Mon YYYY')`;

/** This child's own sanctions and what they withdrew, as a branch of their file (child-file/queries.ts). */
export const sanctionsInFile = sql`
  select s.id, 'sanction', coalesce(s.decided_at, s.proposed_at), s.concern_id, t.called, s.decided_at is null,
      concat_ws('. ', s.thing, to_char(s.starts_on, '"From "FMDD Mon YYYY') || to_char(s.ends_on, '" to "FMDD Mon YYYY'), s.reason),
      coalesce(s.decided_by, s.proposed_by)
    from named n join concern.sanction s on s.party_id = n.party_id join concern.sanction_step t on t.id = s.step_id
  union all
  select e.id, e.kind, e.at, e.concern_id, t.called, false, e.body, e.author_id
    from named n join concern.sanction s on s.party_id = n.party_id join concern.sanction_step t on t.id = s.step_id
    join concern.entry e on e.concern_id = s.concern_id and e.details ->> 'row' = s.id::text
      and e.kind in ('sanction_tell', 'sanction_appeal', 'sanction_answer')
  union all
  select s.id, 'sanction_' || s.state, s.ended_at, s.concern_id, t.called, false, s.ended_why, s.ended_by
    from named n join concern.sanction s on s.party_id = n.party_id join concern.sanction_step t on t.id = s.step_id
    where s.ended_at is not null
  union all
  select r.id, 'restriction', s.decided_at, s.concern_id, r.scope, false,
      concat_ws('. ', r.device, 'From ' || ${dayIn(sql`lower(r.during)`)} || ' to ' || ${dayIn(sql`(upper(r.during) - interval '1 second')`)}),
      s.decided_by
    from named n join concern.sanction s on s.party_id = n.party_id join access.restriction r on r.source_id = s.id
  union all
  select r.id, 'restriction_lifted', r.lifted_at, s.concern_id, r.scope, false, r.device, null
    from named n join concern.sanction s on s.party_id = n.party_id join access.restriction r on r.source_id = s.id
    where r.lifted_at is not null`;
