import type { MasterKey } from '#platform/crypto';
import type { Ids } from '#platform/ids';

/** 57 bits: with the account's limit on failures, out of reach of guessing while it is valid. */
const LENGTH = 12;

/** A one-time code to read out or hand over on paper: `7KQM-X2PD-9RTV`. */
export function newCode(ids: Ids): string {
  return groups(ids.code(LENGTH));
}

export function groups(text: string): string {
  return text.match(/.{1,4}/g)?.join('-') ?? '';
}

/** What is kept of a code: a keyed hash, since a code is short enough to be tried out on a stolen table. */
export function hashCode(masterKey: MasterKey, code: string): Buffer {
  return masterKey.mac('sign-in/code', code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''));
}
