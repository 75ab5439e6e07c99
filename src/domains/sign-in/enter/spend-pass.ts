import { z } from 'zod';
import type { Tx } from '#platform/db';
import { queueMail } from '#platform/mailer';
import { caseReaders, savePassword, stampReset, vouchersOf } from '../queries.ts';
import { closeSessions } from '../sessions/service.ts';
import type { Account } from '../types.ts';
import { SignInAgain } from './again.ts';
import { markRecoveryUsed, markUsed, passFacts } from './queries.ts';

const givenFacts = z.object({ recovery: z.string().optional(), alone: z.string().optional() });

/**
 * Uses an invitation or recovery up, and closes every older session. When it was a case reader's, every case reader is
 * told that it is done; when one person alone gave it, those who can vouch for its holder are.
 */
export async function spendPass(
  tx: Tx,
  account: Account,
  passId: string,
  passwordHash: string | undefined,
): Promise<void> {
  const pass = await passFacts(tx, passId);
  if (pass === undefined || pass.personId !== account.personId || !(await markUsed(tx, passId)))
    throw new SignInAgain();
  const { recovery, alone } = givenFacts.parse(pass.state);
  if (recovery !== undefined) await markRecoveryUsed(tx, recovery);
  if (account.readsCases) {
    await queueMail(tx, await caseReaders(tx, account.personId), { template: 'security', link: '/recovery' });
  }
  if (alone !== undefined) await stampReset(tx, account.personId, alone);
  if (passwordHash !== undefined) await savePassword(tx, account.personId, passwordHash);
  const vouchers = alone === undefined ? [] : await vouchersOf(tx, account.personId);
  await queueMail(tx, vouchers, { template: 'vouch', link: `/people/accounts/${account.personId}/vouch` });
  tx.record({
    chain: account.chain,
    type: pass.purpose === 'recovery' ? 'recovery.used/1' : 'invitation.used/1',
    subject: account.personId,
    data: { pass: passId, withheld: vouchers.length > 0, ...(recovery === undefined ? {} : { recovery }) },
  });
  await closeSessions(tx, account, 'recovered');
}
