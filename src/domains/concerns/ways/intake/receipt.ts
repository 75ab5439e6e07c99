import { hashPassword, type MasterKey, verifyPassword } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { Unavailable } from '#platform/errors';
import { type Code, codeFor } from '../code.ts';
import { findReceipt, type Receipt } from './queries.ts';

/** Of a receipt's secret a slow hash is kept, and that sealed: a stolen table cannot even be guessed at. */
export const RECEIPT_PURPOSE = 'receipt-secret';

export async function sealSecret(masterKey: MasterKey, { locator, secret }: Code): Promise<Buffer> {
  return masterKey.seal(RECEIPT_PURPOSE, locator, Buffer.from(await hashPassword(secret)));
}

/** Compared with where there is no such locator, so that the answer takes as long. */
let nobody: Promise<string> | undefined;

/** Takes as long whether or not there is such a report. */
export async function opens(
  masterKey: MasterKey,
  code: Code,
  receipt: Receipt | undefined,
): Promise<boolean> {
  nobody ??= hashPassword('no report has this secret');
  const stored =
    receipt === undefined
      ? await nobody
      : masterKey.open(RECEIPT_PURPOSE, code.locator, receipt.secret).toString();
  return (await verifyPassword(stored, code.secret)) && receipt !== undefined;
}

const TURNS = 4;

/** The code of this form: `sent` where it has been sent before. */
export async function receiptFor(
  tx: Tx,
  masterKey: MasterKey,
  token: string,
): Promise<{ readonly code: Code; readonly sent: boolean }> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const code = codeFor(masterKey, token, turn);
    const taken = await findReceipt(tx, code.locator);
    if (taken === undefined) return { code, sent: false };
    if (await opens(masterKey, code, taken)) return { code, sent: true };
  }
  throw new Unavailable(
    'no free locator',
    'This could not be sent. Go back to the first page and try again.',
  );
}
