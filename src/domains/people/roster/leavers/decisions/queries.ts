import { sql } from 'kysely';
import type { Instant, LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Ended } from '../ends/queries.ts';

export interface Proposal {
  readonly personId: string;
  readonly importId: string;
  readonly proposedAt: Instant;
}

/** A decision of today, which can still be taken back. */
export interface Decision extends Proposal {
  readonly id: string;
  readonly schoolId: string;
  readonly name: string;
  readonly decision: 'left' | 'kept';
  readonly lastDay: LocalDate | null;
  readonly reason: string | null;
  readonly decidedAt: Instant;
  readonly ended: readonly Ended[];
}

/** Takes the proposals away; gives those that were still there. */
export async function removeProposals(
  tx: Tx,
  schoolId: string,
  people: readonly string[],
): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    delete from people.proposed_leaver where school_id = ${schoolId} and person_id = any (${people}::uuid[])
    returning person_id as "personId", import_id as "importId", proposed_at as "proposedAt"`.execute(tx.db);
  return rows;
}

export async function proposeAgain(tx: Tx, schoolId: string, one: Proposal): Promise<void> {
  await sql`
    insert into people.proposed_leaver (person_id, school_id, import_id, proposed_at)
    values (${one.personId}, ${schoolId}, ${one.importId}, ${one.proposedAt.toString()}::timestamptz)
    on conflict do nothing`.execute(tx.db);
}

export interface NewDecision extends Proposal {
  readonly schoolId: string;
  readonly decision: 'left' | 'kept';
  readonly lastDay: LocalDate | null;
  readonly reason: string | null;
  readonly ended: readonly Ended[];
}

export async function addDecision(tx: Tx, me: string, one: NewDecision): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('people.leaver_decision')
    .values({
      id,
      school_id: one.schoolId,
      person_id: one.personId,
      import_id: one.importId,
      proposed_at: one.proposedAt,
      decision: one.decision,
      last_day: one.lastDay,
      reason: one.reason,
      decided_at: tx.at,
      decided_by: me,
      ended: JSON.stringify(one.ended),
    })
    .execute();
  return id;
}

const found = (tx: Tx) => sql`
  select d.id, d.school_id as "schoolId", d.person_id as "personId", d.import_id as "importId",
    d.proposed_at as "proposedAt", coalesce(p.known_as, p.given_name) || ' ' || p.family_name as name, d.decision,
    d.last_day as "lastDay", d.reason, d.decided_at as "decidedAt", d.ended
  from people.leaver_decision d join people.person p on p.id = d.person_id
  where d.undone_at is null
    and (d.decided_at at time zone 'Europe/London')::date = (${tx.at}::timestamptz at time zone 'Europe/London')::date`;

const SHOWN = 50;

export async function findToday(tx: Tx, schoolId: string): Promise<Decision[]> {
  const { rows } = await sql<Decision>`
    ${found(tx)} and d.school_id = ${schoolId} order by d.decided_at desc, p.family_name, p.given_name
    limit ${SHOWN}`.execute(tx.db);
  return rows;
}

/** Locked, so that it is taken back once. */
export async function lockDecision(tx: Tx, schoolId: string, id: string): Promise<Decision | undefined> {
  const { rows } = await sql<Decision>`
    ${found(tx)} and d.school_id = ${schoolId} and d.id = ${id} for update of d`.execute(tx.db);
  return rows[0];
}

export async function markUndone(tx: Tx, me: string, id: string): Promise<void> {
  await tx.db
    .updateTable('people.leaver_decision')
    .set({ undone_at: tx.at, undone_by: me })
    .where('id', '=', id)
    .execute();
}
