import { createHash } from 'node:crypto';
import { Invalid } from '#platform/errors';

/**
 * The master key as people can print, keep in a safe and type back: eight numbered lines of eight letters and digits
 * (Crockford's alphabet: no I, L, O or U). Each line carries its own check, so that a slip is found and named by line.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LINES = 8;
const LINE_BYTES = 4;

/** Bound to the line's number: two lines that were swapped are found as well. */
const checkOf = (bytes: Uint8Array, line: number): number =>
  createHash('sha256').update(bytes).update(`gatehouse recovery key, line ${line}`).digest()[0] ?? 0;

function encodeLine(bytes: Buffer, line: number): string {
  let bits = 0n;
  for (const byte of [...bytes, checkOf(bytes, line)]) bits = (bits << 8n) | BigInt(byte);
  let letters = '';
  for (let at = 7n; at >= 0n; at -= 1n) letters += ALPHABET.charAt(Number((bits >> (at * 5n)) & 31n));
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** The eight lines, in order. */
export function writeRecoveryKey(key: Uint8Array): string[] {
  return Array.from({ length: LINES }, (_line, at) =>
    encodeLine(Buffer.from(key.subarray(at * LINE_BYTES, (at + 1) * LINE_BYTES)), at + 1),
  );
}

function decodeLine(letters: string, line: number): Buffer {
  let bits = 0n;
  for (const letter of letters) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(letter));
  const bytes = Buffer.alloc(LINE_BYTES + 1);
  bytes.writeUIntBE(Number(bits), 0, LINE_BYTES + 1);
  const plain = bytes.subarray(0, LINE_BYTES);
  if (bytes[LINE_BYTES] !== checkOf(plain, line))
    throw new Invalid([
      { field: 'recovery_key', message: `Line ${line} has a slip. Compare it letter by letter.` },
    ]);
  return plain;
}

/** What was typed, as a key: small letters, spaces and look-alike letters are taken as meant. Throws `Invalid` by line. */
export function readRecoveryKey(typed: string): Buffer {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s.:_-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const message = `Type all eight lines: that is 64 letters and digits, and here are ${letters.length}.`;
  if (letters.length !== LINES * 8) throw new Invalid([{ field: 'recovery_key', message }]);
  const odd = [...letters].find((letter) => !ALPHABET.includes(letter));
  if (odd !== undefined)
    throw new Invalid([{ field: 'recovery_key', message: `“${odd}” does not occur in a recovery key.` }]);
  return Buffer.concat(
    Array.from({ length: LINES }, (_line, at) => decodeLine(letters.slice(at * 8, at * 8 + 8), at + 1)),
  );
}
