import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Face } from './faces.ts';
import { linesOf } from './lines.ts';
import type { Piece } from './pieces.ts';

const latin: Face = {
  name: 'latin',
  data: Buffer.alloc(0),
  rightToLeft: false,
  ascent: 1,
  sets: () => true,
  covers: (point) => point < 0x250,
};
/** One point a letter. */
const measure = ({ text }: Piece) => [...text].length;
const broken = (text: string, width: number) =>
  linesOf(text, [latin], width, measure).map(({ pieces }) => pieces.map((p) => p.text).join(''));

describe('breaking into lines', () => {
  it('breaks at spaces and keeps paragraphs and empty lines', () => {
    expect(broken('one two three\n\nfour', 8)).toEqual(['one two ', 'three', '', 'four']);
  });

  it('lets the last space of a line stand over its end', () => {
    expect(broken('abcd efgh', 4)).toEqual(['abcd ', 'efgh']);
  });

  it('tears a word that is wider than the column', () => {
    expect(broken('see abcdefghij', 4)).toEqual(['see ', 'abcd', 'efgh', 'ij']);
  });

  it('measures a long run of letters once or twice, not every beginning of it', () => {
    let measured = 0;
    const counting = (piece: Piece) => {
      measured += piece.text.length;
      return measure(piece);
    };
    expect(linesOf('a'.repeat(5000), [latin], 100, counting)).toHaveLength(50);
    expect(measured).toBeLessThan(5 * 5000);
  });

  it('never tears what stands for missing letters', () => {
    expect(broken('an 🔪', 5)).toEqual(['an ', '[emoji U+1F52A]']);
  });

  it('loses no letter, whatever the text and the width', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zé \n]{0,200}$/), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const lines = broken(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''));
        for (const line of lines) expect(line.trimEnd().length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
