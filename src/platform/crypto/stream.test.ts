import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRAME_BYTES as CHUNK } from './sealed-frames.ts';
import { DamagedStream, type StreamCipher, streamCipher } from './stream.ts';

const SEALED = CHUNK + 16;
const cipher = streamCipher(randomBytes(32));

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const found: Uint8Array[] = [];
  for await (const chunk of source) found.push(chunk);
  return Buffer.concat(found);
}

/** As it may come off a disk or a network: in pieces of any size. */
function inPieces(bytes: Buffer, size: number): Readable {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return Readable.from(parts);
}

const seal = (plain: Buffer, size = 10_000) => all(cipher.seal(inPieces(plain, size)));
const open = (sealed: Buffer, by: StreamCipher = cipher) => all(by.open(inPieces(sealed, 50_001)));

test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5])(
  '%i bytes come back as they were',
  async (length) => {
    const plain = randomBytes(length);
    const sealed = await seal(plain);
    expect(sealed.length).toBe(length + 16 * Math.max(1, Math.ceil(length / CHUNK)));
    expect((await open(sealed)).equals(plain)).toBe(true);
  },
);

test('the same whatever pieces it comes in', async () => {
  const plain = randomBytes(2 * CHUNK + 77);
  expect((await seal(plain, 1_000)).equals(await seal(plain, 200_000))).toBe(true);
});

describe('does not open', () => {
  const plain = randomBytes(3 * CHUNK + 100);
  const chunk = (sealed: Buffer, n: number) => sealed.subarray(n * SEALED, (n + 1) * SEALED);

  const damage: Readonly<Record<string, (sealed: Buffer) => Buffer>> = {
    'cut off within a chunk': (sealed) => sealed.subarray(0, SEALED + 9),
    'cut off between two chunks': (sealed) => sealed.subarray(0, 2 * SEALED),
    'without its last chunk': (sealed) => sealed.subarray(0, 3 * SEALED),
    'cut to nothing': () => Buffer.alloc(0),
    'two chunks swapped': (sealed) =>
      Buffer.concat([chunk(sealed, 1), chunk(sealed, 0), sealed.subarray(2 * SEALED)]),
    'a chunk left out': (sealed) => Buffer.concat([chunk(sealed, 0), sealed.subarray(2 * SEALED)]),
    'a chunk twice': (sealed) => Buffer.concat([chunk(sealed, 0), sealed]),
    'something after its end': (sealed) => Buffer.concat([sealed, Buffer.from('more')]),
    'itself after its end': (sealed) => Buffer.concat([sealed, sealed]),
  };
  test.each(Object.entries(damage))('%s', async (_, change) => {
    await expect(open(change(await seal(plain)))).rejects.toThrow(DamagedStream);
  });

  test('with another key', async () => {
    await expect(open(await seal(plain), streamCipher(randomBytes(32)))).rejects.toThrow(DamagedStream);
  });

  test('with any one bit changed', async () => {
    const short = randomBytes(300);
    const sealed = await seal(short);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(open(changed)).rejects.toThrow(DamagedStream);
      }),
    );
  });
});
