import { randomBytes, randomUUID } from 'node:crypto';
import { v7 } from 'uuid';

/** Where new ids and random words come from; tests inject their own so that a run can be repeated. */
export interface Ids {
  /** A time-ordered UUID (RFC 9562, version 7). */
  uuid(): string;
  /** A UUID that does not tell when it was made (version 4), for what nobody is to date. */
  timeless(): string;
  /** `length` characters that are easy to read out: no vowels, no 0/O, 1/I/L. */
  code(length: number): string;
  /** An unguessable token for a link or cookie, 256 bits, base64url. */
  token(): string;
}

const CODE_LETTERS = '23456789BCDFGHJKMNPQRSTVWXZ';

/** One letter per byte, bytes that would favour some letters thrown away. */
function codeFrom(bytes: (n: number) => Uint8Array, length: number): string {
  const fair = 256 - (256 % CODE_LETTERS.length);
  let code = '';
  while (code.length < length) {
    for (const byte of bytes(length)) {
      if (byte < fair && code.length < length) code += CODE_LETTERS.charAt(byte % CODE_LETTERS.length);
    }
  }
  return code;
}

export const systemIds: Ids = {
  uuid: () => v7(),
  timeless: () => randomUUID(),
  code: (length) => codeFrom((n) => randomBytes(n), length),
  token: () => randomBytes(32).toString('base64url'),
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
