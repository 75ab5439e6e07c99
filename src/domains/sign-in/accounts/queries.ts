import { sql } from 'kysely';
import type { Role, Tx } from '#platform/db';
import { asked } from '../refusals.ts';

export interface Adult {
  readonly personId: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly hasEmail: boolean;
  readonly roles: readonly Role[];
  readonly readsCases: boolean;
  /** I am their Head, or the trust's lead: who closes the account of somebody who reads cases. */
  readonly isLed: boolean;
  readonly userName: string | null;
  readonly hasPassword: boolean;
  readonly isDisabled: boolean;
}

function adults(tx: Tx) {
  return tx.db
    .selectFrom('people.person as p')
    .innerJoin('people.appointment as t', 't.person_id', 'p.id')
    .leftJoin('signin.account as a', 'a.person_id', 'p.id')
    .select([
      'p.id as personId',
      sql<string>`p.family_name || ', ' || coalesce(p.known_as, p.given_name)`.as('name'),
      sql<string>`coalesce(p.known_as, p.given_name)`.as('givenName'),
      'p.family_name as familyName',
      sql<boolean>`p.email is not null`.as('hasEmail'),
      sql<Role[]>`array_agg(distinct t.role)`.as('roles'),
      sql<boolean>`signin.reads_cases(p.id)`.as('readsCases'),
      sql<boolean>`signin.leads_person(p.id)`.as('isLed'),
      'a.user_name as userName',
      sql<boolean>`coalesce(a.has_password, false)`.as('hasPassword'),
      sql<boolean>`a.disabled_at is not null`.as('isDisabled'),
    ])
    .where('p.kind', '=', 'adult')
    .where(sql<boolean>`(upper_inf(t.during) or upper(t.during) > signin.today())`)
    .groupBy(['p.id', 'a.person_id', 'a.user_name', 'a.has_password', 'a.disabled_at'])
    .orderBy('p.family_name')
    .orderBy('p.given_name');
}

/** Everybody with a post at this school, now or soon. */
export function adultsOf(tx: Tx, schoolId: string): Promise<Adult[]> {
  return adults(tx).where('t.school_id', '=', schoolId).execute();
}

/** Somebody of the schools whose roster I keep, or whom I lead; anybody else is not there. */
export function findAdult(tx: Tx, personId: string): Promise<Adult | undefined> {
  return adults(tx)
    .where('p.id', '=', personId)
    .where(sql<boolean>`(signin.keeps_roster_of(p.id) or signin.leads_person(p.id))`)
    .executeTakeFirst();
}

/** The database refuses it for anybody who reads cases (design rule 2), whoever asks. */
export async function giveInvitation(
  tx: Tx,
  personId: string,
  given: { readonly userName: string | null; readonly passId: string; readonly codeHash: Buffer },
): Promise<void> {
  await asked(
    sql`select signin.invite(${personId}::uuid, ${given.userName}::text, ${given.passId}::uuid, ${given.codeHash})`.execute(
      tx.db,
    ),
  );
}

export async function setDisabled(tx: Tx, personId: string, disabled: boolean): Promise<void> {
  await asked(sql`select signin.set_disabled(${personId}::uuid, ${disabled}::boolean)`.execute(tx.db));
}
