import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll } from 'vitest';
import { loadMasterKey } from '#platform/crypto';
import { systemIds } from '#platform/ids';
import { diskStore, type ObjectStore } from '#platform/storage';
import { type Made, type MakeOptions, makeBackup } from '../../src/platform/backup/make.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { World } from './world.ts';

/** A folder for backups and a store with files, of one test file. */
export interface BackupPlace {
  readonly dir: string;
  readonly dataDir: string;
  readonly store: ObjectStore;
  /** Puts a file into the store; gives its key. */
  addObject(bytes?: Buffer): Promise<string>;
  options(changes?: Partial<MakeOptions>): MakeOptions;
  /** A backup of now; a second later by the clock than the one before. */
  make(changes?: Partial<MakeOptions>): Promise<Made>;
}

export async function backupPlace(world: World): Promise<BackupPlace> {
  const folder = await temporaryFolder('backup');
  afterAll(() => folder.remove());
  const dir = join(folder.path, 'backups');
  const dataDir = join(folder.path, 'data');
  const store = diskStore(join(dataDir, 'objects'));
  const options = (changes: Partial<MakeOptions> = {}): MakeOptions => ({
    ownerUrl: world.urls.ownerUrl,
    key: loadMasterKey(world.services.config.keyFile),
    dir,
    store,
    dataDir,
    demo: false,
    clock: world.clock,
    ...changes,
  });
  return {
    dir,
    dataDir,
    store,
    options,
    addObject: async (bytes = randomBytes(100_000)) => {
      const key = systemIds.uuid();
      await store.write(key, Readable.from([bytes]));
      return key;
    },
    make: async (changes) => {
      world.clock.advance({ seconds: 1 });
      return makeBackup(options(changes));
    },
  };
}
