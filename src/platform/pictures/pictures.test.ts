import { crc32, deflateSync } from 'node:zlib';
import ExifReader from 'exifreader';
import { describe, expect, test } from 'vitest';
import { canLoseDetails, DamagedPicture, withoutDetails } from './index.ts';

/** Sixteen by eight pixels, red and blue, drawn by a browser. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i' +
    'Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj' +
    'Y2NjY2NjY2P/wAARCAAIABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQF/8QAGhAAAwEAAwAAAAAAAAAAAAAAAAEC' +
    'AwQRMf/EABUBAQEAAAAAAAAAAAAAAAAAAAQF/8QAGBEAAwEBAAAAAAAAAAAAAAAAAQIDACH/2gAMAwEAAhEDEQA/AMLPh6TpNOp6' +
    'TT9LQAz0anW16MEiCE3/2Q==',
  'base64',
);
const WEBP = Buffer.from(
  'UklGRloAAABXRUJQVlA4WAoAAAAgAAAADwAABwAAVlA4IDwAAADwAQCdASoQAAgAAsBMJbACdLoAArMQMQAA/vQy3e3S0yht9ZOC' +
    '3qfe9iInY56pbXf5O1i3X7DfYbw0AAA=',
  'base64',
);

const SECRET = 'Ann Example, 51.5 N';
const latin = (text: string) => Buffer.from(text, 'latin1');

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** Held sideways, and by whom it was made: EXIF, little-endian. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.from(
    `49492a00080000000200120103000100000000000000${'3b010200140000002600000000000000'}`,
    'hex',
  );
  tiff.writeUInt16LE(orientation, 18);
  return Buffer.concat([latin('Exif\0\0'), tiff, latin(`${SECRET}\0`)]);
}

const tellingJpeg = Buffer.concat([
  JPEG.subarray(0, 2),
  segment(0xe1, exif(6)),
  segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
  segment(0xed, latin(`Photoshop 3.0\0${SECRET}`)),
  segment(0xfe, latin(SECRET)),
  segment(0xe2, latin(`ICC_PROFILE\0${SECRET}`)),
  JPEG.subarray(2),
  latin(`a film behind the picture: ${SECRET}`),
]);

function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([latin(name), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const header = pngChunk('IHDR', Buffer.from('00000001000000010802000000', 'hex'));
const pixel = pngChunk('IDAT', deflateSync(Buffer.from([0, 200, 30, 30])));
const end = pngChunk('IEND', Buffer.alloc(0));
const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const PNG = Buffer.concat([signature, header, pixel, end]);
const tellingPng = Buffer.concat([
  signature,
  header,
  pngChunk('tEXt', latin(`Author\0${SECRET}`)),
  pngChunk('iCCP', latin(SECRET)),
  pngChunk('maDe', latin(SECRET)),
  pixel,
  pngChunk('eXIf', exif(6).subarray(6)),
  pngChunk('tIME', Buffer.alloc(7)),
  end,
  latin(SECRET),
]);

function webpChunk(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([latin(name), length, content, Buffer.alloc(content.length % 2)]);
}

function webp(...chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([latin('WEBP'), ...chunks]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([latin('RIFF'), length, body]);
}

const [facts, image] = [Buffer.from(WEBP.subarray(12, 30)), WEBP.subarray(30)];
facts.writeUInt8(0, 8);
const plainWebp = webp(facts, image);
const telling = Buffer.from(facts);
telling.writeUInt8(0x20 | 0x08 | 0x04, 8);
const tellingWebp = webp(
  telling,
  webpChunk('ICCP', latin(`${SECRET}.`)),
  image,
  webpChunk('EXIF', exif(6).subarray(6)),
  webpChunk('XMP ', latin(SECRET)),
);

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function cleaned(mediaType: string, bytes: Buffer, size = 64 * 1024): Promise<Buffer> {
  const read = await withoutDetails(mediaType, () => inPieces(bytes, size));
  return Buffer.concat(await Array.fromAsync(read()));
}

const scanOf = (jpeg: Buffer) => jpeg.subarray(jpeg.indexOf(Buffer.from('ffdb', 'hex')));

const pictures = [
  ['image/jpeg', tellingJpeg, JPEG],
  ['image/png', tellingPng, PNG],
  ['image/webp', tellingWebp, plainWebp],
] as const;

describe.each(pictures)('%s', (mediaType, telling, plain) => {
  test('tells nothing any more, in whatever pieces it comes', async () => {
    expect(telling.includes(SECRET)).toBe(true);
    const whole = await cleaned(mediaType, telling);
    expect(whole.includes(SECRET)).toBe(false);
    for (const size of [1, 7, 100]) expect(await cleaned(mediaType, telling, size)).toEqual(whole);
  });

  test('without anything hidden is the same to the last byte', async () => {
    expect(await cleaned(mediaType, plain)).toEqual(plain);
  });

  test('that is cut off anywhere, or is another kind, gives no copy', async () => {
    for (let length = 0; length < plain.length - 1; length += 1)
      await expect(cleaned(mediaType, plain.subarray(0, length))).rejects.toThrow(DamagedPicture);
    await expect(cleaned(mediaType, Buffer.alloc(500, 'x'))).rejects.toThrow(DamagedPicture);
  });
});

test('a JPEG keeps which way up it is, and every table and pixel', async () => {
  const clean = await cleaned('image/jpeg', tellingJpeg);
  expect(ExifReader.load(clean).Orientation?.value).toBe(6);
  expect(ExifReader.load(clean).Artist).toBeUndefined();
  expect(scanOf(clean)).toEqual(scanOf(JPEG));
});

test('PNG and WebP keep nothing but the picture', async () => {
  expect(await cleaned('image/png', tellingPng)).toEqual(PNG);
  expect(await cleaned('image/webp', tellingWebp)).toEqual(plainWebp);
});

test('what stands behind the end is read too: whoever sends it may find it changed', async () => {
  async function* changed() {
    yield tellingJpeg;
    throw new Error('not as it came');
  }
  await expect(withoutDetails('image/jpeg', changed)).rejects.toThrow('not as it came');
});

test('other kinds are not tried', async () => {
  expect(['image/gif', 'image/heic', 'application/pdf', 'toString'].filter(canLoseDetails)).toEqual([]);
});
