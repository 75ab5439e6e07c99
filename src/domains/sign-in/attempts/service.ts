import type { MasterKey } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { TooMany } from '#platform/errors';
import { isKnown } from './known-browser.ts';
import { networkOf } from './network.ts';
import { countGuess, forgetKey, lockedUntil, uncountGuess, windowEnd } from './queries.ts';

const MOST_FOR_ACCOUNT = 5;
/**
 * A whole school comes from one address. After so many failures it is slowed down, not locked: who has failed before
 * waits, and everybody else gets in, up to the second bound.
 */
const SLOW_FOR_ADDRESS = 60;
const MOST_FOR_ADDRESS = 600;

/** Whose door, from where: keyed hashes, so that the table names nobody. */
export interface Guess {
  /** Counted apart for browsers that the account knows: no stranger locks its holder out of her own. */
  readonly account: Buffer;
  readonly address: Buffer;
  /** This account was signed in to from this browser before: what others fail at its address is not its fault. */
  readonly isKnownBrowser: boolean;
}

export interface From {
  readonly address: string;
  /** What the browser keeps of the accounts that were signed in to from it. */
  readonly known?: string | undefined;
}

export function guessAt(masterKey: MasterKey, accountName: string, from: From): Guess {
  const isKnownBrowser = isKnown(masterKey, accountName, from.known);
  const counter = isKnownBrowser ? 'attempt/known-browser' : 'attempt/account';
  return {
    account: masterKey.mac(counter, accountName.toLowerCase()),
    address: masterKey.mac('attempt/address', networkOf(from.address)),
    isKnownBrowser,
  };
}

async function tooMany(tx: Tx, key: Buffer): Promise<TooMany> {
  const until = (await lockedUntil(tx, key)) ?? (await windowEnd(tx, key)) ?? tx.at.add({ minutes: 15 });
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
  const failures = await countGuess(tx, guess.account, MOST_FOR_ACCOUNT);
  if (failures === undefined) throw await tooMany(tx, guess.account);
  if (guess.isKnownBrowser) return;
  const fromHere = await countGuess(tx, guess.address, MOST_FOR_ADDRESS);
  const isSlow = fromHere === undefined || (fromHere > SLOW_FOR_ADDRESS && failures > 1);
  if (isSlow) throw await tooMany(tx, guess.address);
}

/** The guess was right, but somebody is not in yet: earlier failures still count. */
export async function giveBack(tx: Tx, guess: Guess): Promise<void> {
  await uncountGuess(tx, guess.account);
  if (!guess.isKnownBrowser) await uncountGuess(tx, guess.address);
}

/** Somebody is in: their account starts from nothing; the address keeps what others failed. */
export async function forget(tx: Tx, guess: Guess): Promise<void> {
  await forgetKey(tx, guess.account);
  if (!guess.isKnownBrowser) await uncountGuess(tx, guess.address);
}
