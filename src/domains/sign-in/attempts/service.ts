import type { MasterKey } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { TooMany } from '#platform/errors';
import { countGuess, forgetKey, lockedUntil, uncountGuess } from './queries.ts';

/** A whole school comes from one address, so an address may fail more often than an account. */
const MOST_FOR_ACCOUNT = 5;
const MOST_FOR_ADDRESS = 60;

/** Whose door, from where: keyed hashes, so that the table names nobody. */
export interface Guess {
  readonly account: Buffer;
  readonly address: Buffer;
}

export function guessAt(masterKey: MasterKey, accountName: string, address: string): Guess {
  return {
    account: masterKey.mac('attempt/account', accountName.toLowerCase()),
    address: masterKey.mac('attempt/address', address),
  };
}

async function tooMany(tx: Tx, key: Buffer): Promise<TooMany> {
  const until = (await lockedUntil(tx, key)) ?? tx.at.add({ minutes: 15 });
  const seconds = Math.max(1, Math.ceil(tx.at.until(until).total('seconds')));
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return new TooMany('too many guesses', `Too many tries. Wait ${wait} and try again.`, seconds);
}

/**
 * Counts a guess, before anything is compared. Throws `TooMany` where the account or the address has to wait, whether
 * or not there is such an account.
 */
export async function takeGuess(tx: Tx, guess: Guess): Promise<void> {
  // The account first, always: two transactions that lock the same rows never wait for each other in a circle.
  if ((await countGuess(tx, guess.account, MOST_FOR_ACCOUNT)) === undefined)
    throw await tooMany(tx, guess.account);
  if ((await countGuess(tx, guess.address, MOST_FOR_ADDRESS)) === undefined)
    throw await tooMany(tx, guess.address);
}

/** The guess was right, but somebody is not in yet: earlier failures still count. */
export async function giveBack(tx: Tx, guess: Guess): Promise<void> {
  await uncountGuess(tx, guess.account);
  await uncountGuess(tx, guess.address);
}

/** Somebody is in: their account starts from nothing; the address keeps what others failed. */
export async function forget(tx: Tx, guess: Guess): Promise<void> {
  await forgetKey(tx, guess.account);
  await uncountGuess(tx, guess.address);
}
