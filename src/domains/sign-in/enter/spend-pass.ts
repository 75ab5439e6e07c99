import { z } from 'zod';
import type { Tx } from '#platform/db';
import { queueMail } from '#platform/mailer';
import { caseReaders } from '../queries.ts';
import type { Account } from '../types.ts';
import { SignInAgain } from './again.ts';
import { markRecoveryUsed, markUsed, passFacts } from './queries.ts';

const givenFacts = z.object({ recovery: z.string().optional() });

/** Uses an invitation or recovery up. When it was a case reader's, every case reader is told that it is done. */
export async function spendPass(tx: Tx, account: Account, passId: string): Promise<void> {
  const pass = await passFacts(tx, passId);
  if (pass === undefined || pass.personId !== account.personId || !(await markUsed(tx, passId)))
    throw new SignInAgain();
  const { recovery } = givenFacts.parse(pass.state);
  if (recovery !== undefined) await markRecoveryUsed(tx, recovery);
  if (account.readsCases) {
    await queueMail(tx, await caseReaders(tx, account.personId), { template: 'security', link: '/recovery' });
  }
  tx.record({
    chain: account.chain,
    type: pass.purpose === 'recovery' ? 'recovery.used/1' : 'invitation.used/1',
    subject: account.personId,
    data: { pass: passId, ...(recovery === undefined ? {} : { recovery }) },
  });
}
