import { hashPassword, verifyPassword } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { forget, type Guess, giveBack, guessAt, takeGuess } from '../attempts/service.ts';
import { type Enrolment, enrolment, newSecret, stepOf } from '../credentials/authenticator.ts';
import { asSignIn, type Door } from '../door.ts';
import { unknownNames } from '../metrics.ts';
import { accountByName, accountOf, lockAccount, saveAuthenticator, spendTimeStep } from '../queries.ts';
import { closeSessions, openSession } from '../sessions/service.ts';
import type { Account, Device, Wish } from '../types.ts';
import { SignInAgain } from './again.ts';
import { landing } from './landing.ts';
import { dropSteps } from './queries.ts';
import { spendPass } from './spend-pass.ts';
import { beginStep, requireStep, type Step, type StepState, spendStep } from './step.ts';

/** What came of a try. `refused` says no more than that, whatever the reason. */
export type Entered =
  | { readonly kind: 'refused' }
  | { readonly kind: 'step'; readonly need: StepState['need']; readonly token: string }
  | { readonly kind: 'in'; readonly token: string; readonly path: string; readonly userName: string };

/** Compared with where there is no account, so that the answer takes as long. */
let nobody: Promise<string> | undefined;

async function isRight(account: Account | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const stored = account?.passwordHash ?? (await nobody);
  const matches = await verifyPassword(stored, password);
  return matches && account?.isActive === true && account.passwordHash !== null;
}

/** A failure against an account is an event; against a name that nobody has it is only counted. */
export function recordFailure(
  tx: Tx,
  account: Account | undefined,
  step: 'password' | 'code' | 'invitation',
): void {
  if (account === undefined) unknownNames.inc();
  else
    tx.record({ chain: account.chain, type: 'sign_in.failed/1', subject: account.personId, data: { step } });
}

/** In at once, or on to the second step: a case reader never gets a session by a password alone. */
async function admit(
  tx: Tx,
  door: Door,
  account: Account,
  guess: Guess,
  from: Device & Wish,
): Promise<Entered> {
  const wish: Wish = { next: from.next, kept: from.kept };
  if (account.totpSealed !== null) {
    await giveBack(tx, guess);
    const token = await beginStep(tx, account.personId, { need: 'code', ...wish });
    return { kind: 'step', need: 'code', token };
  }
  if (account.readsCases) {
    await giveBack(tx, guess);
    const token = await beginSetUp(tx, door, account.personId, wish);
    return { kind: 'step', need: 'set_up', token };
  }
  await forget(tx, guess);
  const token = await openSession(tx, account, false, from);
  const path = await landing(tx, account.personId, wish, from);
  return { kind: 'in', token, path, userName: account.userName };
}

/** Begins the set-up of an authenticator: for a case reader's first sign-in, or after an invitation or recovery. */
export function beginSetUp(
  tx: Tx,
  door: Pick<Door, 'ids' | 'masterKey'>,
  personId: string,
  more: Omit<StepState, 'need' | 'secret'>,
): Promise<string> {
  const secret = newSecret(door.ids, door.masterKey, personId).toString('base64');
  return beginStep(tx, personId, { need: 'set_up', secret, ...more });
}

export interface PasswordTry extends Device, Wish {
  readonly userName: string;
  readonly password: string;
}

/** User name and password. Throws `TooMany` where the account or the address has to wait. */
export async function enterPassword(door: Door, input: PasswordTry): Promise<Entered> {
  const guess = guessAt(door.masterKey, input.userName, input);
  const account = await asSignIn(door, async (tx) => {
    await takeGuess(tx, guess);
    return accountByName(tx, input.userName);
  });
  // Between two transactions: a connection is not held while the password is being worked out.
  const right = await isRight(account, input.password);
  return asSignIn(door, async (tx) => {
    const now = account && (await lockAccount(tx, account.personId));
    if (right && now?.isActive === true && now.passwordHash === account?.passwordHash) {
      return admit(tx, door, now, guess, input);
    }
    recordFailure(tx, account, 'password');
    return { kind: 'refused' };
  });
}

export interface CodeTry extends Device {
  readonly stepToken: string | undefined;
  readonly code: string;
}

/** The account that a step belongs to, its guess counted. */
async function stepAccount(tx: Tx, door: Door, input: CodeTry, need: StepState['need']) {
  const step = await requireStep(tx, input.stepToken, need);
  const account = await lockAccount(tx, step.personId);
  if (account === undefined || !account.isActive) throw new SignInAgain();
  const guess = guessAt(door.masterKey, account.userName, input);
  await takeGuess(tx, guess);
  return { step, account, guess };
}

/** The six digits of an authenticator that was set up before. */
export function enterCode(door: Door, input: CodeTry): Promise<Entered> {
  return asSignIn(door, async (tx) => {
    const { step, account, guess } = await stepAccount(tx, door, input, 'code');
    const { personId, totpSealed } = account;
    const timeStep =
      totpSealed === null ? undefined : stepOf(door.masterKey, personId, totpSealed, input.code, tx.at);
    if (timeStep === undefined || !(await spendTimeStep(tx, personId, timeStep))) {
      recordFailure(tx, account, 'code');
      return { kind: 'refused' };
    }
    await spendStep(tx, step);
    const { passId, passwordHash } = step.state;
    if (passId !== undefined) await spendPass(tx, account, passId, passwordHash);
    await forget(tx, guess);
    const token = await openSession(tx, account, true, input);
    const path = await landing(tx, personId, step.state, input);
    return { kind: 'in', token, path, userName: account.userName };
  });
}

/** What to show somebody who is setting up their authenticator. */
export function currentEnrolment(door: Door, stepToken: string | undefined): Promise<Enrolment> {
  return asSignIn(door, async (tx) => {
    const step = await requireStep(tx, stepToken, 'set_up');
    const account = await accountOf(tx, step.personId);
    if (account === undefined) throw new SignInAgain();
    return enrolment(door.masterKey, step.personId, secretOf(step), account.userName);
  });
}

function secretOf(step: Step): Buffer {
  if (step.state.secret === undefined) throw new SignInAgain();
  return Buffer.from(step.state.secret, 'base64');
}

/** The first code of a new authenticator: from now on it is theirs, every older session ends, and they are in. */
export function enterFirstCode(door: Door, input: CodeTry): Promise<Entered> {
  return asSignIn(door, async (tx) => {
    const { step, account, guess } = await stepAccount(tx, door, input, 'set_up');
    const secret = secretOf(step);
    const timeStep = stepOf(door.masterKey, account.personId, secret, input.code, tx.at);
    if (timeStep === undefined) {
      recordFailure(tx, account, 'code');
      return { kind: 'refused' };
    }
    await spendStep(tx, step);
    const { passId, passwordHash } = step.state;
    if (passId !== undefined) await spendPass(tx, account, passId, passwordHash);
    await saveAuthenticator(tx, account.personId, secret, timeStep);
    await dropSteps(tx, account.personId);
    if (passId === undefined) await closeSessions(tx, account, 'authenticator_changed');
    await forget(tx, guess);
    tx.record({ chain: account.chain, type: 'authenticator.set/1', subject: account.personId });
    const token = await openSession(tx, account, true, input);
    const path = await landing(tx, account.personId, step.state, input);
    return { kind: 'in', token, path, userName: account.userName };
  });
}
