import { describe, expect, it } from 'vitest';
import type { Face } from './faces.ts';
import { piecesOf } from './pieces.ts';

const face = (name: string, letters: RegExp): Face => ({
  name,
  data: Buffer.alloc(0),
  rightToLeft: false,
  ascent: 1,
  sets: () => true,
  covers: (point) => letters.test(String.fromCodePoint(point)),
});
const chain = [face('first', /[ -~é]/), face('second', /[łŵ]/)];
const texts = (text: string) => piecesOf(text, chain).map((piece) => piece.text);

describe('text cut into fonts', () => {
  it('takes each letter from the first font that has it', () => {
    expect(piecesOf('Ała é', chain)).toEqual([
      { text: 'A', face: 'first' },
      { text: 'ł', face: 'second' },
      { text: 'a é', face: 'first' },
    ]);
  });

  it('is nothing for nothing', () => {
    expect(piecesOf('', chain)).toEqual([]);
  });

  it('leaves out what shows nothing: controls, joiners, direction marks', () => {
    expect(texts('a\u0007b\u200bc\u202ed')).toEqual(['abcd']);
  });
});

describe('what no font has', () => {
  it('is told of by script, words together, with the original kept behind it', () => {
    expect(piecesOf('She is علي حسن here', chain)).toEqual([
      { text: 'She is ', face: 'first' },
      { text: '[Arabic script, 6 letters]', face: 'first', actual: 'علي حسن' },
      { text: ' ', face: 'first' },
      { text: 'here', face: 'first' },
    ]);
  });

  it('is told of in the singular', () => {
    expect(texts('م')).toEqual(['[Arabic script, 1 letter]']);
  });

  it('keeps two scripts apart', () => {
    expect(texts('мир王')).toEqual(['[Cyrillic script, 3 letters]', '[Han script, 1 letter]']);
  });

  it('names a picture by its number, joined pictures as one', () => {
    expect(piecesOf('no 🔪!', chain)).toEqual([
      { text: 'no ', face: 'first' },
      { text: '[emoji U+1F52A]', face: 'first', actual: '🔪' },
      { text: '!', face: 'first' },
    ]);
    expect(texts('👩‍👧')).toEqual(['[emoji U+1F469 U+200D U+1F467]']);
    expect(texts('❤️')).toEqual(['[emoji U+2764]']);
  });

  it('counts what nobody would read on', () => {
    expect(texts(`q${'\u0301'.repeat(29)}`)).toEqual([
      `q[U+0071 ${Array(7).fill('U+0301').join(' ')} and 22 more]`,
    ]);
  });

  it('keeps the base of a Latin letter, so that a name can still be read', () => {
    expect(piecesOf('Aiṣa', chain)).toContainEqual({ text: 's[U+1E63]', face: 'first', actual: 'ṣ' });
  });
});
