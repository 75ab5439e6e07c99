/** One entry of a TIFF directory: its tag, type, count and where its value stands (or the value itself). */
function entry(tag: number, type: number, count: number, value: number | Buffer): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16BE(tag, 0);
  bytes.writeUInt16BE(type, 2);
  bytes.writeUInt32BE(count, 4);
  if (typeof value === 'number') bytes.writeUInt32BE(value, 8);
  else value.copy(bytes, 8);
  return bytes;
}

const ASCII = 2;
const LONG = 4;

/** A JPEG as far as its metadata go: a camera's make, an artist, and a latitude's reference, in EXIF (TIFF, big-endian). */
export function pictureWithPlace(): Buffer {
  const short = (text: string) => Buffer.from(text.padEnd(4, '\0'));
  const main = [
    entry(0x010f, ASCII, 4, short('Cam')),
    entry(0x013b, ASCII, 4, short('Ann')),
    entry(0x8825, LONG, 1, 8 + 2 + 3 * 12 + 4),
  ];
  const place = [entry(0x0001, ASCII, 2, short('N'))];
  const directory = (entries: readonly Buffer[]) => {
    const count = Buffer.alloc(2);
    count.writeUInt16BE(entries.length);
    return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
  };
  const tiff = Buffer.concat([Buffer.from('4d4d002a00000008', 'hex'), directory(main), directory(place)]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), length, exif, Buffer.from('ffd9', 'hex')]);
}
