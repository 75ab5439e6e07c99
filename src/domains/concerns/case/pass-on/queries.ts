import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { LeftBehind } from './types.ts';

/** Enough to decide about with care; the rest comes when these are passed on. */
export const MOST_SHOWN = 50;

export async function findLeftBehind(tx: Tx): Promise<LeftBehind[]> {
  const { rows } = await sql<LeftBehind>`
    select l.person_id as "personId", coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name,
        'Somebody outside this school') as name,
      l.school_id as "schoolId", s.name as school, l.what, l.last_day as "lastDay", l.cases, l.actions
    from concern.left_behind() l join people.school s on s.id = l.school_id left join people.person p on p.id = l.person_id
    order by l.what = 'gone' desc, l.last_day, s.name, p.family_name, l.person_id`.execute(tx.db);
  return rows;
}

export async function findName(tx: Tx, personId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('people.person as p')
    .select(sql<string>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`.as('name'))
    .where('p.id', '=', personId)
    .where('p.kind', '=', 'adult')
    .executeTakeFirst();
  return row?.name;
}

export interface Owned {
  readonly concernId: string;
  readonly isTheirs: boolean;
  readonly actionIds: readonly string[];
}

const ownedBy = (personId: string) => sql`
  with own as (
    select f.concern_id from concern.case_file f
      where f.caseload_id = any ((select app.ids('caseloads'))::uuid[]) and f.assigned_to = ${personId} and f.status <> 'closed'
    union
    select a.concern_id from concern.action a
      where a.caseload_id = any ((select app.ids('caseloads'))::uuid[]) and a.owner_id = ${personId} and a.done_at is null)
  select f.concern_id as "concernId", coalesce(f.assigned_to = ${personId}, false) as "isTheirs",
    array(select a.id from concern.action a
      where a.concern_id = f.concern_id and a.owner_id = ${personId} and a.done_at is null order by a.due_on, a.id) as "actionIds"
  from own join concern.case_file f using (concern_id)`;

/** Open cases that I handle and that are theirs, or hold an open action of theirs; urgent first, then the oldest. */
export async function findOwned(tx: Tx, personId: string): Promise<Owned[]> {
  const { rows } =
    await sql<Owned>`${ownedBy(personId)} order by f.urgent desc, f.reported_at, f.concern_id`.execute(tx.db);
  return rows;
}

export async function findOwnedIn(tx: Tx, personId: string, concernId: string): Promise<Owned | undefined> {
  const { rows } = await sql<Owned>`${ownedBy(personId)} where f.concern_id = ${concernId}`.execute(tx.db);
  return rows[0];
}

/** Gives an action to somebody else; its day stays. False where it is done, or somebody else's by now. */
export async function giveAction(
  tx: Tx,
  action: { readonly id: string; readonly concernId: string; readonly from: string; readonly to: string },
): Promise<LocalDate | undefined> {
  const row = await tx.db
    .updateTable('concern.action')
    .set((eb) => ({ owner_id: action.to, reminded_on: null, version: eb('version', '+', 1) }))
    .where('id', '=', action.id)
    .where('concern_id', '=', action.concernId)
    .where('owner_id', '=', action.from)
    .where('done_at', 'is', null)
    .returning('due_on as dueOn')
    .executeTakeFirst();
  return row?.dueOn;
}
