import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { diskStore } from '#platform/storage';
import { say } from '../harness/options.ts';

/** Photos and screenshots with a video now and then: 2 MB in the middle. */
const SIZES = [200_000, 400_000, 900_000, 1_500_000, 2_000_000, 2_500_000, 3_500_000, 60_000_000];

/** Random, as ciphertext looks: no disk and no copy can make less of it. */
function* pieces(bytes: number, block: Buffer): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= block.length) {
    block.writeUInt32LE((Math.random() * 2 ** 32) >>> 0, 0);
    yield Buffer.from(block.subarray(0, Math.min(left, block.length)));
  }
}

/** Uuids that look like the ones that Gatehouse gives, and are spread over the store's folders as theirs are. */
function keyOf(n: number): string {
  const hex = createHash('sha256').update(`bench ${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Sealed files of that many bytes below `folder`, made once. */
export async function makeEvidence(folder: string, bytes: number): Promise<void> {
  const complete = join(folder, `objects-${bytes}`);
  if ((await readFile(complete, 'utf8').catch(() => undefined)) !== undefined) return;
  say(`Making ${(bytes / 1e9).toFixed(1)} GB of evidence in ${folder} (once) …`);
  await rm(join(folder, 'objects'), { recursive: true, force: true });
  const store = diskStore(join(folder, 'objects'));
  const block = randomBytes(1_048_576);
  for (let [n, left] = [0, bytes]; left > 0; n += 1) {
    const size = Math.min(left, SIZES[n % SIZES.length] ?? 0);
    await store.write(keyOf(n), Readable.from(pieces(size, block)));
    left -= size;
  }
  await writeFile(complete, 'Made by npm run bench:restore. It may be deleted.\n');
}
