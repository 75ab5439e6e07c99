import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passwordProblem } from './password-rules.ts';
import { weakWords } from './weak-passwords.ts';

test.each([
  ['short', 'eleven char'],
  ['a user name', 'correct m.osei kettle'],
  ['our own name', 'My-Gatehouse-Door'],
  ['one character', 'aaaaaaaaaaaaaaa'],
  ['a repeated piece', 'abcabcabcabc'],
  ['a repeated word', 'monkeymonkey12'],
  ['counting', '123456789012'],
  ['counting back', '0987654321098'],
  ['a row of keys', 'qwertyuiop123'],
  ['the alphabet', 'abcdefghijklm'],
  ['a known word with a year', 'Password2026'],
  ['a known word in disguise', 'P@ssw0rd!!!!!'],
  ['a season', 'Summer202666'],
  ['a club', 'liverpoolfc1892'],
  ['a school habit', 'Welcome12345'],
])('refuses %s', (_what, password) => {
  expect(passwordProblem(password, 'm.osei')).toBeTypeOf('string');
});

test.each([
  'harbour kettle violin',
  'Tr0mbone-under-the-stairs',
  'seventeen wet ducks',
  'ðþæ ðþæo ßüñ kettle',
])('takes %s', (password) => {
  expect(passwordProblem(password, 'm.osei')).toBeUndefined();
});

test('the list holds some two hundred and every one of them is refused, with a year too', () => {
  expect(weakWords.size).toBeGreaterThan(180);
  for (const word of weakWords) {
    expect(passwordProblem(`${word}2026`.padEnd(12, '1'), 'm.osei'), word).toBeTypeOf('string');
  }
});

test('random passwords of twenty letters are taken', () => {
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789');
  fc.assert(
    fc.property(fc.array(letter, { minLength: 20, maxLength: 20 }), (chars) => {
      fc.pre(new Set(chars).size > 9);
      expect(passwordProblem(chars.join(''), 'm.osei')).toBeUndefined();
    }),
    { seed: 7 },
  );
});
