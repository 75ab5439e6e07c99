import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { Account } from './types.ts';

const todayIn = (tx: Tx) => sql<string>`(${tx.at}::timestamptz at time zone 'Europe/London')::date`;

function accounts(tx: Tx) {
  return tx.db
    .selectFrom('signin.account as a')
    .innerJoin('people.person as p', 'p.id', 'a.person_id')
    .select([
      'a.person_id as personId',
      'a.user_name as userName',
      'a.password_hash as passwordHash',
      'a.totp_sealed as totpSealed',
      sql<boolean>`a.disabled_at is null and exists (
        select from people.appointment t where t.person_id = a.person_id and t.during @> ${todayIn(tx)})`.as(
        'isActive',
      ),
      sql<boolean>`signin.reads_cases(a.person_id)`.as('readsCases'),
      sql<string>`coalesce((
        select t.school_id from people.appointment t
        where t.person_id = a.person_id and t.during @> ${todayIn(tx)} and t.school_id is not null
        order by t.school_id limit 1), p.trust_id)`.as('chain'),
    ]);
}

export function accountByName(tx: Tx, userName: string): Promise<Account | undefined> {
  return accounts(tx).where('a.user_name', '=', userName.toLowerCase()).executeTakeFirst();
}

export function accountOf(tx: Tx, personId: string): Promise<Account | undefined> {
  return accounts(tx).where('a.person_id', '=', personId).executeTakeFirst();
}

/**
 * The same, held until the transaction ends: whoever lets somebody in, and whoever closes the account or changes its
 * password, do so one after the other, so that no session is opened beside a closing that could not see it.
 */
export function lockAccount(tx: Tx, personId: string): Promise<Account | undefined> {
  return accounts(tx).where('a.person_id', '=', personId).forNoKeyUpdate('a').executeTakeFirst();
}

/** False when the step has been used: a code opens one door once, even for two requests at the same moment. */
export async function spendTimeStep(tx: Tx, personId: string, step: number): Promise<boolean> {
  const result = await tx.db
    .updateTable('signin.account')
    .set({ totp_last_step: step })
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function savePassword(tx: Tx, personId: string, passwordHash: string): Promise<void> {
  await tx.db
    .updateTable('signin.account')
    .set({ password_hash: passwordHash })
    .where('person_id', '=', personId)
    .execute();
}

export async function saveAuthenticator(
  tx: Tx,
  personId: string,
  sealed: Buffer | null,
  step: number | null,
): Promise<void> {
  await tx.db
    .updateTable('signin.account')
    .set({ totp_sealed: sealed, totp_last_step: step })
    .where('person_id', '=', personId)
    .execute();
}

/**
 * Says that one person alone gave this sign-in anew: what its holder wrote until now is shut until somebody vouches.
 * An account that was never used holds nothing to shut.
 */
export async function stampReset(tx: Tx, personId: string, by: string): Promise<void> {
  await sql`
    update signin.account
    set reset_alone_at = ${tx.at}, vouched_by = '{}', reset_by = array_append(array_remove(reset_by, ${by}::uuid), ${by}::uuid)
    where person_id = ${personId} and ever_used`.execute(tx.db);
}

/** Who could vouch for somebody, and whether anybody has to. */
export async function vouchersOf(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select signin.vouchers(a.person_id) as ids from signin.account a
    where a.person_id = ${personId} and a.reset_alone_at is not null and a.vouched_by = '{}'`.execute(tx.db);
  return rows[0]?.ids ?? [];
}

/** Everybody in the person's trust who reads cases today. */
export async function caseReaders(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select signin.case_readers(p.trust_id) as ids from people.person p where p.id = ${personId}`.execute(
    tx.db,
  );
  return rows[0]?.ids ?? [];
}
