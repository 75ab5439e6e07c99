import { hashPassword } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { forget, giveBack, guessAt, takeGuess } from '../attempts/service.ts';
import { hashCode } from '../credentials/code.ts';
import { asSignIn, type Door } from '../door.ts';
import { accountByName, lockAccount, saveAuthenticator } from '../queries.ts';
import { openSession } from '../sessions/service.ts';
import type { Account, Device } from '../types.ts';
import { dropSteps, findGivenPass, type LivePass } from './queries.ts';
import { beginSetUp, type Entered, recordFailure } from './service.ts';
import { spendPass } from './spend-pass.ts';
import { beginStep } from './step.ts';

export interface InvitationTry extends Device {
  readonly userName: string;
  readonly code: string;
  readonly newPassword: string;
}

interface Held {
  readonly account: Account;
  readonly pass: LivePass;
}

async function find(
  tx: Tx,
  door: Door,
  input: InvitationTry,
): Promise<{ account?: Account; pass?: LivePass }> {
  const named = await accountByName(tx, input.userName);
  const account = named && (await lockAccount(tx, named.personId));
  if (account === undefined || !account.isActive) return {};
  const pass = await findGivenPass(tx, hashCode(door.masterKey, input.code), account.personId);
  return pass === undefined ? { account } : { account, pass };
}

/** Somebody who reads no cases is in at once; only a code that two people gave takes their authenticator too. */
async function take(tx: Tx, { account, pass }: Held, passwordHash: string, device: Device): Promise<string> {
  await spendPass(tx, account, pass.id, passwordHash);
  await saveAuthenticator(tx, account.personId, null, null);
  await dropSteps(tx, account.personId);
  return openSession(tx, account, false, device);
}

/**
 * A code handed over by the office, or by two people for a case reader, with the password that its holder chose. A case
 * reader's counts only once the new authenticator is set up too, in the next step.
 */
export async function enterInvitation(door: Door, input: InvitationTry): Promise<Entered> {
  const guess = guessAt(door.masterKey, input.userName, input);
  await asSignIn(door, (tx) => takeGuess(tx, guess));
  const passwordHash = await hashPassword(input.newPassword);
  return asSignIn(door, async (tx) => {
    const { account, pass } = await find(tx, door, input);
    if (account === undefined || pass === undefined) {
      recordFailure(tx, account, 'invitation');
      return { kind: 'refused' };
    }
    if (account.readsCases) {
      await giveBack(tx, guess);
      const token = await beginSetUp(tx, door, account.personId, { passId: pass.id, passwordHash });
      return { kind: 'step', need: 'set_up', token };
    }
    // A code from one person alone stands for a password, never for an authenticator: that is asked for as always.
    if (account.totpSealed !== null && pass.purpose === 'invitation') {
      await giveBack(tx, guess);
      const token = await beginStep(tx, account.personId, { need: 'code', passId: pass.id, passwordHash });
      return { kind: 'step', need: 'code', token };
    }
    await forget(tx, guess);
    const token = await take(tx, { account, pass }, passwordHash, input);
    return { kind: 'in', token, path: '/', userName: account.userName };
  });
}
