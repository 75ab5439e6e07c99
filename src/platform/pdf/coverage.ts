import { ByteReader } from './bytes.ts';

function findTable(font: Uint8Array, wanted: string): Uint8Array | undefined {
  const input = new ByteReader(font).skip(4);
  const count = input.u16();
  input.skip(6);
  for (let i = 0; i < count; i++) {
    const tag = input.tag();
    input.skip(4);
    const start = input.u32();
    const length = input.u32();
    if (tag === wanted) return font.subarray(start, start + length);
  }
  return undefined;
}

/** Format 4: the basic plane in segments. Its glyph arithmetic is left to the font engine: a mapped segment covers. */
function addSegments(table: Uint8Array, points: Set<number>): void {
  const input = new ByteReader(table).skip(6);
  const count = input.u16() / 2;
  input.skip(6);
  const ends = Array.from({ length: count }, () => input.u16());
  input.skip(2);
  const starts = Array.from({ length: count }, () => input.u16());
  starts.forEach((start, i) => {
    const end = ends[i] ?? 0;
    for (let point = start; point <= end && point !== 0xffff; point++) points.add(point);
  });
}

/** Format 12: every plane in groups. */
function addGroups(table: Uint8Array, points: Set<number>): void {
  const input = new ByteReader(table).skip(12);
  const count = input.u32();
  for (let i = 0; i < count; i++) {
    const start = input.u32();
    const end = input.u32();
    input.skip(4);
    for (let point = start; point <= end; point++) points.add(point);
  }
}

/** The characters that a TrueType font can show, out of its `cmap` table. */
export function coverage(font: Uint8Array): ReadonlySet<number> {
  const cmap = findTable(font, 'cmap');
  const points = new Set<number>();
  if (cmap === undefined) return points;
  const input = new ByteReader(cmap).skip(2);
  const count = input.u16();
  for (let i = 0; i < count; i++) {
    input.skip(4);
    const table = cmap.subarray(input.u32());
    const format = new ByteReader(table).u16();
    if (format === 4) addSegments(table, points);
    if (format === 12) addGroups(table, points);
  }
  return points;
}
