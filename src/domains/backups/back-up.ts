import { join } from 'node:path';
import pg from 'pg';
import { BackupError, type Made, makeBackup, type Pruned, pruneBackups } from '#platform/backup';
import type { Services } from '#platform/http';
import { diskStore } from '#platform/storage';
import { type Checked, checkBackup, clearLeftCheck } from './check.ts';
import { keepLists } from './destroyed.ts';
import { failureInWords, failureOf } from './failures.ts';
import { findInstallation } from './queries.ts';
import { type Attempt, recordChecked, recordFailed, recordMade, recordRemoved } from './record.ts';

export interface BackUpOptions {
  readonly services: Services;
  readonly ownerUrl: string;
  readonly dir: string;
  readonly scheduled: boolean;
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface BackedUp extends Made {
  readonly id: string;
}

/** Rows may be sealed with the old key still, which is gone once the change has been finished: nothing would open. */
const ROTATING =
  'A change of the master key was begun and not finished. Stop Gatehouse and run "npx gatehouse key rotate" again, then back up.';

async function tryToMake(options: BackUpOptions, attempt: Attempt): Promise<Made> {
  const { services, ownerUrl, onProgress = () => {} } = options;
  const { config, clock, demo, masterKey } = services;
  try {
    if (masterKey.rotating) throw new BackupError('rotating', ROTATING);
    return await makeBackup({
      ownerUrl,
      key: masterKey,
      dir: options.dir,
      store: diskStore(join(config.dataDir, 'objects')),
      dataDir: config.dataDir,
      demo,
      clock,
      onProgress,
      signal: options.signal,
    });
  } catch (error) {
    const busy = error instanceof BackupError && error.code === 'busy';
    if (busy || options.signal?.aborted) throw error;
    const failure = failureOf(error);
    // A database that is gone cannot be told; what went wrong first is what is said.
    await recordFailed(ownerUrl, clock.now(), attempt, failure).catch(() => {});
    if (error instanceof BackupError || failure === 'other') throw error;
    throw new BackupError('failed', `No backup was made in ${options.dir}. ${failureInWords(failure)}`, {
      cause: error,
    });
  }
}

/** Makes a backup and writes down how it went. */
export async function backUp(options: BackUpOptions): Promise<BackedUp> {
  const { clock, ids, config, log } = options.services;
  await clearLeftCheck(config.dataDir, log);
  const attempt = { id: ids.uuid(), beganAt: clock.now(), scheduled: options.scheduled };
  const made = await tryToMake(options, attempt);
  await recordMade(options.ownerUrl, clock.now(), attempt, made);
  await keepLists(options.ownerUrl, options.services.masterKey, [config.dataDir, options.dir]);
  return { ...made, id: attempt.id };
}

/** Restores it to see whether it can be, and writes down what was found. */
export async function checkAndRecord(
  { services, ownerUrl, dir, signal }: BackUpOptions,
  backup: { readonly id: string; readonly name: string },
): Promise<Checked> {
  const { config, clock, log, masterKey } = services;
  const checked = await checkBackup({
    dir,
    name: backup.name,
    key: masterKey,
    dataDir: config.dataDir,
    at: clock.now(),
    log,
    signal,
  });
  await recordChecked(ownerUrl, clock.now(), backup, checked);
  return checked;
}

/** Clears away what is no longer to be kept, as the settings say. */
export async function clearOld({ services, ownerUrl, dir }: BackUpOptions): Promise<Pruned> {
  const { config, clock, masterKey, log } = services;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const installation = await findInstallation(owner).finally(() => owner.end());
  const pruned = await pruneBackups(dir, masterKey, installation, config.backupsKept);
  if (pruned.sealed.length > 0)
    log.warn(
      { backups: pruned.sealed },
      'some backups do not open with this key, so no file was cleared away',
    );
  if (pruned.removed.length > 0) await recordRemoved(ownerUrl, clock.now(), pruned.removed, pruned.objects);
  return pruned;
}
