import { hashPassword, verifyPassword } from '#platform/crypto';
import type { Me, Role, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import { type From, forget, guessAt, takeGuess } from '../attempts/service.ts';
import { chainOf } from '../chain.ts';
import { stepOf } from '../credentials/authenticator.ts';
import { passwordProblem } from '../credentials/password-rules.ts';
import { asSignIn, type Door } from '../door.ts';
import { dropSteps } from '../enter/queries.ts';
import { beginSetUp, recordFailure } from '../enter/service.ts';
import { readsCases } from '../policy.ts';
import { accountOf, lockAccount, savePassword, spendTimeStep } from '../queries.ts';
import { type OpenSession, openSessions } from '../sessions/queries.ts';
import { closeSessions } from '../sessions/service.ts';
import type { Account } from '../types.ts';
import { type MyAccount, myAccount, schoolsNamed } from './queries.ts';

export interface Duty {
  readonly role: Role;
  /** `null` for a duty at the trust. */
  readonly schoolName: string | null;
  readonly asCover: boolean;
}

export interface MySignIn {
  readonly account: MyAccount | undefined;
  readonly duties: readonly Duty[];
  readonly sessions: readonly OpenSession[];
  /** Whose sign-ins I look after beside my own. */
  readonly keepsAccounts: boolean;
  readonly readsCases: boolean;
}

export async function showMySignIn(tx: Tx, me: Me): Promise<MySignIn> {
  const schools = await schoolsNamed(tx, me.schoolIds);
  const nameOf = (id: string | null) => schools.find((school) => school.id === id)?.name ?? null;
  return {
    account: await myAccount(tx),
    duties: me.appointments.map(({ role, schoolId, asCover }) => ({
      role,
      schoolName: nameOf(schoolId),
      asCover,
    })),
    sessions: await openSessions(tx, me.id),
    keepsAccounts: me.rosterSchoolIds.length > 0,
    readsCases: readsCases(me),
  };
}

export async function endMySession(tx: Tx, me: Me, sessionId: string): Promise<number> {
  return closeSessions(tx, { personId: me.id, chain: chainOf(me) }, 'ended_by_holder', { only: sessionId });
}

export async function endMyOtherSessions(tx: Tx, me: Me, sessionId: string): Promise<number> {
  return closeSessions(tx, { personId: me.id, chain: chainOf(me) }, 'ended_by_holder', { except: sessionId });
}

interface Proof extends From {
  readonly personId: string;
  readonly password: string;
}

/** Asks for the password once more, counted like a sign-in: a computer left open is not its user. */
async function proveAgain(door: Door, proof: Proof): Promise<Account> {
  const account = await asSignIn(door, async (tx) => {
    const found = await accountOf(tx, proof.personId);
    if (found !== undefined) await takeGuess(tx, guessAt(door.masterKey, found.userName, proof));
    return found;
  });
  const stored = account?.passwordHash ?? null;
  if (account !== undefined && stored !== null && (await verifyPassword(stored, proof.password)))
    return account;
  await asSignIn(door, async (tx) => recordFailure(tx, account, 'password'));
  throw new Invalid([{ field: 'password', message: 'This is not your password.' }]);
}

/** What was proved holds: nobody closed the account or gave it another password meanwhile. */
async function mustStillBe(tx: Tx, proved: Account): Promise<void> {
  const now = await lockAccount(tx, proved.personId);
  if (now?.isActive === true && now.passwordHash === proved.passwordHash) return;
  throw new Invalid([{ field: 'password', message: 'This is no longer your password.' }]);
}

export interface PasswordChange extends Proof {
  readonly sessionId: string | undefined;
  readonly newPassword: string;
}

/** Changes the password; every other session of the account ends. */
export async function changePassword(door: Door, change: PasswordChange): Promise<void> {
  const account = await proveAgain(door, change);
  const weak = passwordProblem(change.newPassword, account.userName);
  if (weak !== undefined) throw new Invalid([{ field: 'newPassword', message: weak }]);
  const passwordHash = await hashPassword(change.newPassword);
  await asSignIn(door, async (tx) => {
    await mustStillBe(tx, account);
    await savePassword(tx, account.personId, passwordHash);
    await dropSteps(tx, account.personId);
    await closeSessions(tx, account, 'password_changed', { except: change.sessionId });
    await forget(tx, guessAt(door.masterKey, account.userName, change));
    tx.record({ chain: account.chain, type: 'password.changed/1', subject: account.personId });
  });
}

export interface Renewal extends Proof {
  readonly code: string | null;
}

/** Begins a new authenticator; asks for a code of the present one, where there is one. Gives the step's token. */
export async function renewAuthenticator(door: Door, renewal: Renewal): Promise<string> {
  const account = await proveAgain(door, renewal);
  const token = await asSignIn(door, async (tx) => {
    await mustStillBe(tx, account);
    if (account.totpSealed !== null) {
      const step = stepOf(door.masterKey, account.personId, account.totpSealed, renewal.code ?? '', tx.at);
      if (step === undefined || !(await spendTimeStep(tx, account.personId, step))) {
        recordFailure(tx, account, 'code');
        return undefined;
      }
    }
    await forget(tx, guessAt(door.masterKey, account.userName, renewal));
    return beginSetUp(tx, door, account.personId, { next: '/account' });
  });
  if (token !== undefined) return token;
  throw new Invalid([
    { field: 'code', message: 'That code is wrong or has been used. Wait for the next one.' },
  ]);
}
