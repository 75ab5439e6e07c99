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
  /** There is a page for this sign-in: not for my own, nor for somebody's who works where I keep no roster. */
  readonly isKept: boolean;
  readonly isMe: boolean;
  /** I start a recovery for them, as their Head or the trust's lead. */
  readonly isLed: boolean;
  /** I close and open the account. */
  readonly mayClose: boolean;
  /** An authenticator stays with a new password; who has lost that too is recovered by two people. */
  readonly hasAuthenticator: boolean;
  /** Given anew by one person alone, and nobody has vouched yet. */
  readonly awaitsVouch: boolean;
  readonly userName: string | null;
  readonly hasPassword: boolean;
  /** A new code resets it: there was a password before. */
  readonly wasUsed: boolean;
  readonly isDisabled: boolean;
}

const isKept = sql<boolean>`(signin.keeps_roster_of(p.id) or signin.leads_person(p.id) or signin.stands_over_person(p.id))`;

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
      isKept.as('isKept'),
      sql<boolean>`p.id = app.actor()`.as('isMe'),
      sql<boolean>`signin.leads_person(p.id)`.as('isLed'),
      sql<boolean>`signin.stands_over_person(p.id) or not signin.reads_cases(p.id)`.as('mayClose'),
      sql<boolean>`coalesce(a.has_authenticator, false)`.as('hasAuthenticator'),
      sql<boolean>`a.reset_alone_at is not null and a.vouched_by = '{}'`.as('awaitsVouch'),
      'a.user_name as userName',
      sql<boolean>`coalesce(a.has_password, false)`.as('hasPassword'),
      sql<boolean>`coalesce(a.ever_used, false)`.as('wasUsed'),
      sql<boolean>`a.disabled_at is not null`.as('isDisabled'),
    ])
    .where('p.kind', '=', 'adult')
    .where(sql<boolean>`(upper_inf(t.during) or upper(t.during) > signin.today())`)
    .groupBy([
      'p.id',
      'a.person_id',
      'a.user_name',
      'a.has_password',
      'a.ever_used',
      'a.has_authenticator',
      'a.disabled_at',
      'a.reset_alone_at',
      'a.vouched_by',
    ])
    .orderBy('p.family_name')
    .orderBy('p.given_name');
}

/** Everybody with a post at this school, now or soon. */
export function adultsOf(tx: Tx, schoolId: string): Promise<Adult[]> {
  return adults(tx).where('t.school_id', '=', schoolId).execute();
}

/** Somebody of the schools whose roster I keep, or whom I lead; anybody else is not there. */
export function findAdult(tx: Tx, personId: string): Promise<Adult | undefined> {
  return adults(tx).where('p.id', '=', personId).where(isKept).executeTakeFirst();
}

/** Somebody whose sign-in one person alone gave anew, and for whom I can vouch. */
export function findVouchable(tx: Tx, personId: string): Promise<Adult | undefined> {
  return adults(tx)
    .where('p.id', '=', personId)
    .where(sql<boolean>`signin.may_vouch(p.id)`)
    .executeTakeFirst();
}

/** Those of them for whom nobody has vouched yet. */
export function awaitingVouch(tx: Tx): Promise<Adult[]> {
  return adults(tx)
    .where('a.reset_alone_at', 'is not', null)
    .where(sql<boolean>`a.vouched_by = '{}' and signin.may_vouch(p.id)`)
    .execute();
}

export async function vouchInDatabase(tx: Tx, personId: string): Promise<void> {
  await asked(sql`select signin.vouch(${personId}::uuid)`.execute(tx.db));
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
