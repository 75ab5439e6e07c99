import { sql } from 'kysely';
import type { LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import { refused } from './refused.ts';
import type {
  AskedHandover,
  Candidate,
  Deed,
  GivenKind,
  Holder,
  Place,
  ResponsibilityKind,
} from './types.ts';

const nameOf = (alias: string) =>
  sql<string>`coalesce(${sql.ref(`${alias}.known_as`)}, ${sql.ref(`${alias}.given_name`)}) || ' ' || ${sql.ref(`${alias}.family_name`)}`;

/** Where I lead: the schools whose Head I am, and for the trust's lead every school and the trust. */
export async function findLedPlaces(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ ids: string[] }>`select people.led_places() as ids`.execute(tx.db);
  return rows[0]?.ids ?? [];
}

export async function findSchools(tx: Tx, ids: readonly string[]): Promise<Place[]> {
  return tx.db
    .selectFrom('people.school')
    .select(['id', 'name', 'phone'])
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .orderBy('name')
    .execute();
}

export async function findTrust(tx: Tx, id: string): Promise<Place> {
  const row = await tx.db
    .selectFrom('people.trust')
    .select(['id', 'name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { ...row, phone: null };
}

const heldAt = (places: readonly string[]) => sql`
  select h.id, h.place_id as "placeId", h.kind, h.person_id as "personId", ${nameOf('p')} as name, p.email,
    h.as_cover as "asCover", lower(h.during) as "from", upper(h.during) - 1 as "lastDay"
  from people.held(${places}::uuid[]) h join people.person p on p.id = h.person_id`;

/** Who holds what on a day; of days other than today, what I may know. */
export async function findHeldOn(tx: Tx, places: readonly string[], day: LocalDate): Promise<Holder[]> {
  const { rows } = await sql<Holder>`${heldAt(places)} where h.during @> ${day}::date
    order by h.as_cover, p.family_name, p.given_name, p.id`.execute(tx.db);
  return rows;
}

/** What is written down to begin later. */
export async function findToCome(tx: Tx, places: readonly string[], day: LocalDate): Promise<Holder[]> {
  const { rows } = await sql<Holder>`${heldAt(places)} where lower(h.during) > ${day}::date
    order by h.during, p.family_name, p.id`.execute(tx.db);
  return rows;
}

export async function findHolder(
  tx: Tx,
  places: readonly string[],
  id: string,
  day: LocalDate,
): Promise<Holder | undefined> {
  const { rows } = await sql<Holder>`${heldAt(places)}
    where h.id = ${id} and (upper_inf(h.during) or upper(h.during) > ${day}::date)`.execute(tx.db);
  return rows[0];
}

export interface Named {
  readonly personId: string;
  readonly asCover: boolean;
}

export async function findHolderIds(
  tx: Tx,
  placeId: string,
  kind: ResponsibilityKind,
  day: LocalDate,
): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select person_id as "personId", as_cover as "asCover" from people.holders(${placeId}::uuid, ${kind}, ${day}::date)
  `.execute(tx.db);
  return rows;
}

/** Adults who could hold it from that day on: the post decides, here and in the database. */
export async function findCandidates(
  tx: Tx,
  placeId: string,
  kind: GivenKind,
  day: LocalDate,
): Promise<Candidate[]> {
  return tx.db
    .selectFrom('people.person as p')
    .select(['p.id as personId', nameOf('p').as('name')])
    .where('p.kind', '=', 'adult')
    .where(
      sql<boolean>`exists (select from people.appointment a where a.person_id = p.id
        and (a.school_id = ${placeId}::uuid or a.trust_id = ${placeId}::uuid)
        and (upper_inf(a.during) or upper(a.during) > ${day}::date) and a.role = any (people.posts_for(${kind})))`,
    )
    .orderBy('p.family_name')
    .orderBy('p.given_name')
    .orderBy('p.id')
    .execute();
}

export interface NewHolder {
  readonly id: string;
  readonly deedId: string;
  readonly placeId: string;
  readonly kind: GivenKind;
  readonly personId: string;
  readonly asCover: boolean;
  readonly from: LocalDate;
  readonly lastDay: LocalDate | null;
  readonly reason: string;
}

export async function insertHolder(tx: Tx, given: NewHolder): Promise<void> {
  const during = sql`daterange(${given.from}::date, ${given.lastDay?.add({ days: 1 }) ?? null}::date)`;
  await refused(
    sql`select people.give_responsibility(${given.id}::uuid, ${given.deedId}::uuid, ${given.placeId}::uuid, ${given.kind},
      ${given.personId}::uuid, ${given.asCover}::boolean, ${during}, ${given.reason})`.execute(tx.db),
  );
}

/** `until` is the first day on which it is held no longer. */
export async function endHolder(
  tx: Tx,
  end: { readonly id: string; readonly deedId: string; readonly until: LocalDate; readonly reason: string },
): Promise<void> {
  await refused(
    sql`select people.end_responsibility(${end.id}::uuid, ${end.deedId}::uuid, ${end.until}::date, ${end.reason})`.execute(
      tx.db,
    ),
  );
}

export interface NewHandover {
  readonly id: string;
  readonly responsibilityId: string;
  readonly toId: string;
  readonly fromDay: LocalDate;
  readonly notes: string;
}

export async function insertHandover(tx: Tx, asked: NewHandover): Promise<void> {
  await refused(
    sql`select people.ask_handover(${asked.id}::uuid, ${asked.responsibilityId}::uuid, ${asked.toId}::uuid,
      ${asked.fromDay}::date, ${asked.notes})`.execute(tx.db),
  );
}

export async function insertNotes(tx: Tx, left: Omit<NewHandover, 'fromDay'>): Promise<void> {
  await refused(
    sql`select people.leave_notes(${left.id}::uuid, ${left.responsibilityId}::uuid, ${left.toId}::uuid, ${left.notes})`.execute(
      tx.db,
    ),
  );
}

/** Who else has, or will have, the same duty at the same place. */
export async function findFellows(tx: Tx, holder: Holder, day: LocalDate): Promise<Candidate[]> {
  return tx.db
    .selectFrom('people.appointment as a')
    .innerJoin('people.person as p', 'p.id', 'a.person_id')
    .innerJoin('people.appointment as own', 'own.role', 'a.role')
    .select(['p.id as personId', nameOf('p').as('name')])
    .distinct()
    .where('own.id', '=', holder.id)
    .where(sql<boolean>`a.school_id is not distinct from own.school_id and a.trust_id = own.trust_id`)
    .where('a.person_id', '<>', holder.personId)
    .where(sql<boolean>`(upper_inf(a.during) or upper(a.during) > ${day}::date)`)
    .orderBy('name')
    .execute();
}

export interface HandoverDecision {
  readonly id: string;
  readonly agree: boolean;
  readonly newId: string;
  readonly endDeedId: string;
  readonly giveDeedId: string;
  readonly reason: string;
}

export async function decideHandoverInDatabase(tx: Tx, decided: HandoverDecision): Promise<void> {
  await refused(
    sql`select people.decide_handover(${decided.id}::uuid, ${decided.agree}::boolean, ${decided.newId}::uuid,
      ${decided.endDeedId}::uuid, ${decided.giveDeedId}::uuid, ${decided.reason})`.execute(tx.db),
  );
}

function handovers(tx: Tx) {
  return tx.db
    .selectFrom('people.handover as h')
    .leftJoin('people.person as f', 'f.id', 'h.from_person_id')
    .leftJoin('people.person as t', 't.id', 'h.to_person_id')
    .select([
      'h.id',
      'h.place_id as placeId',
      sql<ResponsibilityKind>`h.kind`.as('kind'),
      'h.from_person_id as fromId',
      sql<string>`coalesce(${nameOf('f')}, 'somebody who has left')`.as('fromName'),
      'h.to_person_id as toId',
      sql<string>`coalesce(${nameOf('t')}, 'somebody who has left')`.as('toName'),
      'h.from_day as fromDay',
      'h.notes',
      'h.asked_at as askedAt',
      'h.agreed',
    ])
    .orderBy('h.asked_at', 'desc')
    .orderBy('h.id');
}

/** What waits where I lead, or that I asked for. */
export function findWaitingHandovers(tx: Tx, places: readonly string[]): Promise<AskedHandover[]> {
  return handovers(tx)
    .where('h.agreed', 'is', null)
    .where(sql<boolean>`h.place_id = any (${places}::uuid[])`)
    .execute();
}

/** What my predecessors wrote for me. */
export function findNotesFor(tx: Tx, personId: string): Promise<AskedHandover[]> {
  return handovers(tx).where('h.agreed', '=', true).where('h.to_person_id', '=', personId).execute();
}

export function findHandover(tx: Tx, id: string): Promise<AskedHandover | undefined> {
  return handovers(tx).where('h.id', '=', id).executeTakeFirst();
}

/** Enough to look back over years; what is older stands in the audit record all the same. */
const MOST_DEEDS = 500;

export async function findDeeds(tx: Tx, placeId: string): Promise<Deed[]> {
  const rows = await tx.db
    .selectFrom('people.responsibility_deed as d')
    .innerJoin('people.person as p', 'p.id', 'd.person_id')
    .innerJoin('people.person as b', 'b.id', 'd.done_by')
    .select([
      'd.id',
      sql<GivenKind>`d.kind`.as('kind'),
      nameOf('p').as('name'),
      'd.as_cover as asCover',
      sql<LocalDate | null>`lower(d.during)`.as('from'),
      sql<LocalDate | null>`upper(d.during) - 1`.as('lastDay'),
      sql<Deed['what']>`d.what`.as('what'),
      'd.reason',
      nameOf('b').as('byName'),
      'd.done_at as at',
    ])
    .where('d.place_id', '=', placeId)
    .orderBy('d.done_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(MOST_DEEDS)
    .execute();
  return rows;
}
