import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FRAME_BYTES, openFrames, SEALED_FRAME_BYTES, Sealer } from './sealed-frames.ts';

const key = randomBytes(32);

function seal(pieces: readonly Uint8Array[]): Buffer {
  const sealer = new Sealer(key);
  return Buffer.concat([...pieces.flatMap((piece) => sealer.push(piece)), sealer.end()]);
}

async function* inPieces(all: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

async function open(sealed: Buffer, size = 100_000): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(openFrames(key, inPieces(sealed, size))));
}

test.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES])(
  '%i bytes come out as they went in',
  async (length) => {
    const plain = randomBytes(length);
    expect((await open(seal([plain]))).equals(plain)).toBe(true);
  },
);

test('however it was cut into pieces on the way in and out, the seal is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: 1, max: 90_000 }),
      fc.integer({ min: 1, max: 90_000 }),
      async (length, sizeIn, sizeOut) => {
        const plain = Buffer.alloc(length, 7);
        const sealed = seal(await Array.fromAsync(inPieces(plain, sizeIn)));
        expect(sealed.equals(seal([plain]))).toBe(true);
        expect((await open(sealed, sizeOut)).equals(plain)).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

const long = seal([Buffer.alloc(3 * FRAME_BYTES, 1)]);
const frame = (n: number) => long.subarray(n * SEALED_FRAME_BYTES, (n + 1) * SEALED_FRAME_BYTES);

test.each([
  ['a changed byte', Buffer.concat([frame(0), Buffer.from(frame(1)).fill(0, 5, 6), frame(2)])],
  ['a frame less at the end', Buffer.concat([frame(0), frame(1)])],
  ['a frame less at the beginning', Buffer.concat([frame(1), frame(2)])],
  ['frames in another order', Buffer.concat([frame(1), frame(0), frame(2)])],
  ['half a frame', long.subarray(0, 100_000)],
  ['something after the end', Buffer.concat([long, frame(0)])],
  ['nothing', Buffer.alloc(0)],
])('%s is found', async (_what, sealed) => {
  await expect(open(sealed)).rejects.toThrow('does not open');
});

test('an upload that broke off is opened as far as it came, and goes on from there', async () => {
  const first = new Sealer(key);
  const begun = Buffer.concat(first.push(Buffer.alloc(2.5 * FRAME_BYTES, 1)));
  const kept = Buffer.concat(
    await Array.fromAsync(openFrames(key, inPieces(begun, 50_000), { unfinished: true })),
  );
  expect(kept).toHaveLength(2 * FRAME_BYTES);
  const second = new Sealer(key, 2);
  const whole = Buffer.concat([begun, ...second.push(Buffer.alloc(FRAME_BYTES, 1)), second.end()]);
  expect(whole.equals(long)).toBe(true);
});
