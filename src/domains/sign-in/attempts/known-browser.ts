import type { MasterKey } from '#platform/crypto';

/** A staff-room computer is known for a few accounts; an older one has only to wait its turn again. */
const MOST_ACCOUNTS = 8;

const tokenOf = (masterKey: MasterKey, accountName: string) =>
  masterKey.mac('known-browser', accountName.toLowerCase()).toString('base64url');

/**
 * What a browser keeps of an account that was signed in to from it: a keyed hash, which nobody can make up and which
 * names nobody. It opens nothing; it only lets a guess be made when others have failed from the same address.
 */
export function isKnown(masterKey: MasterKey, accountName: string, known: string | undefined): boolean {
  return known?.split('.').includes(tokenOf(masterKey, accountName)) ?? false;
}

export function remember(masterKey: MasterKey, accountName: string, known: string | undefined): string {
  const token = tokenOf(masterKey, accountName);
  const others = (known ?? '').split('.').filter((other) => /^[\w-]{43}$/.test(other) && other !== token);
  return [token, ...others].slice(0, MOST_ACCOUNTS).join('.');
}
