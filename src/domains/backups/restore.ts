import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Verification } from '#domains/audit';
import {
  BackupError,
  chooseBackup,
  clearFolder,
  completeRestore,
  type FilesRestored,
  isUnfinished,
  type LoadTimes,
  markComplete,
  markFolder,
  type OpenedBackup,
  openBackup,
  readDestroyed,
  requireEmptyFolder,
  requireKnownMigrations,
  requireSpace,
  restoreAnchors,
  restoreObjects,
  takeDatabase,
} from '#platform/backup';
import type { MasterKey } from '#platform/crypto';
import { bulkSettings, discardEmbedded, haveHouseAlone, startEmbedded, syncEmbedded } from '#platform/db';
import type { Log } from '#platform/log';
import { diskStore, isFull } from '#platform/storage';
import { keepLists, type Reapplied, reapply } from './destroyed.ts';
import { type RebuildOptions, rebuildDatabase, recordRestore, verifyRebuilt } from './rebuild.ts';

export interface RestoreOptions {
  readonly dir: string;
  /** Which one; the newest, if it is not said. */
  readonly name?: string | undefined;
  readonly key: MasterKey;
  readonly dataDir: string;
  /** A database of one's own; the one that comes along is made in the data folder otherwise. */
  readonly databaseUrl: string | undefined;
  readonly appPassword: string;
  readonly log: Log;
  /** Called once everything is checked and before anything is written. */
  readonly onBegin?: (backup: OpenedBackup) => void;
  readonly onProgress?: (what: 'restoring' | 'verifying', done: number, all: number) => void;
  /** Before the mark goes: what else a folder needs to be whole. */
  readonly finish?: (backup: OpenedBackup) => Promise<void>;
}

/** What was destroyed after the backup was made, and is gone again. */
export interface DestroyedAgain extends Reapplied {
  /** Lists that another key sealed: what they say is not known. */
  readonly sealedLists: readonly string[];
}

export interface Restored {
  readonly backup: OpenedBackup;
  readonly times: LoadTimes;
  readonly files: FilesRestored;
  readonly again: DestroyedAgain;
  readonly verification: Verification;
  readonly unreadable: number;
  /** From the first byte until it lay on the disk, and what verifying took on top. */
  readonly seconds: number;
  readonly verifySeconds: number;
  /** Rows as text, and files. */
  readonly bytes: number;
}

interface Server {
  readonly ownerUrl: string;
  /** This restore's name, which its mark bears. */
  readonly restore: string;
  /** Everything is on the disk afterwards. */
  stop(): Promise<void>;
  /** Others may come in. */
  leave(): Promise<void>;
}

async function ownServer(databaseUrl: string): Promise<Server> {
  const stay = await haveHouseAlone(databaseUrl, 'restore', 'nobody may work in what is being restored.');
  try {
    return {
      ownerUrl: databaseUrl,
      restore: await takeDatabase(databaseUrl),
      stop: async () => {},
      leave: () => stay.leave(),
    };
  } catch (error) {
    await stay.leave();
    throw error;
  }
}

async function embeddedServer(dataDir: string, log: Log): Promise<Server> {
  const server = await startEmbedded({ dataDir, log, settings: bulkSettings });
  return {
    ownerUrl: server.ownerUrl,
    restore: randomUUID(),
    stop: async () => {
      await server.stop();
      await syncEmbedded(dataDir, log);
    },
    leave: () => server.stop(),
  };
}

/** An empty place for it, marked as unfinished. */
async function takePlace({ dataDir, databaseUrl, log }: RestoreOptions, backup: OpenedBackup) {
  await requireEmptyFolder(dataDir);
  const again = isUnfinished(dataDir);
  await markFolder(dataDir, backup.name);
  if (again) {
    await clearFolder(dataDir);
    if (existsSync(join(dataDir, 'database'))) await discardEmbedded(dataDir, log);
  }
  await requireSpace(dataDir, backup.manifest);
  return databaseUrl === undefined ? embeddedServer(dataDir, log) : ownServer(databaseUrl);
}

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

const bytesOf = ({ manifest }: OpenedBackup): number =>
  manifest.objects.total + manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0);

/** Database and files side by side: one waits for the processor, the other for the disk. */
async function bringBack(options: RestoreOptions, rebuild: RebuildOptions) {
  const { backup } = rebuild;
  const all = backup.stored + backup.manifest.objects.total;
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    options.onProgress?.('restoring', done, all);
  };
  const files = restoreObjects(backup, diskStore(join(options.dataDir, 'objects')), onBytes);
  const database = rebuildDatabase({ ...rebuild, onBytes });
  const both = await Promise.allSettled([database, files]);
  for (const result of both) if (result.status === 'rejected') throw result.reason;
  return { times: await database, files: await files };
}

/** What was destroyed since the backup was made does not come back: neither rows nor sealed files. */
async function destroySince(
  { dir, dataDir, key }: RestoreOptions,
  ownerUrl: string,
): Promise<DestroyedAgain> {
  const { certificates, sealed } = await readDestroyed([dir, dataDir], key);
  const again = await reapply(ownerUrl, certificates);
  const store = diskStore(join(dataDir, 'objects'));
  for (const file of again.files) await store.remove(file);
  await keepLists(ownerUrl, key, [dataDir]);
  return { ...again, sealedLists: sealed };
}

async function fill(options: RestoreOptions, backup: OpenedBackup, server: Server): Promise<Restored> {
  const began = performance.now();
  const { dataDir, log, appPassword, onProgress } = options;
  const rebuild: RebuildOptions = {
    backup,
    ownerUrl: server.ownerUrl,
    appPassword,
    log,
    onEvents: (done, all) => onProgress?.('verifying', done, all),
  };
  await restoreAnchors(backup, dataDir);
  const brought = await bringBack(options, rebuild);
  await recordRestore(server.ownerUrl, backup);
  const again = await destroySince(options, server.ownerUrl);
  const restoring = secondsSince(began);
  const { found, unreadable } = await verifyRebuilt(rebuild, dataDir);
  const verifySeconds = secondsSince(began) - restoring;
  await options.finish?.(backup);
  await server.stop();
  await markComplete(dataDir, backup.name, server.restore);
  await completeRestore(dataDir, options.databaseUrl);
  const seconds = secondsSince(began) - verifySeconds;
  return {
    backup,
    ...brought,
    again,
    verification: found,
    unreadable,
    seconds,
    verifySeconds,
    bytes: bytesOf(backup),
  };
}

/**
 * Everything back, onto a machine that has nothing: database, evidence and anchors, checked byte for byte, brought to
 * this version and verified. Killed in the middle it leaves a folder that says so, and the next one begins anew.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { dir, key, onBegin } = options;
  const backup = await openBackup(dir, await chooseBackup(dir, options.name), key);
  await requireKnownMigrations(backup);
  await requireEmptyFolder(options.dataDir);
  onBegin?.(backup);
  const server = await takePlace(options, backup);
  try {
    return await fill(options, backup, server);
  } catch (error) {
    // The mark stays: nothing starts on what is half there.
    throw error instanceof BackupError || !isFull(error)
      ? error
      : new BackupError('failed', `The disk of ${options.dataDir} is full. Nothing was finished.`, {
          cause: error,
        });
  } finally {
    await server.leave().catch(() => {});
  }
}
