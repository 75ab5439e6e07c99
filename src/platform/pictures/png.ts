import { type Bytes, DamagedPicture } from './bytes.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** The picture, its colours and, where it moves, its frames. Texts, dates, EXIF and profiles are not among them. */
const KEPT = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB cICP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '));

/** Each chunk: length, name, content, checksum. What stands behind the last one is left out. */
export async function* pngWithoutDetails(bytes: Bytes): AsyncGenerator<Buffer> {
  if (!(await bytes.take(8)).equals(SIGNATURE)) throw new DamagedPicture('no PNG');
  yield SIGNATURE;
  for (let name = ''; name !== 'IEND'; ) {
    const head = await bytes.take(8);
    name = head.subarray(4).toString('latin1');
    if (!/^[A-Za-z]{4}$/.test(name)) throw new DamagedPicture('no chunk where one has to be');
    const rest = head.readUInt32BE() + 4;
    if (KEPT.has(name)) {
      yield head;
      yield* bytes.pass(rest);
    } else await bytes.skip(rest);
  }
}
