import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecoveryKey, writeRecoveryKey } from './recovery-key.ts';

const key = randomBytes(32);
const lines = writeRecoveryKey(key);

test('any key is eight lines that are typed back as people type them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const written = writeRecoveryKey(bytes);
      expect(written).toHaveLength(8);
      const typed = written
        .map((line) => line.toLowerCase().replace('-', ' ').replaceAll('0', 'o'))
        .join('\n');
      expect([...readRecoveryKey(typed)]).toEqual([...bytes]);
    }),
  );
});

test('a slip is found, and its line is named', () => {
  const wrong = lines.map((line, at) =>
    at === 2 ? `${line.slice(0, -1)}${line.endsWith('7') ? '8' : '7'}` : line,
  );
  expect(() => readRecoveryKey(wrong.join(' '))).toThrow(
    expect.objectContaining({
      fields: [{ field: 'recovery_key', message: expect.stringContaining('Line 3') }],
    }),
  );
});

test('two lines that changed places are found', () => {
  const [first = '', second = '', ...rest] = lines;
  expect(() => readRecoveryKey([second, first, ...rest].join(' '))).toThrow();
});

test('a key that is cut short says how much is missing', () => {
  expect(() => readRecoveryKey(lines.slice(1).join(' '))).toThrow(
    expect.objectContaining({
      fields: [expect.objectContaining({ message: expect.stringContaining('here are 56') })],
    }),
  );
});
