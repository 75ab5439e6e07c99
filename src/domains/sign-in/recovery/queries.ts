import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Role, Tx } from '#platform/db';
import { asked } from '../refusals.ts';
import { caseRoles } from '../types.ts';

export interface Recovery {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: Instant;
  readonly reason: string;
  readonly confirmedByName: string | null;
  readonly confirmedAt: Instant | null;
  readonly cancelledByName: string | null;
  readonly cancelledAt: Instant | null;
  readonly usedAt: Instant | null;
  readonly expiresAt: Instant;
  readonly userName: string | null;
}

const nameOf = (alias: string) =>
  sql<string>`coalesce(${sql.ref(`${alias}.known_as`)}, ${sql.ref(`${alias}.given_name`)}) || ' ' || ${sql.ref(`${alias}.family_name`)}`;

function recoveries(tx: Tx) {
  return tx.db
    .selectFrom('signin.recovery as r')
    .innerJoin('people.person as p', 'p.id', 'r.person_id')
    .innerJoin('people.person as s', 's.id', 'r.started_by')
    .leftJoin('people.person as c', 'c.id', 'r.confirmed_by')
    .leftJoin('people.person as x', 'x.id', 'r.cancelled_by')
    .leftJoin('signin.account as a', 'a.person_id', 'r.person_id')
    .select([
      'r.id',
      'r.person_id as personId',
      nameOf('p').as('personName'),
      'r.started_by as startedBy',
      nameOf('s').as('startedByName'),
      'r.started_at as startedAt',
      'r.reason',
      sql<string | null>`${nameOf('c')}`.as('confirmedByName'),
      'r.confirmed_at as confirmedAt',
      sql<string | null>`${nameOf('x')}`.as('cancelledByName'),
      'r.cancelled_at as cancelledAt',
      'r.used_at as usedAt',
      'r.expires_at as expiresAt',
      sql<string | null>`coalesce(a.user_name, r.user_name)`.as('userName'),
    ]);
}

/** The trust's, the newest first; the audit chain holds the older ones. */
export function latestRecoveries(tx: Tx): Promise<Recovery[]> {
  return recoveries(tx).orderBy('r.started_at', 'desc').limit(50).execute();
}

export function findRecovery(tx: Tx, id: string): Promise<Recovery | undefined> {
  return recoveries(tx).where('r.id', '=', id).executeTakeFirst();
}

export interface CaseReader {
  readonly personId: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly roles: readonly Role[];
  readonly userName: string | null;
  readonly wasUsed: boolean;
  /** Whether a third person could agree; without one only a first code can be given again. */
  readonly hasSecond: boolean;
}

/** Where I am Head or the trust's lead, but not myself: whoever reads cases, or has an authenticator to lose. */
export function caseReadersILead(tx: Tx): Promise<CaseReader[]> {
  return tx.db
    .selectFrom('people.person as p')
    .innerJoin('people.appointment as t', 't.person_id', 'p.id')
    .leftJoin('signin.account as a', 'a.person_id', 'p.id')
    .select([
      'p.id as personId',
      nameOf('p').as('name'),
      sql<string>`coalesce(p.known_as, p.given_name)`.as('givenName'),
      'p.family_name as familyName',
      sql<Role[]>`array_agg(distinct t.role)`.as('roles'),
      'a.user_name as userName',
      sql<boolean>`coalesce(a.ever_used, false)`.as('wasUsed'),
      sql<boolean>`signin.has_second(p.id)`.as('hasSecond'),
    ])
    .where((eb) => eb.or([eb('t.role', 'in', caseRoles), eb('a.has_authenticator', '=', true)]))
    .where(sql<boolean>`(upper_inf(t.during) or upper(t.during) > signin.today())`)
    .where(sql<boolean>`signin.still_leads_school_of(app.actor(), p.id)`)
    .groupBy(['p.id', 'a.user_name', 'a.ever_used'])
    .orderBy('p.family_name')
    .execute();
}

/** A user name that nobody has: the proposal, or the proposal with a number. */
export async function freeUserName(tx: Tx, proposal: string): Promise<string> {
  const rows = await tx.db
    .selectFrom('signin.account')
    .select('user_name')
    .where('user_name', 'like', `${proposal.replaceAll(/[\\%_]/g, '\\$&')}%`)
    .execute();
  const taken = new Set(rows.map((row) => row.user_name));
  let name = proposal;
  for (let n = 2; taken.has(name); n += 1) name = `${proposal}${n}`;
  return name;
}

export async function insertRecovery(
  tx: Tx,
  recovery: {
    readonly id: string;
    readonly personId: string;
    readonly reason: string;
    readonly userName: string | null;
  },
): Promise<void> {
  const { id, personId, reason, userName } = recovery;
  await asked(
    sql`select signin.start_recovery(${id}::uuid, ${personId}::uuid, ${reason}::text, ${userName}::text)`.execute(
      tx.db,
    ),
  );
}

export async function confirmInDatabase(tx: Tx, id: string, passId: string, codeHash: Buffer): Promise<void> {
  await asked(sql`select signin.confirm_recovery(${id}::uuid, ${passId}::uuid, ${codeHash})`.execute(tx.db));
}

export async function cancelInDatabase(tx: Tx, id: string): Promise<void> {
  await asked(sql`select signin.cancel_recovery(${id}::uuid)`.execute(tx.db));
}

export async function repeatInDatabase(
  tx: Tx,
  personId: string,
  passId: string,
  codeHash: Buffer,
): Promise<void> {
  await asked(
    sql`select signin.repeat_first_code(${personId}::uuid, ${passId}::uuid, ${codeHash})`.execute(tx.db),
  );
}
