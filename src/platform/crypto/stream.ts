import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * A stream of any length in chunks of AES-256-GCM. A chunk's nonce is its number and whether it is the last one, so
 * that a chunk that is changed, missing, repeated or moved does not open, nor a stream that is cut off or continued.
 * The key must be this one stream's alone: nonces begin at nought.
 */

const CHUNK = 65_536;
const TAG = 16;
const NONCE = 12;

/** What was sealed does not open: changed, cut off, or sealed with another key. */
export class DamagedStream extends Error {}

export interface StreamCipher {
  seal(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer>;
  /** Nothing is passed on that was not authenticated; throws {@link DamagedStream}. */
  open(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer>;
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE);
  nonce.writeBigUInt64BE(BigInt(number), NONCE - 9);
  nonce[NONCE - 1] = last ? 1 : 0;
  return nonce;
}

/** Pieces of `size`, whatever the source's own; the last one, which may be shorter or empty, is said to be so. */
async function* pieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly bytes: Buffer; readonly last: boolean }> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    held.push(chunk);
    length += chunk.length;
    // One byte more than a piece shows that the piece is not the last.
    if (length <= size) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; all.length - at > size; at += size) yield { bytes: all.subarray(at, at + size), last: false };
    held = [all.subarray(at)];
    length = all.length - at;
  }
  yield { bytes: Buffer.concat(held), last: true };
}

async function* seal(key: Buffer, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { bytes, last } of pieces(source, CHUNK)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

function openChunk(key: Buffer, bytes: Buffer, nonce: Buffer): Buffer {
  if (bytes.length < TAG) throw new DamagedStream('it is cut off');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]);
  } catch (cause) {
    throw new DamagedStream('it was changed or cut off', { cause });
  }
}

async function* open(key: Buffer, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { bytes, last } of pieces(source, CHUNK + TAG)) {
    yield openChunk(key, bytes, nonceOf(number, last));
    number += 1;
  }
}

export function streamCipher(key: Buffer): StreamCipher {
  return { seal: (source) => seal(key, source), open: (source) => open(key, source) };
}
