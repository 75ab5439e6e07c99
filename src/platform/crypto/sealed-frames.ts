import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Unavailable } from '#platform/errors';

/**
 * A long secret, sealed a frame at a time (AES-256-GCM, the STREAM construction of Hoang, Reyhanitabar, Rogaway and
 * Vizár): each frame's nonce is its number and whether it is the last, so that frames can be neither moved, dropped
 * nor cut off. A key seals one secret and no other.
 */
export const FRAME_BYTES = 64 * 1024;
const TAG_BYTES = 16;
export const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;

/** How long something of this length is once it is sealed. */
export const sealedLength = (bytes: number): number =>
  bytes + TAG_BYTES * Math.max(1, Math.ceil(bytes / FRAME_BYTES));

/** The frame's number in big-endian, then 1 for the last one. */
function nonceOf(frame: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(frame, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Takes pieces of any length and gives whole sealed frames; what is left over waits for the next piece. */
export class Sealer {
  readonly #key: Uint8Array;
  #frame: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;

  /** @param frame how many frames are sealed already, where one goes on after a break */
  constructor(key: Uint8Array, frame = 0) {
    this.#key = key;
    this.#frame = frame;
  }

  #seal(plain: Uint8Array, last: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#frame, last));
    this.#frame += 1;
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** A frame is sealed only when more follows it: the last one must be known to be the last. */
  push(piece: Uint8Array): Buffer[] {
    this.#waiting.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    this.#waitingBytes += piece.byteLength;
    if (this.#waitingBytes <= FRAME_BYTES) return [];
    const all = Buffer.concat(this.#waiting);
    const sealed: Buffer[] = [];
    let at = 0;
    for (; all.length - at > FRAME_BYTES; at += FRAME_BYTES) {
      sealed.push(this.#seal(all.subarray(at, at + FRAME_BYTES), false));
    }
    // A copy, so that a small rest does not keep the large piece it came with.
    const rest = Buffer.from(all.subarray(at));
    this.#waiting = [rest];
    this.#waitingBytes = rest.length;
    return sealed;
  }

  end(): Buffer {
    return this.#seal(Buffer.concat(this.#waiting), true);
  }
}

function openFrame(key: Uint8Array, frame: number, sealed: Uint8Array, last: boolean): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(frame, last)).setAuthTag(
      sealed.subarray(-TAG_BYTES),
    );
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new Unavailable(
      `frame ${frame} of a sealed file does not open`,
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
  let waiting = Buffer.alloc(0);
  let frame = 0;
  for await (const piece of source) {
    waiting = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece]);
    let at = 0;
    for (; waiting.length - at > SEALED_FRAME_BYTES; at += SEALED_FRAME_BYTES) {
      yield openFrame(key, frame, waiting.subarray(at, at + SEALED_FRAME_BYTES), false);
      frame += 1;
    }
    waiting = waiting.subarray(at);
  }
  if (unfinished && waiting.length === 0) return;
  yield openFrame(key, frame, waiting, !unfinished);
}
