import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ByteReader } from './bytes.ts';
import { coverage } from './coverage.ts';
import { faces } from './faces.ts';
import { woff2ToTrueType } from './woff2.ts';

const file = readFileSync(
  fileURLToPath(
    import.meta.resolve(
      '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
    ),
  ),
);

function tablesOf(font: Uint8Array): Map<string, Uint8Array> {
  const input = new ByteReader(font).skip(4);
  const count = input.u16();
  input.skip(6);
  return new Map(
    Array.from({ length: count }, () => {
      const tag = input.tag();
      input.skip(4);
      const start = input.u32();
      return [tag, font.subarray(start, start + input.u32())] as const;
    }),
  );
}

const table = (tables: Map<string, Uint8Array>, tag: string): Uint8Array => {
  const found = tables.get(tag);
  if (found === undefined) throw new Error(`no ${tag}`);
  return found;
};

describe('a WOFF2 font taken back to TrueType', () => {
  const tables = tablesOf(woff2ToTrueType(file));

  it('has a place for every glyph, in order, up to the end of the outlines', () => {
    const glyphs = new ByteReader(table(tables, 'maxp')).skip(4).u16();
    const loca = new ByteReader(table(tables, 'loca'));
    const offsets = Array.from({ length: glyphs + 1 }, () => loca.u32());
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(offsets.at(-1)).toBe(table(tables, 'glyf').length);
  });

  it('has outlines whose boxes, worked out from their points, lie within the box that the font declares', () => {
    const loca = new ByteReader(table(tables, 'loca'));
    const glyphs = new ByteReader(table(tables, 'maxp')).skip(4).u16();
    const offsets = Array.from({ length: glyphs + 1 }, () => loca.u32());
    const boxes = offsets.slice(0, -1).flatMap((start, i) => {
      if (start === offsets[i + 1]) return [];
      const glyph = new ByteReader(table(tables, 'glyf').subarray(start)).skip(2);
      return [[glyph.i16(), glyph.i16(), glyph.i16(), glyph.i16()] as const];
    });
    const head = new ByteReader(table(tables, 'head')).skip(36);
    const [left, bottom, right, top] = [head.i16(), head.i16(), head.i16(), head.i16()];
    // One wrongly read step would send every later point of its glyph astray.
    const astray = boxes.filter(
      ([a, b, c, d]) => a < left || b < bottom || c > right || d > top || a > c || b > d,
    );
    expect(boxes.length).toBeGreaterThan(200);
    expect(astray).toEqual([]);
    expect(Math.min(...boxes.map(([a]) => a))).toBe(left);
  });

  it('is no longer variable, so that it can be subset', () => {
    expect([...tables.keys()].filter((tag) => /var$|STAT/i.test(tag))).toEqual([]);
  });

  it('covers the letters of English', () => {
    const points = coverage(woff2ToTrueType(file));
    expect([...'AZaz09£€’“”…'].every((letter) => points.has(letter.codePointAt(0) ?? 0))).toBe(true);
    expect(points.has('م'.codePointAt(0) ?? 0)).toBe(false);
  });
});

describe('the chain of fonts', () => {
  it('covers Welsh and Polish names', () => {
    const missing = [...'ŴŵŶŷÂâÊêÎîÔôÛûŁłĄąĘęŚśĆćŻżŹźŃńÓó'].filter(
      (letter) => !faces().some((face) => face.covers(letter.codePointAt(0) ?? 0)),
    );
    expect(missing).toEqual([]);
  });
});

describe('what is not a whole WOFF2 font', () => {
  it('is refused', () => {
    expect(() => woff2ToTrueType(new TextEncoder().encode('wOFF and something else'))).toThrow('not a WOFF2');
    expect(() => woff2ToTrueType(file.subarray(0, 4000))).toThrow();
  });
});
