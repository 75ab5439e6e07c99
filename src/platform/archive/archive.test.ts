import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { sealedZip } from './index.ts';

const plain = randomBytes(300_000);
const at = Temporal.Instant.from('2026-11-20T10:00:00Z');
const passcode = 'KMRW-7XTC-BNPD';

async function* pieces() {
  for (let from = 0; from < plain.length; from += 64_000) yield plain.subarray(from, from + 64_000);
}

async function open(zip: Buffer, password: string): Promise<Uint8Array> {
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(zip)])), { password });
  const [entry] = await reader.getEntries();
  if (entry === undefined || entry.directory) throw new Error('no entry');
  return entry.getData(new Uint8ArrayWriter());
}

test('opens with its pass-code, byte for byte, and with no other', async () => {
  const zip = await buffer(sealedZip({ entries: [{ name: 'evidence.bin', read: pieces }], passcode, at }));
  expect(Buffer.from(await open(zip, passcode)).equals(plain)).toBe(true);
  expect(zip.includes(plain.subarray(0, 64))).toBe(false);
  await expect(open(zip, 'KMRW-7XTC-BNPX')).rejects.toThrow(/password/i);
});

test('breaks off where its source does', async () => {
  async function* broken() {
    yield plain.subarray(0, 100_000);
    throw new Error('a frame does not open');
  }
  const zip = sealedZip({ entries: [{ name: 'evidence.bin', read: broken }], passcode, at });
  await expect(buffer(zip)).rejects.toThrow();
});
