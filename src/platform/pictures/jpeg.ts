import ExifReader from 'exifreader';
import { type Bytes, DamagedPicture } from './bytes.ts';

const SOI = Buffer.from('ffd8', 'hex');
const EOI = 0xd9;
const SOS = 0xda;
const [JFIF, EXIF, ADOBE] = [0xe0, 0xe1, 0xee];

/** Without these nobody can draw the picture: tables, frames, restart intervals. All else may tell something. */
const isNeeded = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xdb && marker <= 0xdf);

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** Which way up it is held, and nothing else of what a camera writes. */
function onlyOrientation(content: Buffer): Buffer | undefined {
  let value: unknown;
  try {
    value = ExifReader.load(Buffer.concat([SOI, segment(EXIF, content), Buffer.from([0xff, EOI])]))
      .Orientation?.value;
  } catch {
    return undefined;
  }
  if (typeof value !== 'number' || value < 2 || value > 8) return undefined;
  // One entry in one directory (TIFF, big-endian): tag 0x0112, one short number.
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(value, 18);
  return segment(EXIF, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

function kept(marker: number, content: Buffer): Buffer | undefined {
  if (isNeeded(marker)) return segment(marker, content);
  const says = (word: string) => content.subarray(0, word.length).toString('latin1') === word;
  // The header without the small picture that may hang on it: that need not be the same picture.
  if (marker === JFIF && says('JFIF\0') && content.length >= 14)
    return segment(marker, Buffer.concat([content.subarray(0, 12), Buffer.alloc(2)]));
  if (marker === ADOBE && says('Adobe') && content.length >= 12)
    return segment(marker, content.subarray(0, 12));
  return marker === EXIF && says('Exif\0\0') ? onlyOrientation(content) : undefined;
}

/** Where a scan ends: at a marker that is neither a byte that looks like one nor a restart. */
function endOfScan(held: Buffer): number {
  for (let at = held.indexOf(0xff); at !== -1 && at + 1 < held.length; at = held.indexOf(0xff, at)) {
    const next = held[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at += 2;
  }
  return -1;
}

async function nextMarker(bytes: Bytes): Promise<number> {
  if ((await bytes.take(1))[0] !== 0xff) throw new DamagedPicture('no marker where one has to be');
  let marker = 0xff;
  while (marker === 0xff) marker = (await bytes.take(1))[0] ?? 0;
  return marker;
}

/** What stands after the picture's end (a film, a second picture) is left out with the rest. */
export async function* jpegWithoutDetails(bytes: Bytes): AsyncGenerator<Buffer> {
  if (!(await bytes.take(2)).equals(SOI)) throw new DamagedPicture('no JPEG');
  yield SOI;
  for (;;) {
    const marker = await nextMarker(bytes);
    if (marker === EOI) {
      yield Buffer.from([0xff, EOI]);
      return;
    }
    const length = (await bytes.take(2)).readUInt16BE();
    if (length < 2) throw new DamagedPicture('a segment of no length');
    const content = await bytes.take(length - 2);
    if (marker === SOS) {
      yield segment(marker, content);
      yield* bytes.passUntil(endOfScan);
    } else {
      const part = kept(marker, content);
      if (part !== undefined) yield part;
    }
  }
}
