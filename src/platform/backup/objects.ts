import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ObjectStore, type StoredObject, syncFolder } from '#platform/storage';
import type { ObjectEntry } from './format.ts';
import { inOrder } from './in-order.ts';
import { PIECE } from './sealed-file.ts';

/**
 * The sealed files of all backups of a folder, each once, named by its key and the hash of what lies behind it. They
 * are ciphertext already, whose keys are in the database, so they are copied as they are.
 */

const FILE = /^([0-9a-f-]{36})\.([0-9a-f]{64})$/;
/** So that the disk has the next one to do while this one is waited for. */
const AT_ONCE = 4;

const folderOf = (dir: string, key: string): string => join(dir, 'objects', key.slice(-2));

export const objectPath = (dir: string, { key, sha256 }: Pick<ObjectEntry, 'key' | 'sha256'>): string =>
  join(folderOf(dir, key), `${key}.${sha256}`);

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

type Kept = ReadonlyMap<string, readonly string[]>;

async function keptIn(folder: string): Promise<Kept> {
  const found = new Map<string, string[]>();
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const name of names) {
    const [, key = '', sha256 = ''] = FILE.exec(name) ?? [];
    if (key !== '') found.set(key, [...(found.get(key) ?? []), sha256]);
  }
  return found;
}

/** The names of a folder, read once while its objects go by: a store lists them folder by folder. */
function lookUp(dir: string): (key: string) => Promise<readonly string[]> {
  const folders = new Map<string, Promise<Kept>>();
  return async (key) => {
    const folder = folderOf(dir, key);
    const known = folders.get(folder) ?? keptIn(folder);
    folders.set(folder, known);
    const [oldest] = folders.keys();
    if (folders.size > 8 && oldest !== undefined) folders.delete(oldest);
    return (await known).get(key) ?? [];
  };
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}

/** Copied beside and renamed once it is whole and on the disk. */
async function copy(dir: string, store: ObjectStore, key: string): Promise<ObjectEntry> {
  const coming = join(dir, 'objects', `coming-${key}`);
  const hash = createHash('sha256');
  let bytes = 0;
  async function* hashed(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  try {
    await pipeline(
      store.read(key),
      hashed,
      createWriteStream(coming, { mode: 0o600, flush: true, highWaterMark: PIECE }),
    );
    const entry = { key, bytes, sha256: hash.digest('hex') };
    await mkdir(folderOf(dir, key), { recursive: true, mode: 0o700 });
    await rename(coming, objectPath(dir, entry));
    return entry;
  } finally {
    await rm(coming, { force: true });
  }
}

export interface Copied {
  readonly entry?: ObjectEntry;
  readonly copiedBytes: number;
  /** Destroyed between the list and the copy. */
  readonly gone?: string;
}

/** One that was copied before and is as long as ever is not copied again: an object never changes. */
async function keep(
  dir: string,
  store: ObjectStore,
  object: StoredObject,
  hashes: readonly string[],
): Promise<Copied> {
  const { key, bytes } = object;
  const [sha256, ...others] = hashes;
  if (sha256 !== undefined && others.length === 0) {
    const kept = await sizeOf(objectPath(dir, { key, sha256 }));
    if (kept === bytes) return { entry: { key, bytes, sha256 }, copiedBytes: 0 };
  }
  try {
    const entry = await copy(dir, store, key);
    return { entry, copiedBytes: entry.bytes };
  } catch (error) {
    if (isMissing(error) && (await store.size(key)) === undefined) return { copiedBytes: 0, gone: key };
    throw error;
  }
}

/** Everything that the store holds now, copied where it is new, in the store's order. */
export async function* copyObjects(dir: string, store: ObjectStore): AsyncGenerator<Copied> {
  const find = lookUp(dir);
  const folders = new Set<string>();
  const copied = inOrder(store.list(), AT_ONCE, async (object) =>
    keep(dir, store, object, await find(object.key)),
  );
  for await (const one of copied) {
    if (one.copiedBytes > 0 && one.entry !== undefined) folders.add(folderOf(dir, one.entry.key));
    yield one;
  }
  // Once a folder, not once a file: nothing of it counts before the manifest does.
  for (const folder of folders) await syncFolder(folder);
  await syncFolder(join(dir, 'objects'));
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: PIECE }), hash);
  return hash.digest('hex');
}

export type ObjectFault = 'missing' | 'changed';

/** Whether a copy is as it was; `whole` reads it through, else its length must do. */
export async function faultOf(
  dir: string,
  entry: ObjectEntry,
  whole: boolean,
): Promise<ObjectFault | undefined> {
  const path = objectPath(dir, entry);
  try {
    if ((await sizeOf(path)) !== entry.bytes) return 'changed';
    return whole && (await hashOf(path)) !== entry.sha256 ? 'changed' : undefined;
  } catch (error) {
    if (isMissing(error)) return 'missing';
    throw error;
  }
}

/** Removes every copy that is not among `named`; gives how many. */
export async function pruneObjects(dir: string, named: ReadonlySet<string>): Promise<number> {
  let removed = 0;
  for (const folder of await readdir(join(dir, 'objects'))) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const name of await readdir(join(dir, 'objects', folder))) {
      if (!FILE.test(name) || named.has(name)) continue;
      await rm(join(dir, 'objects', folder, name), { force: true });
      removed += 1;
    }
  }
  return removed;
}
