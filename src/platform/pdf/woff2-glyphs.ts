import { ByteReader, ByteWriter } from './bytes.ts';

interface Streams {
  readonly contours: ByteReader;
  readonly points: ByteReader;
  readonly flags: ByteReader;
  readonly glyphs: ByteReader;
  readonly composites: ByteReader;
  readonly boxes: ByteReader;
  readonly instructions: ByteReader;
}

interface Point {
  readonly dx: number;
  readonly dy: number;
  readonly onCurve: boolean;
}

interface Box {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

const signed = (flag: number, size: number) => ((flag & 1) === 1 ? size : -size);

/** A point's step from the one before it, in one to four bytes (WOFF2 specification, section 5.2). */
function readPoint(flags: ByteReader, input: ByteReader): Point {
  const all = flags.u8();
  const onCurve = all < 0x80;
  const flag = all & 0x7f;
  const a = input.u8();
  if (flag < 10) return { onCurve, dx: 0, dy: signed(flag, ((flag & 14) << 7) + a) };
  if (flag < 20) return { onCurve, dx: signed(flag, (((flag - 10) & 14) << 7) + a), dy: 0 };
  if (flag < 84) {
    const rest = flag - 20;
    return {
      onCurve,
      dx: signed(flag, 1 + (rest & 0x30) + (a >> 4)),
      dy: signed(flag >> 1, 1 + ((rest & 0x0c) << 2) + (a & 0x0f)),
    };
  }
  const b = input.u8();
  if (flag < 120) {
    const rest = flag - 84;
    return {
      onCurve,
      dx: signed(flag, 1 + (Math.floor(rest / 12) << 8) + a),
      dy: signed(flag >> 1, 1 + (((rest % 12) >> 2) << 8) + b),
    };
  }
  const c = input.u8();
  if (flag < 124)
    return { onCurve, dx: signed(flag, (a << 4) + (b >> 4)), dy: signed(flag >> 1, ((b & 0x0f) << 8) + c) };
  return { onCurve, dx: signed(flag, (a << 8) + b), dy: signed(flag >> 1, (c << 8) + input.u8()) };
}

function boxOf(points: readonly Point[]): Box {
  let [x, y] = [0, 0];
  const xs: number[] = [];
  const ys: number[] = [];
  for (const { dx, dy } of points) {
    x += dx;
    y += dy;
    xs.push(x);
    ys.push(y);
  }
  return { xMin: Math.min(...xs), yMin: Math.min(...ys), xMax: Math.max(...xs), yMax: Math.max(...ys) };
}

const readBox = (boxes: ByteReader): Box => ({
  xMin: boxes.i16(),
  yMin: boxes.i16(),
  xMax: boxes.i16(),
  yMax: boxes.i16(),
});

const writeBox = (output: ByteWriter, { xMin, yMin, xMax, yMax }: Box) =>
  output.i16(xMin).i16(yMin).i16(xMax).i16(yMax);

function copySimple(streams: Streams, contours: number, hasBox: boolean, output: ByteWriter): number {
  const counts = Array.from({ length: contours }, () => streams.points.short255());
  const total = counts.reduce((sum, n) => sum + n, 0);
  const points = Array.from({ length: total }, () => readPoint(streams.flags, streams.glyphs));
  const instructions = streams.instructions.take(streams.glyphs.short255());
  const box = hasBox ? readBox(streams.boxes) : boxOf(points);
  writeBox(output.i16(contours), box);
  let end = -1;
  for (const count of counts) {
    end += count;
    output.u16(end);
  }
  output.u16(instructions.length).append(instructions);
  // Neither the short nor the repeated form: two bytes a step, which every reader takes.
  for (const { onCurve } of points) output.u8(onCurve ? 1 : 0);
  for (const { dx } of points) output.i16(dx);
  for (const { dy } of points) output.i16(dy);
  return box.xMin;
}

const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const SCALE_BOTH = 0x0040;
const MATRIX = 0x0080;
const INSTRUCTED = 0x0100;

function copyComposite(streams: Streams, output: ByteWriter): number {
  const box = readBox(streams.boxes);
  writeBox(output.i16(-1), box);
  let flags = MORE;
  let instructed = false;
  while ((flags & MORE) !== 0) {
    flags = streams.composites.u16();
    instructed ||= (flags & INSTRUCTED) !== 0;
    const scales =
      (flags & MATRIX) !== 0 ? 8 : (flags & SCALE_BOTH) !== 0 ? 4 : (flags & SCALE) !== 0 ? 2 : 0;
    const size = 2 + ((flags & WORDS) !== 0 ? 4 : 2) + scales;
    output.u16(flags).append(streams.composites.take(size));
  }
  if (instructed) {
    const instructions = streams.instructions.take(streams.glyphs.short255());
    output.u16(instructions.length).append(instructions);
  }
  return box.xMin;
}

function openStreams(data: Uint8Array): {
  streams: Streams;
  count: number;
  hasBox: (glyph: number) => boolean;
} {
  const input = new ByteReader(data);
  input.skip(4);
  const count = input.u16();
  input.skip(2);
  const sizes = Array.from({ length: 7 }, () => input.u32());
  const next = (i: number) => new ByteReader(input.take(sizes[i] ?? 0));
  const [contours, points, flags, glyphs, composites] = [next(0), next(1), next(2), next(3), next(4)];
  const bitmap = input.take(4 * Math.ceil(count / 32));
  const boxes = new ByteReader(input.take((sizes[5] ?? 0) - bitmap.length));
  const streams = { contours, points, flags, glyphs, composites, boxes, instructions: next(6) };
  return { streams, count, hasBox: (glyph) => ((bitmap[glyph >> 3] ?? 0) & (0x80 >> (glyph & 7))) !== 0 };
}

export interface Glyphs {
  /** The `glyf` table. */
  readonly glyphs: Uint8Array;
  /** The `loca` table, long offsets. */
  readonly offsets: Uint8Array;
  /** Each glyph's left edge, which `hmtx` may lean on. */
  readonly leftEdges: readonly number[];
}

/** Rebuilds `glyf` and `loca` from the streams that WOFF2 takes them apart into. */
export function readGlyphs(data: Uint8Array): Glyphs {
  const { streams, count, hasBox } = openStreams(data);
  const glyphs = new ByteWriter();
  const offsets = new ByteWriter();
  const leftEdges: number[] = [];
  for (let glyph = 0; glyph < count; glyph++) {
    offsets.u32(glyphs.length);
    const contours = streams.contours.i16();
    if (contours === 0) leftEdges.push(0);
    else if (contours < 0) leftEdges.push(copyComposite(streams, glyphs));
    else leftEdges.push(copySimple(streams, contours, hasBox(glyph), glyphs));
    glyphs.align(4);
  }
  offsets.u32(glyphs.length);
  return { glyphs: glyphs.bytes(), offsets: offsets.bytes(), leftEdges };
}
