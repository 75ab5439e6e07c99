import { sql } from 'kysely';
import type { Instant, LocalDate } from '#platform/clock';
import type { Tx } from '#platform/db';
import { asked } from '../refusals.ts';
import { type CaseRole, caseRoles } from '../types.ts';

export interface HeldDuty {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly role: CaseRole;
  readonly schoolId: string | null;
  readonly schoolName: string | null;
  readonly asCover: boolean;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  /** Their account is closed: they hold the duty, and cannot sign in. */
  readonly isClosed: boolean;
  /** I end it: the database's own rule, which ending asks again. */
  readonly mayEnd: boolean;
}

export interface AskedDuty {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly role: CaseRole;
  readonly schoolName: string | null;
  readonly asCover: boolean;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Instant;
  readonly userName: string | null;
  /** I am the second person whom it needs: the database's own rule, which confirming asks again. */
  readonly mayConfirm: boolean;
}

const nameOf = (alias: string) =>
  sql<string>`coalesce(${sql.ref(`${alias}.known_as`)}, ${sql.ref(`${alias}.given_name`)}) || ' ' || ${sql.ref(`${alias}.family_name`)}`;
/** Ranges leave the first day out of the future: the last day itself is the one before. */
const lastDay = (alias: string) => sql<LocalDate | null>`upper(${sql.ref(`${alias}.during`)}) - 1`;
const firstDay = (alias: string) => sql<LocalDate>`lower(${sql.ref(`${alias}.during`)})`;

/** Duties that read cases, held now or from a day to come, at schools that I may see and at the trust. */
export function heldDuties(tx: Tx): Promise<HeldDuty[]> {
  return tx.db
    .selectFrom('people.appointment as t')
    .innerJoin('people.person as p', 'p.id', 't.person_id')
    .leftJoin('people.school as s', 's.id', 't.school_id')
    .leftJoin('signin.account as a', 'a.person_id', 't.person_id')
    .select([
      't.id',
      't.person_id as personId',
      nameOf('p').as('personName'),
      sql<CaseRole>`t.role`.as('role'),
      't.school_id as schoolId',
      's.name as schoolName',
      't.as_cover as asCover',
      firstDay('t').as('from'),
      lastDay('t').as('until'),
      sql<boolean>`a.disabled_at is not null`.as('isClosed'),
      sql<boolean>`signin.stands_over(t)`.as('mayEnd'),
    ])
    .where('t.role', 'in', caseRoles)
    .where(sql<boolean>`(upper_inf(t.during) or upper(t.during) > signin.today())`)
    .orderBy(sql`s.name nulls first`)
    .orderBy('t.role')
    .orderBy('p.family_name')
    .execute();
}

function asking(tx: Tx) {
  return tx.db
    .selectFrom('signin.duty_grant as d')
    .innerJoin('people.person as p', 'p.id', 'd.person_id')
    .innerJoin('people.person as k', 'k.id', 'd.asked_by')
    .leftJoin('people.school as s', 's.id', 'd.school_id')
    .leftJoin('signin.account as a', 'a.person_id', 'd.person_id')
    .select([
      'd.id',
      'd.person_id as personId',
      nameOf('p').as('personName'),
      sql<CaseRole>`d.role`.as('role'),
      's.name as schoolName',
      'd.as_cover as asCover',
      firstDay('d').as('from'),
      lastDay('d').as('until'),
      'd.asked_by as askedBy',
      nameOf('k').as('askedByName'),
      'd.asked_at as askedAt',
      sql<string | null>`coalesce(a.user_name, d.user_name)`.as('userName'),
      sql<boolean>`signin.may_confirm_duty(d.id)`.as('mayConfirm'),
    ])
    .where('d.confirmed_at', 'is', null)
    .where('d.cancelled_at', 'is', null)
    .where('d.expires_at', '>', tx.at);
}

/** Duties that wait for a second person to agree. */
export function askedDuties(tx: Tx): Promise<AskedDuty[]> {
  return asking(tx).orderBy('d.asked_at', 'desc').execute();
}

export function findAskedDuty(tx: Tx, id: string): Promise<AskedDuty | undefined> {
  return asking(tx).where('d.id', '=', id).executeTakeFirst();
}

export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly userName: string | null;
}

/** Adults with a post at the school, or anywhere in the trust for a duty at the trust. */
export function candidates(tx: Tx, schoolId: string | null, except: string): Promise<Candidate[]> {
  const all = tx.db
    .selectFrom('people.person as p')
    .leftJoin('signin.account as a', 'a.person_id', 'p.id')
    .select([
      'p.id as personId',
      nameOf('p').as('name'),
      sql<string>`coalesce(p.known_as, p.given_name)`.as('givenName'),
      'p.family_name as familyName',
      'a.user_name as userName',
    ])
    .where('p.kind', '=', 'adult')
    .where('p.id', '<>', except)
    .where('p.id', 'in', (eb) => {
      const held = eb
        .selectFrom('people.appointment as t')
        .select('t.person_id')
        .where(sql<boolean>`(upper_inf(t.during) or upper(t.during) > signin.today())`);
      return schoolId === null ? held : held.where('t.school_id', '=', schoolId);
    });
  return all.orderBy('p.family_name').orderBy('p.given_name').execute();
}

export interface NewDuty {
  readonly id: string;
  readonly personId: string;
  readonly schoolId: string | null;
  readonly role: CaseRole;
  readonly asCover: boolean;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly userName: string | null;
}

export async function insertAskedDuty(tx: Tx, duty: NewDuty): Promise<void> {
  const during = sql`daterange(${duty.from}::date, ${duty.until?.add({ days: 1 }) ?? null}::date)`;
  await asked(
    sql`select signin.ask_duty(${duty.id}::uuid, ${duty.personId}::uuid, ${duty.schoolId}::uuid, ${duty.role}::text,
      ${duty.asCover}::boolean, ${during}, ${duty.userName}::text)`.execute(tx.db),
  );
}

/** True when whoever got the duty begins to read cases, and so needs the code. */
export async function confirmDutyInDatabase(
  tx: Tx,
  id: string,
  made: { readonly appointmentId: string; readonly passId: string; readonly codeHash: Buffer },
): Promise<boolean> {
  const { appointmentId, passId, codeHash } = made;
  const { rows } = await asked(
    sql<{ is_new: boolean }>`select signin.confirm_duty(
      ${id}::uuid, ${appointmentId}::uuid, ${passId}::uuid, ${codeHash}) as is_new`.execute(tx.db),
  );
  return rows[0]?.is_new ?? false;
}

export async function cancelDutyInDatabase(tx: Tx, id: string): Promise<void> {
  await asked(sql`select signin.cancel_duty(${id}::uuid)`.execute(tx.db));
}

export async function endDutyInDatabase(tx: Tx, appointmentId: string): Promise<void> {
  await asked(sql`select signin.end_duty(${appointmentId}::uuid)`.execute(tx.db));
}
