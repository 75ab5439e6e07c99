import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { FRAME_BYTES, openFrames } from '#platform/crypto';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { offsetOf, TooLarge, takeIn, WrongOffset } from './intake.ts';
import { type Permit, permitEvidence, permitWorkingCopy } from './permit.ts';

const folder = await temporaryFolder('intake');
afterAll(folder.remove);

let count = 0;
const evidence = (maxBytes = 10_000_000) => {
  count += 1;
  return permitEvidence({
    answerId: 'a',
    path: join(folder.path, `in-${count}`),
    key: randomBytes(32),
    maxBytes,
  });
};
const plain = randomBytes(5 * FRAME_BYTES + 321);
const sha256 = createHash('sha256').update(plain).digest('hex');

/** Comes in pieces of no round size, and breaks off at `cut`. */
function arriving(bytes: Buffer, cut = Number.POSITIVE_INFINITY): Readable {
  return Readable.from(
    (async function* () {
      for (let at = 0; at < bytes.length; at += 10_007) {
        if (at > cut) throw new Error('the line was cut');
        yield bytes.subarray(at, at + 10_007);
      }
    })(),
  );
}

test('what comes in is sealed from its first byte, hashed, and opens to the same bytes', async () => {
  const permit = evidence();
  const taken = await takeIn(permit, arriving(plain));
  expect(taken?.sha256.toString('hex')).toBe(sha256);
  expect(taken?.bytes).toBe(plain.length);
  expect(taken?.head.equals(plain.subarray(0, 256 * 1024))).toBe(true);
  const stored = await readFile(permit.path);
  for (let at = 0; at < plain.length; at += FRAME_BYTES)
    expect(stored.includes(plain.subarray(at, at + 32))).toBe(false);
  const opened = await buffer(Readable.from(openFrames(permit.key, createReadStream(permit.path))));
  expect(opened.equals(plain)).toBe(true);
});

test('a line that is cut keeps whole frames; the rest goes on from there and the hash is that of the whole', async () => {
  const permit = evidence();
  await expect(takeIn(permit, arriving(plain, 3.5 * FRAME_BYTES), { total: plain.length })).rejects.toThrow(
    'cut',
  );
  const offset = await offsetOf(permit);
  expect(offset).toBeGreaterThanOrEqual(2 * FRAME_BYTES);
  const taken = await takeIn(permit, arriving(plain.subarray(offset)), { offset, total: plain.length });
  expect(taken?.sha256.toString('hex')).toBe(sha256);
  const opened = await buffer(Readable.from(openFrames(permit.key, createReadStream(permit.path))));
  expect(opened.equals(plain)).toBe(true);
});

test('a crash in the middle of a frame costs that frame alone', async () => {
  const permit = evidence();
  await takeIn(permit, arriving(plain.subarray(0, 4 * FRAME_BYTES)), { total: plain.length });
  await truncate(permit.path, 2.5 * FRAME_BYTES);
  const offset = await offsetOf(permit);
  expect(offset).toBe(2 * FRAME_BYTES);
  const taken = await takeIn(permit, arriving(plain.subarray(offset)), { offset, total: plain.length });
  expect(taken?.sha256.toString('hex')).toBe(sha256);
});

test('a file that was sealed to its end, and then nobody said so, is sent again', async () => {
  const permit = evidence();
  const even = plain.subarray(0, 2 * FRAME_BYTES);
  await takeIn(permit, arriving(even));
  const again = takeIn(permit, arriving(even), { offset: await offsetOf(permit), total: even.length });
  await expect(again).rejects.toMatchObject({ offset: 0 });
  expect((await takeIn(permit, arriving(even), { total: even.length }))?.bytes).toBe(even.length);
});

test('pieces that come out of turn are refused and told where to go on', async () => {
  const permit = evidence();
  await takeIn(permit, arriving(plain.subarray(0, 3 * FRAME_BYTES)), { total: plain.length });
  const late = takeIn(permit, arriving(plain), { offset: 0, total: plain.length });
  await expect(late).rejects.toMatchObject({ offset: 2 * FRAME_BYTES });
  await expect(late).rejects.toBeInstanceOf(WrongOffset);
});

test('more than is allowed, or than was announced, is refused while it comes, and nothing of it is left', async () => {
  const small = evidence(2 * FRAME_BYTES);
  await expect(takeIn(small, arriving(plain))).rejects.toBeInstanceOf(TooLarge);
  const changed = evidence();
  await expect(takeIn(changed, arriving(plain), { total: 2 * FRAME_BYTES })).rejects.toMatchObject({
    fields: [{ field: 'file', message: expect.stringContaining('changed while it was sent') }],
  });
  for (const { path } of [small, changed])
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a full disk says so, and what to do', async () => {
  const permit = permitEvidence({
    answerId: 'a',
    path: '/dev/full',
    key: randomBytes(32),
    maxBytes: 10_000_000,
  });
  await expect(takeIn(permit, arriving(plain))).rejects.toMatchObject({
    status: 503,
    userMessage: expect.stringContaining('no room left'),
  });
});

test('a working copy that is too large leaves nothing', async () => {
  const path = join(folder.path, 'roster');
  const permit = permitWorkingCopy({ path, maxBytes: 1000 });
  await expect(takeIn(permit, arriving(plain))).rejects.toThrow();
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what only looks like a permit lets nothing in', async () => {
  const forged = { ...evidence() } as Permit;
  await expect(takeIn(forged, arriving(plain))).rejects.toThrow('this is none');
});
