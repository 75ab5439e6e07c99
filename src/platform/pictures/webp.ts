import { type Bytes, DamagedPicture } from './bytes.ts';

/** Without profile, EXIF and XMP, and without what nobody knows. */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);
const TELLS_OF_OTHERS = 0x20 | 0x08 | 0x04;

/** The chunks behind the header, each with an even length. */
export async function* webpChunks(bytes: Bytes): AsyncGenerator<Buffer> {
  const header = await bytes.take(12);
  if (header.toString('latin1', 0, 4) !== 'RIFF' || header.toString('latin1', 8) !== 'WEBP')
    throw new DamagedPicture('no WebP');
  for (let left = header.readUInt32LE(4) - 4; left > 0; ) {
    const head = await bytes.take(8);
    const name = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4) + (head.readUInt32LE(4) % 2);
    left -= 8 + length;
    if (left < 0) throw new DamagedPicture('a chunk longer than the picture');
    if (!KEPT.has(name)) await bytes.skip(length);
    else if (name === 'VP8X') {
      const facts = Buffer.from(await bytes.take(length));
      facts.writeUInt8(facts.readUInt8() & ~TELLS_OF_OTHERS);
      yield Buffer.concat([head, facts]);
    } else {
      yield head;
      yield* bytes.pass(length);
    }
  }
}

export function webpHeader(chunkBytes: number): Buffer {
  const header = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  header.writeUInt32LE(chunkBytes + 4, 4);
  return header;
}
