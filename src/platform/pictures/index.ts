import { Bytes } from './bytes.ts';
import { jpegWithoutDetails } from './jpeg.ts';
import { pngWithoutDetails } from './png.ts';
import { webpChunks, webpHeader } from './webp.ts';

export { DamagedPicture } from './bytes.ts';

type Read = () => AsyncIterable<Buffer>;
interface Kind {
  readonly parts: (bytes: Bytes) => AsyncIterable<Buffer>;
  /** What stands before the parts, where it says how long they are. */
  readonly head?: (bytes: number) => Buffer;
}

const kinds: Readonly<Record<string, Kind>> = {
  'image/jpeg': { parts: jpegWithoutDetails },
  'image/png': { parts: pngWithoutDetails },
  'image/webp': { parts: webpChunks, head: webpHeader },
};

export const canLoseDetails = (mediaType: string): boolean => Object.hasOwn(kinds, mediaType);

async function* partsOf({ parts }: Kind, read: Read): AsyncGenerator<Buffer> {
  const bytes = new Bytes(read());
  try {
    yield* parts(bytes);
    await bytes.drain();
  } finally {
    await bytes.close();
  }
}

/**
 * The same picture, to the last pixel, without all that is not needed to draw it: place, author, device, dates, comments,
 * profiles, small previews, whatever hangs behind its end. Which way up it is stays. The picture is read through once
 * before: throws {@link DamagedPicture} where that fails. A watermark, or what the picture itself shows, stays.
 */
export async function withoutDetails(mediaType: string, read: Read): Promise<Read> {
  const kind = kinds[mediaType];
  if (kind === undefined) throw new Error(`${mediaType} is no kind that can lose its details`);
  let length = 0;
  for await (const part of partsOf(kind, read)) length += part.length;
  return async function* () {
    if (kind.head !== undefined) yield kind.head(length);
    yield* partsOf(kind, read);
  };
}
