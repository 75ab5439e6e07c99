import type { MasterKey } from '#platform/crypto';
import { BackupError } from './errors.ts';
import { listBackups, removeBackup } from './folder.ts';
import { openBackup, opensWith, readHeader } from './manifest.ts';
import { objectPath, pruneObjects } from './objects.ts';
import { eachObject } from './restore-files.ts';
import { backupsToKeep, type Kept } from './retention.ts';

export interface Pruned {
  readonly removed: readonly string[];
  readonly objects: number;
  /** Backups that this key does not open: while there are any, no file is removed, since they may name it. */
  readonly sealed: readonly string[];
}

/** Backups of this installation in a folder that others may use too. */
async function ownBackups(dir: string, installation: string): Promise<string[]> {
  const own: string[] = [];
  for (const name of await listBackups(dir)) {
    const header = await readHeader(dir, name).catch((error: unknown) => {
      // One that cannot be read is not ours to judge; it stays.
      if (error instanceof BackupError) return undefined;
      throw error;
    });
    if (header?.installation === installation) own.push(name);
  }
  return own;
}

/** The files that any backup of the folder names, whoever's it is. */
async function namedObjects(dir: string, key: MasterKey) {
  const named = new Set<string>();
  const sealed: string[] = [];
  for (const name of await listBackups(dir)) {
    try {
      await eachObject(await openBackup(dir, name, key), async (entries) => {
        for await (const entry of entries) named.add(objectPath('', entry).split('/').at(-1) ?? '');
      });
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      sealed.push(name);
    }
  }
  return { named, sealed };
}

/** Removes the backups that are no longer to be kept, and the files that no backup names any more. */
export async function pruneBackups(
  dir: string,
  key: MasterKey,
  installation: string,
  kept: Kept,
): Promise<Pruned> {
  const own = await ownBackups(dir, installation);
  const opened = await Promise.all(own.map((name) => opensWith(dir, name, key)));
  const older = new Set(own.filter((_, at) => !opened[at]));
  const keep = backupsToKeep(own, kept, (name) => older.has(name));
  const removed = own.filter((name) => !keep.has(name));
  for (const name of removed) await removeBackup(dir, name);
  const { named, sealed } = await namedObjects(dir, key);
  const objects = sealed.length > 0 ? 0 : await pruneObjects(dir, named);
  return { removed, objects, sealed };
}
