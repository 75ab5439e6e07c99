import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import type { Decision, DueCase, DueCount, Hold, Holdable, OneCase } from './types.ts';

const nameOf = (id: string): RawBuilder<string | null> => sql`(
  select coalesce(p.known_as, p.given_name) || ' ' || p.family_name from people.person p where p.id = ${sql.ref(id)})`;

/** What is due where I lead or handle, the oldest first. */
export async function findDue(tx: Tx): Promise<DueCase[]> {
  const { rows } = await sql<DueCase>`
    select d.concern_id as "concernId", d.school_id as "schoolId", s.name as school, d.reference, d.class,
      d.closed_on as "closedOn", d.due_on as "dueOn", d.birth_known as "birthKnown", d.blocks, d.asked_by as "askedBy"
    from retention.due() d join people.school s on s.id = d.school_id`.execute(tx.db);
  return rows;
}

export async function findDueCounts(tx: Tx): Promise<DueCount[]> {
  const { rows } = await sql<DueCount>`
    select coalesce(s.name, 'A school of the trust') as school, c.class, c.due, c.held
    from retention.due_counts() c left join people.school s on s.id = c.school_id order by 1, 2`.execute(
    tx.db,
  );
  return rows;
}

export async function managesInformation(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select retention.managed_trusts() <> '{}' as yes`.execute(
    tx.db,
  );
  return rows[0]?.yes ?? false;
}

export async function findState(tx: Tx, concernId: string): Promise<OneCase | undefined> {
  const { rows } = await sql<OneCase>`
    select s.concern_id as "concernId", s.school_id as "schoolId", s.trust_id as "trustId", s.reference, s.class, s.amount,
      s.closed_on as "closedOn", s.due_on as "dueOn", s.birth_known as "birthKnown", s.blocks, s.leads
    from retention.state_of(${concernId}::uuid) s`.execute(tx.db);
  return rows[0];
}

/** Of one case, and of the children in it; or all that I may see. */
export async function findHolds(tx: Tx, concernId: string | null): Promise<Hold[]> {
  const ofCase = sql`(h.concern_id = ${concernId}::uuid or h.person_id in (
    select p.person_id from concern.party p where p.concern_id = ${concernId}::uuid))`;
  const { rows } = await sql<Hold>`
    select h.id, h.concern_id as "concernId", c.reference, s.name as school, h.reason, h.from_day as "from",
      case when h.person_id is not null then coalesce(${nameOf('h.person_id')}, 'A child') || ', with every case'
        when h.item_id is not null then 'The file ' || coalesce(i.called, 'of this case') else 'The case' end as of,
      h.set_by as "setById", ${nameOf('h.set_by')} as "setBy", h.lifted_at as "liftedAt", ${nameOf('h.lifted_by')} as "liftedBy",
      h.lifted_reason as "liftedReason"
    from retention.hold h join people.school s on s.id = h.school_id
      left join concern.concern c on c.id = h.concern_id left join evidence.item i on i.id = h.item_id
    where ${concernId === null ? sql`h.lifted_at is null` : ofCase}
    order by h.lifted_at nulls first, h.set_at desc, h.id`.execute(tx.db);
  return rows;
}

export async function findDecisions(tx: Tx, concernId: string): Promise<Decision[]> {
  const { rows } = await sql<Decision>`
    select d.what, d.keep_until as "until", d.reason, d.decided_at as at, d.decided_by as "byId", ${nameOf('d.decided_by')} as by,
      d.ended_at is not null as ended
    from retention.decision d where d.concern_id = ${concernId} order by d.decided_at desc`.execute(tx.db);
  return rows;
}

/** The case itself, its children and its files. */
export async function findHoldable(tx: Tx, concernId: string): Promise<Holdable[]> {
  const { rows } = await sql<Holdable>`
    select 'case' as value, 'This case' as text
    union all
    select distinct 'child:' || n.id, coalesce(n.known_as, n.given_name) || ' ' || n.family_name || ', with every case'
      from concern.party p join people.person n on n.id = p.person_id
      where p.concern_id = ${concernId} and n.kind = 'pupil'
    union all
    select 'file:' || i.id, 'The file ' || i.called from evidence.item i
      where i.concern_id = ${concernId} and i.destroyed_at is null`.execute(tx.db);
  return rows;
}

export interface NewHold {
  readonly case: OneCase;
  readonly personId: string | null;
  readonly itemId: string | null;
  readonly from: LocalDate;
  readonly reason: string;
}

export async function insertHold(tx: Tx, me: Me, hold: NewHold): Promise<string> {
  const id = tx.ids.uuid();
  const isChild = hold.personId !== null;
  await sql`
    insert into retention.hold (id, trust_id, school_id, concern_id, caseload_id, item_id, person_id, reason, from_day, set_at, set_by)
    select ${id}::uuid, ${hold.case.trustId}::uuid, c.school_id, case when not ${isChild} then c.id end,
      case when not ${isChild} then c.caseload_id end, ${hold.itemId}::uuid, ${hold.personId}::uuid, ${hold.reason},
      ${hold.from}::date, ${tx.at}, ${me.id}::uuid
    from concern.concern c where c.id = ${hold.case.concernId}`.execute(tx.db);
  return id;
}

/** False where I set it myself, or it is lifted already. */
export async function liftHold(tx: Tx, me: Me, id: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('retention.hold')
    .set({ lifted_at: tx.at, lifted_by: me.id, lifted_reason: reason })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface NewDecision {
  readonly concernId: string;
  readonly what: 'keep' | 'destroy';
  readonly reason: string;
  readonly until: LocalDate | null;
}

/** Undefined where it may not be. */
export async function insertDecision(tx: Tx, { concernId, what, reason, until }: NewDecision) {
  const id = tx.ids.uuid();
  const { rows } = await sql<{ done: boolean }>`
    select retention.decide(${id}::uuid, ${concernId}::uuid, ${what}, ${reason}, ${until}::date) as done`.execute(
    tx.db,
  );
  return rows[0]?.done === true ? id : undefined;
}

export async function endDecision(tx: Tx, concernId: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select retention.take_back(${concernId}::uuid) as done`.execute(tx.db);
  return rows[0]?.done ?? false;
}

export interface Destroyed {
  readonly schoolId: string;
  /** Of every school that it ever lay with. */
  readonly chains: readonly string[];
  /** Table → ids of rows that the audit record vouched for. */
  readonly contents: Readonly<Record<string, readonly string[]>>;
}

export async function destroyCase(
  tx: Tx,
  certificateId: string,
  concernId: string,
  backupsUntil: LocalDate | null,
): Promise<Destroyed | undefined> {
  const { rows } = await sql<{ done: Destroyed | null }>`
    select retention.destroy(${certificateId}::uuid, ${concernId}::uuid, ${backupsUntil}::date) as done`.execute(
    tx.db,
  );
  return rows[0]?.done ?? undefined;
}
