import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FRAME_BYTES, openFrames, SEALED_FRAME_BYTES, sealFrames } from './sealed-frames.ts';

const key = randomBytes(32);

const seal = async (source: AsyncIterable<Uint8Array>, options = {}): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(sealFrames(key, source, options)));

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
    expect((await open(await seal(inPieces(plain, length + 1)))).equals(plain)).toBe(true);
  },
);

test('however it was cut into pieces on the way in and out, the seal is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 3 * FRAME_BYTES }),
      fc.integer({ min: 1000, max: 2 * FRAME_BYTES }),
      fc.integer({ min: 1000, max: 2 * FRAME_BYTES }),
      async (length, sizeIn, sizeOut) => {
        const plain = Buffer.alloc(length, 7);
        const sealed = await seal(inPieces(plain, sizeIn));
        expect(sealed.equals(await seal(inPieces(plain, length + 1)))).toBe(true);
        expect((await open(sealed, sizeOut)).equals(plain)).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

const ones = (frames: number) => inPieces(Buffer.alloc(frames * FRAME_BYTES, 1), 100_000);
const long = await seal(ones(3));
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
  const begun = await seal(ones(2.5), { complete: () => false });
  const kept = Buffer.concat(
    await Array.fromAsync(openFrames(key, inPieces(begun, 50_000), { unfinished: true })),
  );
  expect(kept).toHaveLength(2 * FRAME_BYTES);
  const whole = Buffer.concat([begun, await seal(ones(1), { from: 2 })]);
  expect(whole.equals(long)).toBe(true);
});

/** What came before the error, and the error. */
async function untilItBreaks(frames: AsyncIterable<Buffer>) {
  const given: Buffer[] = [];
  try {
    for await (const one of frames) given.push(one);
  } catch (error) {
    return { given: Buffer.concat(given), error };
  }
  throw new Error('it did not break');
}

test('where the line is cut, the frames that were whole come before its error', async () => {
  async function* cutOff() {
    yield* ones(2.5);
    throw new Error('the line was cut');
  }
  const { given, error } = await untilItBreaks(sealFrames(key, cutOff()));
  expect(given.equals(long.subarray(0, 2 * SEALED_FRAME_BYTES))).toBe(true);
  expect(error).toMatchObject({ message: 'the line was cut' });
});

test('nothing that stands after a damaged frame is given, though it was opened beside it', async () => {
  const changed = Buffer.from(long);
  changed[SEALED_FRAME_BYTES + 5] = 0;
  const { given, error } = await untilItBreaks(openFrames(key, inPieces(changed, 1_000_000)));
  expect(given).toHaveLength(FRAME_BYTES);
  expect(error).toMatchObject({ message: 'frame 1 of a sealed file does not open' });
});
