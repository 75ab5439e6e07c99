import { Readable } from 'node:stream';
import { configure, ZipWriter } from '@zip.js/zip.js';
import type { Instant } from '#platform/clock';

// Without workers: the library's own would be fetched from an address that a strict policy refuses.
configure({ useWebWorkers: false });

export interface ArchiveEntry {
  readonly name: string;
  readonly read: () => AsyncIterable<Uint8Array>;
}

export interface SealedArchive {
  readonly entries: readonly ArchiveEntry[];
  /** Told to whoever opens it, by another way than the archive. */
  readonly passcode: string;
  readonly at: Instant;
}

/**
 * A zip that opens with the pass-code alone (AES-256, as 7-Zip and WinZip read it), written while it is read: memory does
 * not grow with its size. The names of the entries can be read by anybody, so they tell nothing.
 */
export function sealedZip({ entries, passcode, at }: SealedArchive): Readable {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const zip = new ZipWriter(writable, {
    password: passcode,
    encryptionStrength: 3,
    level: 0,
    lastModDate: new Date(at.epochMilliseconds),
  });
  const write = async () => {
    for (const { name, read } of entries)
      await zip.add(name, Readable.toWeb(Readable.from(read())) as ReadableStream);
    await zip.close();
  };
  // A source that breaks breaks what is read, so that half an archive never looks like a whole one.
  void write().catch((error: unknown) => writable.abort(error).catch(() => {}));
  return Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0]);
}
