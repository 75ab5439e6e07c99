import { brotliDecompressSync } from 'node:zlib';
import { ByteReader, ByteWriter } from './bytes.ts';
import { readGlyphs } from './woff2-glyphs.ts';

/** The order of the WOFF2 specification, section 5.2: a table's tag is its place in this list. */
const KNOWN_TAGS =
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
    .split(' ')
    .map((tag) => tag.replace('_', ' '));

interface Entry {
  readonly tag: string;
  readonly transformed: boolean;
  readonly length: number;
}

function readEntry(input: ByteReader): Entry {
  const flags = input.u8();
  const known = flags & 0x3f;
  const tag = known === 0x3f ? input.tag() : (KNOWN_TAGS[known] ?? '');
  const version = flags >> 6;
  // For these two, version 0 is the transform and 3 is "as it is"; for every other table 0 is "as it is".
  const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
  const original = input.base128();
  return { tag, transformed, length: transformed ? input.base128() : original };
}

function readTables(file: Uint8Array): Map<string, { data: Uint8Array; transformed: boolean }> {
  const input = new ByteReader(file);
  if (input.tag() !== 'wOF2') throw new Error('not a WOFF2 font');
  input.skip(8);
  const count = input.u16();
  input.skip(6);
  const compressed = input.u32();
  input.skip(24);
  const entries = Array.from({ length: count }, () => readEntry(input));
  const data = new ByteReader(brotliDecompressSync(input.take(compressed)));
  return new Map(entries.map((e) => [e.tag, { data: data.take(e.length), transformed: e.transformed }]));
}

/** The transformed `hmtx` leaves out the bearings that equal a glyph's left edge. */
function readMetrics(data: Uint8Array, metrics: number, leftEdges: readonly number[]): Uint8Array {
  const input = new ByteReader(data);
  const flags = input.u8();
  const widths = Array.from({ length: metrics }, () => input.u16());
  const bearings = leftEdges.map((edge, glyph) => {
    const leftOut = (flags & (glyph < metrics ? 1 : 2)) !== 0;
    return leftOut ? edge : input.i16();
  });
  const output = new ByteWriter();
  bearings.forEach((bearing, glyph) => {
    const width = widths[glyph];
    if (width !== undefined) output.u16(width);
    output.i16(bearing);
  });
  return output.bytes();
}

/** What makes a font variable. Without it, the file is the one weight that its outlines were drawn in. */
const VARIATIONS = ['fvar', 'gvar', 'avar', 'cvar', 'HVAR', 'VVAR', 'MVAR', 'STAT'];

function assemble(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const directory = new ByteWriter();
  const body = new ByteWriter();
  const start = 12 + 16 * sorted.length;
  directory.u32(0x00010000).u16(sorted.length).u16(0).u16(0).u16(0);
  for (const [tag, data] of sorted) {
    // Table checksums are left at nought: whoever embeds a font makes a subset with its own.
    directory
      .tag(tag)
      .u32(0)
      .u32(start + body.length)
      .u32(data.length);
    body.append(data).align(4);
  }
  return directory.append(body.bytes()).bytes();
}

/**
 * Turns a WOFF2 file into a TrueType file of its default weight. The brand's font comes as variable WOFF2 alone,
 * of which the PDF writer can embed neither (its subsetter needs `loca`, and fails on variations).
 */
export function woff2ToTrueType(file: Uint8Array): Uint8Array {
  const packed = readTables(file);
  const tables = new Map([...packed].map(([tag, { data }]) => [tag, data]));
  const glyf = packed.get('glyf');
  if (glyf?.transformed) {
    const { glyphs, offsets, leftEdges } = readGlyphs(glyf.data);
    tables.set('glyf', glyphs).set('loca', offsets);
    const head = Uint8Array.from(tables.get('head') ?? []);
    // indexToLocFormat: our offsets are the long ones.
    new DataView(head.buffer).setUint16(50, 1);
    tables.set('head', head);
    const hmtx = packed.get('hmtx');
    const hhea = tables.get('hhea');
    if (hmtx?.transformed && hhea) {
      tables.set('hmtx', readMetrics(hmtx.data, new ByteReader(hhea).skip(34).u16(), leftEdges));
    }
  }
  for (const tag of VARIATIONS) tables.delete(tag);
  return assemble(tables);
}
