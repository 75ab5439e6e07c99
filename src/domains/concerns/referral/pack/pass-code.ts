import type { MasterKey } from '#platform/crypto';

/** No letter that is taken for another when it is read aloud or written down: no i, l, o and u. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 4;
const IN_A_GROUP = 4;

/** Eighty bits, in four groups to tell by telephone; the same each time for one pack, and stored nowhere. */
export function passCodeOf(masterKey: MasterKey, packId: string): string {
  const bytes = masterKey.mac('referral-pack', packId);
  const letters = [...bytes.subarray(0, GROUPS * IN_A_GROUP)].map((byte) =>
    LETTERS.charAt(byte % LETTERS.length),
  );
  return Array.from({ length: GROUPS }, (_, n) =>
    letters.slice(n * IN_A_GROUP, (n + 1) * IN_A_GROUP).join(''),
  ).join('-');
}
