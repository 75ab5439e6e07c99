import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isUuid } from '#platform/ids';

/** A file that is kept. It is written whole and never changed: what can be read is what was sealed. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
}

/**
 * Where sealed files lie: this machine's disk today, anything that can put, get, list and delete tomorrow. Keys are
 * uuids; what lies behind one is ciphertext, whose keys are elsewhere.
 */
export interface ObjectStore {
  /** All of it is there afterwards, or none. Throws where the key is taken. */
  write(key: string, source: AsyncIterable<Uint8Array> | Readable): Promise<void>;
  /** Takes a finished file of this machine in by its path; it is gone from there afterwards. */
  adopt(key: string, path: string): Promise<void>;
  /** Throws ENOENT where there is none. */
  read(key: string): Readable;
  size(key: string): Promise<number | undefined>;
  remove(key: string): Promise<void>;
  list(): AsyncIterable<StoredObject>;
}

/** A rename lasts only once the folder that holds the name is on the disk as well. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

/** Folders of at most a few thousand files each, named by the last two letters: the first are a clock's. */
function pathOf(root: string, key: string): string {
  if (!isUuid(key)) throw new Error('an object is named by a uuid');
  return join(root, key.slice(-2), key);
}

async function adopt(root: string, key: string, path: string): Promise<void> {
  const target = pathOf(root, key);
  if ((await sizeOf(target)) !== undefined) throw new Error('an object is never written twice');
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rename(path, target);
  await syncFolder(dirname(target));
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function* list(root: string): AsyncIterable<StoredObject> {
  for (const folder of (await readdir(root).catch(() => [])).sort()) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const key of (await readdir(join(root, folder))).filter(isUuid).sort()) {
      const bytes = await sizeOf(join(root, folder, key));
      if (bytes !== undefined) yield { key, bytes };
    }
  }
}

/** Below `root`, readable by its owner alone. */
export function diskStore(root: string): ObjectStore {
  return {
    write: async (key, source) => {
      const { base } = parse(pathOf(root, key));
      const coming = join(root, `coming-${base}`);
      await mkdir(root, { recursive: true, mode: 0o700 });
      try {
        await pipeline(source, createWriteStream(coming, { mode: 0o600, flags: 'w', flush: true }));
        await adopt(root, key, coming);
      } finally {
        await rm(coming, { force: true });
      }
    },
    adopt: (key, path) => adopt(root, key, path),
    read: (key) => createReadStream(pathOf(root, key)),
    size: (key) => sizeOf(pathOf(root, key)),
    remove: (key) => rm(pathOf(root, key), { force: true }),
    list: () => list(root),
  };
}
