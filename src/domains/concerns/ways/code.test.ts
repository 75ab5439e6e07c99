import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MasterKey } from '#platform/crypto';
import { systemIds } from '#platform/ids';
import { type Code, codeFor, readCode, writeCode } from './code.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letter = fc.constantFrom(...LETTERS);
const code = fc.record({
  locator: fc.string({ unit: letter, minLength: 7, maxLength: 7 }),
  secret: fc.string({ unit: letter, minLength: 16, maxLength: 16 }),
});

test('whatever is written is read back, also in small letters, without dashes and with O for 0', () => {
  fc.assert(
    fc.property(code, (one) => {
      const written = writeCode(one);
      expect(written).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readCode(written)).toEqual(one);
      const sloppy = written.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
      expect(readCode(sloppy)).toEqual(one);
    }),
  );
});

test('one wrong letter is always caught', () => {
  fc.assert(
    fc.property(code, fc.nat(23), letter, (one, at, wrong) => {
      const letters = writeCode(one).replaceAll('-', '');
      fc.pre(letters[at] !== wrong);
      expect(readCode(`${letters.slice(0, at)}${wrong}${letters.slice(at + 1)}`)).toBeUndefined();
    }),
  );
});

test.each(['', '7K3M', 'not a code at all, only words', '!!!!'])('"%s" is no code', (typed) => {
  expect(readCode(typed)).toBeUndefined();
});

test('a form gives the same code each time, and another in another turn; its secret has 80 bits', () => {
  const masterKey = {
    mac: (purpose: string, text: string) => Buffer.from(`${purpose}${text}`.padEnd(64, '.')).subarray(12, 44),
  } as Pick<MasterKey, 'mac'> as MasterKey;
  const token = systemIds.token();
  const first: Code = codeFor(masterKey, token, 0);
  expect(codeFor(masterKey, token, 0)).toEqual(first);
  expect(codeFor(masterKey, token, 1)).not.toEqual(first);
  expect(Math.log2(32) * first.secret.length).toBeGreaterThanOrEqual(80);
});
