import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkObjects, openBackup, requireKnownMigrations, restoreAnchors } from '#platform/backup';
import type { Instant } from '#platform/clock';
import type { MasterKey } from '#platform/crypto';
import { bulkSettings, discardEmbedded, startEmbedded } from '#platform/db';
import type { Log } from '#platform/log';
import { type Failure, failureOf } from './failures.ts';
import { rebuildDatabase, verifyRebuilt } from './rebuild.ts';

export interface CheckOptions {
  readonly dir: string;
  readonly name: string;
  readonly key: MasterKey;
  /** The temporary database is made below it, where what it holds is as safe as in the real one beside it. */
  readonly dataDir: string;
  readonly at: Instant;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

export interface Checked {
  readonly failure: Failure | null;
  readonly seconds: number;
}

const placeOf = (dataDir: string): string => join(dataDir, 'backup-check');

/** What a check leaves, or a killed one left: a whole copy of the records, so it goes at once. */
export async function clearCheck(dataDir: string, log: Log): Promise<void> {
  const place = placeOf(dataDir);
  if (existsSync(join(place, 'database'))) await discardEmbedded(place, log);
  await rm(place, { recursive: true, force: true });
}

/** Takes away what a check left that was killed, beside whoever may be at another one: theirs stays. */
export async function clearLeftCheck(dataDir: string, log: Log): Promise<void> {
  if (!existsSync(placeOf(dataDir))) return;
  await clearCheck(dataDir, log).catch((error: Error) =>
    log.warn({ err: error.message }, 'the copy of the records that a backup’s check made is still there'),
  );
}

const DAYS = 7;

/** Every evidence file is looked at each time, and read through once in seven days. */
export function isReadThrough(key: string, at: Instant): boolean {
  const day = Math.floor(at.epochMilliseconds / 86_400_000);
  return Number.parseInt(key.slice(-4), 16) % DAYS === day % DAYS;
}

async function findFault(options: CheckOptions): Promise<Failure | null> {
  const { dir, name, key, dataDir, at, log, signal } = options;
  const place = placeOf(dataDir);
  const backup = await openBackup(dir, name, key);
  await requireKnownMigrations(backup);
  await mkdir(place, { recursive: true, mode: 0o700 });
  // First of all what goes into the folder: one without a database is nobody's.
  const server = await startEmbedded({ dataDir: place, log, settings: bulkSettings });
  try {
    await restoreAnchors(backup, place);
    const rebuild = {
      backup,
      ownerUrl: server.ownerUrl,
      appPassword: key.password('backup-check'),
      log,
      signal,
    };
    await rebuildDatabase(rebuild);
    const { found } = await verifyRebuilt(rebuild, place);
    if (found.faults.length > 0) return 'audit';
  } finally {
    await server.stop();
  }
  const damaged = await checkObjects(backup, (object) => isReadThrough(object, at));
  return damaged.length > 0 ? 'objects' : null;
}

/**
 * Whether a backup is one: its database is made anew in a temporary server and verified, its evidence files are looked
 * at where they lie. What is found is an answer, not an error; only being told to stop is thrown.
 */
export async function checkBackup(options: CheckOptions): Promise<Checked> {
  const began = performance.now();
  const { dataDir, log, signal } = options;
  const done = (failure: Failure | null) => ({ failure, seconds: (performance.now() - began) / 1000 });
  await clearCheck(dataDir, log);
  try {
    return done(await findFault(options));
  } catch (error) {
    signal?.throwIfAborted();
    log.error({ err: (error as Error).message, backup: options.name }, 'a backup could not be restored');
    return done(failureOf(error));
  } finally {
    await clearCheck(dataDir, log);
  }
}
