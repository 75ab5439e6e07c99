import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ObjectStore, syncFolder } from '#platform/storage';
import { type ObjectEntry, objectSchema } from './format.ts';
import { inOrder } from './in-order.ts';
import type { OpenedBackup } from './manifest.ts';
import { faultOf, type ObjectFault, objectPath } from './objects.ts';
import { linesOf, PIECE, readSealed } from './sealed-file.ts';

const AT_ONCE = 4;

/** A sealed file of the backup that is not as it was: everything else is none the worse for it. */
export interface DamagedObject {
  readonly key: string;
  readonly fault: ObjectFault;
}

/** Each file that belongs to a backup, in the order of its list; nothing after a line that does not open. */
export async function eachObject(
  backup: OpenedBackup,
  act: (entries: AsyncIterable<ObjectEntry>) => Promise<void>,
): Promise<void> {
  async function* entries(source: AsyncIterable<Uint8Array>): AsyncGenerator<ObjectEntry> {
    for await (const line of linesOf(source)) yield objectSchema.parse(JSON.parse(line));
  }
  await readSealed(
    {
      path: backup.path('objects'),
      name: `${backup.name}/objects`,
      cipher: backup.cipher('objects'),
      expected: backup.manifest.objects,
    },
    (source) => act(entries(source)),
  );
}

class Changed extends Error {}

/** Fails at its end unless it was what it should be: then the store keeps nothing of it. */
async function* checked(path: string, { sha256 }: ObjectEntry): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE })) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw new Changed();
}

async function put(dir: string, store: ObjectStore, entry: ObjectEntry): Promise<DamagedObject | undefined> {
  try {
    await store.write(entry.key, checked(objectPath(dir, entry), entry));
    return undefined;
  } catch (error) {
    if (error instanceof Changed) return { key: entry.key, fault: 'changed' };
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && syscall === 'open') return { key: entry.key, fault: 'missing' };
    throw error;
  }
}

export interface FilesRestored {
  readonly count: number;
  readonly bytes: number;
  readonly damaged: readonly DamagedObject[];
}

/** Puts the files of a backup into an empty store, each checked on its way. */
export async function restoreObjects(
  backup: OpenedBackup,
  store: ObjectStore,
  onBytes: (bytes: number) => void = () => {},
): Promise<FilesRestored> {
  let [count, bytes] = [0, 0];
  const damaged: DamagedObject[] = [];
  await eachObject(backup, async (entries) => {
    const done = inOrder(entries, AT_ONCE, async (entry) => ({
      entry,
      fault: await put(backup.dir, store, entry),
    }));
    for await (const { entry, fault } of done) {
      onBytes(entry.bytes);
      if (fault !== undefined) {
        damaged.push(fault);
        continue;
      }
      count += 1;
      bytes += entry.bytes;
    }
  });
  return { count, bytes, damaged };
}

/** Looks at each file of a backup where it lies; `whole` chooses those that are read through. */
export async function checkObjects(
  backup: OpenedBackup,
  whole: (key: string) => boolean,
): Promise<DamagedObject[]> {
  const damaged: DamagedObject[] = [];
  await eachObject(backup, async (entries) => {
    const done = inOrder(entries, AT_ONCE, async (entry) => ({
      key: entry.key,
      fault: await faultOf(backup.dir, entry, whole(entry.key)),
    }));
    for await (const { key, fault } of done) if (fault !== undefined) damaged.push({ key, fault });
  });
  return damaged;
}

const anchorSchema = z.object({ name: z.string().regex(/^[\w-]+\.jsonl$/), text: z.string() });

/** The anchors as they were, so that the chains are held against what stood outside the database then. */
export async function restoreAnchors(backup: OpenedBackup, dataDir: string): Promise<void> {
  const folder = join(dataDir, 'anchors');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await readSealed(
    {
      path: backup.path('anchors'),
      name: `${backup.name}/anchors`,
      cipher: backup.cipher('anchors'),
      expected: backup.manifest.anchors,
    },
    async (source) => {
      for await (const line of linesOf(source)) {
        const { name, text } = anchorSchema.parse(JSON.parse(line));
        await writeFile(join(folder, name), text, { mode: 0o600, flag: 'wx', flush: true });
      }
    },
  );
  await syncFolder(folder);
}

export function inWords(damaged: readonly DamagedObject[]): string {
  const list = damaged.slice(0, 20).map(({ key, fault }) => `  ${key}: ${fault}`);
  const more = damaged.length > 20 ? [`  … and ${damaged.length - 20} more`] : [];
  return [...list, ...more].join('\n');
}
