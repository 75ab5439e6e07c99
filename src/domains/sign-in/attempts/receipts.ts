import { createHmac, randomBytes } from 'node:crypto';
import type { MasterKey } from '#platform/crypto';
import type { Guess } from './service.ts';

/**
 * Addresses of whoever guesses at receipt codes are told apart by a key that is drawn when this process starts and is
 * written nowhere: nobody, we neither, can say afterwards which address a count was of.
 */
const unkept = randomBytes(32);

/** A guess at the receipt of something that was told without an account. */
export function receiptGuess(masterKey: MasterKey, locator: string, address: string): Guess {
  return {
    account: masterKey.mac('attempt/receipt', locator),
    address: createHmac('sha256', unkept).update(address).digest(),
    isKnownBrowser: false,
  };
}
