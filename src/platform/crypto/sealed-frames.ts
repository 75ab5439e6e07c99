import { type webcrypto as types, webcrypto } from 'node:crypto';
import { Unavailable } from '#platform/errors';

/**
 * A long secret, sealed a frame at a time (AES-256-GCM, the STREAM construction of Hoang, Reyhanitabar, Rogaway and
 * Vizár): each frame's nonce is its number and whether it is the last, so that frames can be neither moved, dropped
 * nor cut off. A key seals one secret and no other.
 */
export const FRAME_BYTES = 256 * 1024;
const TAG_BYTES = 16;
export const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;

/** How many frames other threads seal or open, while the next ones come: memory is these, however long the secret. */
const AHEAD = 3;

const { subtle } = webcrypto;
type Key = types.CryptoKey;

/** How long something of this length is once it is sealed. */
export const sealedLength = (bytes: number): number =>
  bytes + TAG_BYTES * Math.max(1, Math.ceil(bytes / FRAME_BYTES));

/** The frame's number in big-endian, then 1 for the last one. */
function nonceOf(frame: number, last: boolean): { name: string; iv: Buffer } {
  const iv = Buffer.alloc(12);
  iv.writeUIntBE(frame, 5, 6);
  iv[11] = last ? 1 : 0;
  return { name: 'AES-GCM', iv };
}

const keyFor = (use: 'encrypt' | 'decrypt', key: Uint8Array): Promise<Key> =>
  subtle.importKey('raw', Buffer.from(key), 'AES-GCM', false, [use]);

interface Frame {
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Nothing follows it. */
  readonly last: boolean;
}

/** Pieces of any length, as frames of `size`, in one buffer: what a frame holds is there until the next is asked for. */
async function* cut(source: AsyncIterable<Uint8Array>, size: number, first: number): AsyncGenerator<Frame> {
  const buffer = new Uint8Array(size);
  let filled = 0;
  let number = first;
  for await (const piece of source) {
    for (let at = 0; at < piece.byteLength; ) {
      // A frame goes on only when more follows it: the last one must be known to be the last.
      if (filled === size) {
        yield { number, bytes: buffer, last: false };
        [filled, number] = [0, number + 1];
      }
      const part = piece.subarray(at, at + size - filled);
      buffer.set(part, filled);
      filled += part.byteLength;
      at += part.byteLength;
    }
  }
  yield { number, bytes: buffer.subarray(0, filled), last: true };
}

/**
 * What becomes of frames, in their order. Where the source breaks, the frames that were whole are given before its error
 * is thrown; after one that fails, none.
 */
async function* inOrder(
  frames: AsyncIterable<Frame>,
  work: (frame: Frame) => Promise<Buffer> | undefined,
): AsyncGenerator<Buffer> {
  const begun: Promise<Buffer>[] = [];
  async function* give(keep: number) {
    for (; begun.length > keep; begun.shift()) {
      const done = await begun[0];
      if (done !== undefined) yield done;
    }
  }
  try {
    for await (const frame of frames) {
      const working = work(frame);
      // Its error is thrown in its turn.
      working?.catch(() => {});
      if (working !== undefined) begun.push(working);
      yield* give(AHEAD);
    }
  } catch (error) {
    yield* give(0);
    throw error;
  }
  yield* give(0);
}

interface Sealing {
  /** How many frames are sealed already, where one goes on after a break. */
  readonly from?: number;
  /** Asked at the end of the source; where it is not that of the secret, what no whole frame holds is left out. */
  readonly complete?: () => boolean;
}

/** Sealed frames, each whole. */
export async function* sealFrames(
  key: Uint8Array,
  source: AsyncIterable<Uint8Array>,
  { from = 0, complete = () => true }: Sealing = {},
): AsyncGenerator<Buffer> {
  const imported = await keyFor('encrypt', key);
  yield* inOrder(cut(source, FRAME_BYTES, from), ({ number, bytes, last }) =>
    last && !complete()
      ? undefined
      : subtle.encrypt(nonceOf(number, last), imported, bytes).then((sealed) => Buffer.from(sealed)),
  );
}

async function openFrame(key: Key, { number, bytes, last }: Frame): Promise<Buffer> {
  try {
    return Buffer.from(await subtle.decrypt(nonceOf(number, last), key, bytes));
  } catch (cause) {
    throw new Unavailable(
      `frame ${number} of a sealed file does not open`,
      'This file cannot be opened: it is damaged, or sealed with another key. Ask your IT team.',
      { cause },
    );
  }
}

interface Opening {
  /** More is to come, so that no frame is the last: what a broken upload left. */
  readonly unfinished?: boolean;
}

/** What was sealed, in order. Throws `Unavailable` at the first frame that was changed, moved, or is missing. */
export async function* openFrames(
  key: Uint8Array,
  source: AsyncIterable<Uint8Array>,
  { unfinished = false }: Opening = {},
): AsyncGenerator<Buffer> {
  const imported = await keyFor('decrypt', key);
  yield* inOrder(cut(source, SEALED_FRAME_BYTES, 0), (frame) =>
    unfinished && frame.bytes.byteLength === 0
      ? undefined
      : openFrame(imported, unfinished ? { ...frame, last: false } : frame),
  );
}
