import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, MARKS } from './excerpt.ts';

const said = (pieces: ReturnType<typeof excerptOf>) =>
  pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join('');

test('what the database marked is marked, and nothing else', () => {
  const headline = `two ${MARKS.open}pictures${MARKS.close} on <b>his</b> ${MARKS.open}phone${MARKS.close}.`;
  expect(said(excerptOf({ headline, text: null }, 'picture phone'))).toBe(
    'two [pictures] on <b>his</b> [phone].',
  );
});

test.each([
  ['some user99', 'It is https://www.example.test/@some_user99/video, she said.', 'some_user99'],
  ['someuser99', 'the account some.user_99 wrote', 'some.user_99'],
  ['https://www.example.test/@abc', 'Seen at example.test/@abc?x=1', 'example.test/@abc'],
  ['a+b (c', 'the sum a+b (c) is odd', 'a+b (c'],
])('%s is found in an address or account', (typed, text, found) => {
  expect(excerptOf({ headline: '', text }, typed).find((piece) => piece.found)?.text).toBe(found);
});

test('a long text is cut at whole words around what was found', () => {
  const text = `${'before '.repeat(40)}snail_77 ${'after '.repeat(40)}`;
  const shown = said(excerptOf({ headline: '', text }, 'snail77'));
  expect(shown).toMatch(/^… before [^[]*\[snail_77\][^\]]* after …$/);
  expect(shown.length).toBeLessThan(160);
});

test('whatever is typed and written, nothing is lost but what is cut, and nothing breaks', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), fc.string({ maxLength: 30 }), (text, typed) => {
      const pieces = excerptOf({ headline: '', text }, typed);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text.replaceAll(/\s+/g, ' ').trim());
    }),
  );
});
