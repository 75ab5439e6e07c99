import type { MasterKey } from '#platform/crypto';

/**
 * The receipt code: seven letters to find a report by, sixteen (80 bits) that nobody can guess, one that catches a
 * misread one. Crockford's letters: no I, L, O or U, and what looks like them is read as what was meant.
 */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOCATOR = 7;
const SECRET = 16;
const GROUP = 4;

export interface Code {
  readonly locator: string;
  readonly secret: string;
}

/** Luhn's sum over 32 letters: one wrong letter is always caught, two that changed places nearly always. */
function checkLetter(letters: string): string {
  let sum = 0;
  for (const [at, letter] of [...letters].reverse().entries()) {
    const value = LETTERS.indexOf(letter) * (at % 2 === 0 ? 2 : 1);
    sum += Math.trunc(value / 32) + (value % 32);
  }
  return LETTERS.charAt((32 - (sum % 32)) % 32);
}

/** "7K3M-9Q2X-…": six groups of four, to be read aloud one by one. */
export function writeCode({ locator, secret }: Code): string {
  const letters = `${locator}${secret}`;
  const all = `${letters}${checkLetter(letters)}`;
  return Array.from({ length: all.length / GROUP }, (_, n) => all.slice(n * GROUP, (n + 1) * GROUP)).join(
    '-',
  );
}

/** Undefined where it cannot be a code of ours: that says nothing about which codes there are. */
export function readCode(typed: string): Code | undefined {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
    .replaceAll(/[\s\p{P}]/gu, '');
  const [body, check] = [letters.slice(0, -1), letters.slice(-1)];
  const isWhole =
    body.length === LOCATOR + SECRET && [...letters].every((letter) => LETTERS.includes(letter));
  if (!isWhole || checkLetter(body) !== check) return undefined;
  return { locator: body.slice(0, LOCATOR), secret: body.slice(LOCATOR) };
}

/**
 * The code of a form that was opened with this token (256 random bits, never kept): pressing Send twice gives the same
 * one. `turn` gives another where the first is taken.
 */
export function codeFor(masterKey: MasterKey, token: string, turn: number): Code {
  const bytes = masterKey.mac('receipt-code', `${turn} ${token}`);
  const letters = [...bytes].map((byte) => LETTERS.charAt(byte % 32)).join('');
  return { locator: letters.slice(0, LOCATOR), secret: letters.slice(LOCATOR, LOCATOR + SECRET) };
}
