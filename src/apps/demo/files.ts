import { crc32, deflateSync } from 'node:zlib';
import type { Random } from './random.ts';

/** Files that nobody took or wrote: bars stand for words, blocks for things. Made anew with every demo. */

const WIDTH = 360;
const HEIGHT = 640;
const PALETTE = 'f4f1ec 2f4b5c ffffff c9dfe8 8d979c d8c7a3 7fa286'.split(' ');

class Canvas {
  readonly #rows = Array.from({ length: HEIGHT }, () => Buffer.alloc(WIDTH + 1));

  /** `colour` is a place in the palette; what lies outside is cut off. */
  box(x: number, y: number, width: number, height: number, colour: number): void {
    for (const row of this.#rows.slice(y, y + height))
      row.fill(colour, x + 1, Math.min(x + width, WIDTH) + 1);
  }

  bytes(): Buffer {
    return deflateSync(Buffer.concat(this.#rows));
  }
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** What a telephone writes into a photo: its make, and that it knows where it was (EXIF). */
const CAMERA = Buffer.from(
  '4d4d002a000000080002010f00020000000443616d0088250004000000010000002600000000' +
    '00010001000200000002' +
    '4e00000000000000',
  'hex',
);

function png(canvas: Canvas, details?: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits, each a place in the palette.
  header.writeUInt16BE(0x0803, 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(PALETTE.join(''), 'hex')),
    ...(details === undefined ? [] : [chunk('eXIf', details)]),
    chunk('IDAT', canvas.bytes()),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A group chat on a telephone. */
export function screenshot(random: Random): Buffer {
  const canvas = new Canvas();
  canvas.box(0, 0, WIDTH, 56, 1);
  canvas.box(16, 20, 120, 16, 3);
  for (let y = 76; y < HEIGHT - 150; ) {
    const lines = random.between(1, 3);
    const mine = random.chance(0.35);
    const x = mine ? 110 : 16;
    canvas.box(x, y, 234, lines * 20 + 16, mine ? 3 : 2);
    for (let line = 0; line < lines; line += 1)
      canvas.box(x + 12, y + 12 + line * 20, random.between(60, 205), 9, 4);
    y += lines * 20 + 30;
  }
  canvas.box(16, HEIGHT - 52, WIDTH - 32, 36, 2);
  return png(canvas);
}

/** A page on a screen, photographed with a telephone. */
export function photo(random: Random): Buffer {
  const canvas = new Canvas();
  canvas.box(0, 0, WIDTH, HEIGHT, 5);
  canvas.box(30, 120, 300, 230, 1);
  canvas.box(42, 132, 276, 206, 2);
  canvas.box(42, 132, 276, 24, 6);
  for (let y = 172; y < 320; y += 20) canvas.box(58, y, random.between(90, 240), 9, 4);
  canvas.box(60, 420, 240, 60, 4);
  return png(canvas, CAMERA);
}

/** One page with a few lines. */
export function pdf(lines: readonly string[]): Buffer {
  const text = lines.map((line) => `(${line.replaceAll(/[\\()]/g, '')}) Tj T*`).join('\n');
  const content = `BT /F1 12 Tf 18 TL 60 770 Td\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let out = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = out.length;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const end = out.length;
  out += `xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}
