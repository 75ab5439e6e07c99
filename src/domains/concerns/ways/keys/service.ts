import type { MasterKey } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { IDENTITY_PURPOSE } from '../intake/identity.ts';
import { RECEIPT_PURPOSE } from '../intake/receipt.ts';
import {
  findSealedIdentities,
  findSealedReceipts,
  saveSealedIdentity,
  saveSealedReceipt,
} from './queries.ts';

/** Seals receipts, and who told in confidence, with the master key of now; gives how many. */
export async function resealTold(tx: Tx, masterKey: MasterKey): Promise<number> {
  const receipts = await findSealedReceipts(tx);
  for (const { concernId, locator, secret } of receipts) {
    const plain = masterKey.open(RECEIPT_PURPOSE, locator, secret);
    await saveSealedReceipt(tx, concernId, masterKey.seal(RECEIPT_PURPOSE, locator, plain));
  }
  const identities = await findSealedIdentities(tx);
  for (const { concernId, sealed } of identities) {
    const plain = masterKey.open(IDENTITY_PURPOSE, concernId, sealed);
    await saveSealedIdentity(tx, concernId, masterKey.seal(IDENTITY_PURPOSE, concernId, plain));
  }
  return receipts.length + identities.length;
}

const opens = (act: () => unknown): boolean => {
  try {
    act();
    return true;
  } catch {
    // That it does not open is the answer.
    return false;
  }
};

/** Concerns told from outside of which the receipt, or a sealed name, does not open with this key. */
export async function findUnopenableTold(tx: Tx, masterKey: MasterKey): Promise<string[]> {
  const receipts = (await findSealedReceipts(tx)).filter(
    ({ locator, secret }) => !opens(() => masterKey.open(RECEIPT_PURPOSE, locator, secret)),
  );
  const identities = (await findSealedIdentities(tx)).filter(
    ({ concernId, sealed }) => !opens(() => masterKey.open(IDENTITY_PURPOSE, concernId, sealed)),
  );
  return [...new Set([...receipts, ...identities].map(({ concernId }) => concernId))];
}
