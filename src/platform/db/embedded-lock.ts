/*
 * Two Gatehouse processes must never run on one folder. Node has no flock, so two locks stand together:
 *
 * 1. `gatehouse.lock`: process id and start time of the holder. It keeps two starts apart while no database
 *    runs yet, and lets the message name the holder. A file outlives a kill -9, so one whose process (id *and*
 *    start time: ids are reused) is gone is taken over.
 * 2. An advisory lock of PostgreSQL, held by a session of its own (embedded-session.ts) as long as we run. The
 *    kernel closes that session with the process, so this one can never be stale; it decides where the file
 *    cannot: a deleted file, or two containers that share the folder and do not see each other's processes.
 */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, isSameProcess, type ProcessIdentity } from './embedded-process.ts';
import { EmbeddedError } from './embedded-types.ts';

const lockName = 'gatehouse.lock';

export function inUseError(dataDir: string, holder: string): EmbeddedError {
  return new EmbeddedError(
    'in-use',
    `Gatehouse is already running on ${dataDir} (${holder}). Use the one that runs, or stop it first, ` +
      'or set GATEHOUSE_DATA to another folder.',
  );
}

async function readHolder(path: string): Promise<ProcessIdentity | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new EmbeddedError(
      'wrong-owner',
      `${path} cannot be read (${error.code}): another user started Gatehouse here. ` +
        'Start it as that user; or, if it no longer runs, delete that file.',
      { cause: error },
    );
  });
  if (text === undefined) return undefined;
  const [pid = '', started = ''] = text.split('\n');
  return { pid: Number(pid), started: started === '' ? undefined : started };
}

/** link() is atomic and fails when the name exists, with the content already in place. */
async function tryLink(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

/** Moves a dead holder's file aside, and puts it back if a living one slipped in between look and move. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const moved = await readHolder(aside);
  if (moved !== undefined && Number.isInteger(moved.pid) && (await isSameProcess(moved))) {
    await tryLink(aside, path);
  }
  await rm(aside, { force: true });
}

/** Takes the folder for this process; returns what gives it back. */
export async function lockFolder(folder: string, dataDir: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName);
  const mine = join(folder, `${lockName}.${randomUUID()}`);
  const me = await identify(process.pid);
  await writeFile(mine, `${me.pid}\n${me.started ?? ''}\n`, { mode: 0o600, flag: 'wx' });
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      if (await tryLink(mine, path)) return () => rm(path, { force: true });
      const holder = await readHolder(path);
      if (holder === undefined) continue;
      if (Number.isInteger(holder.pid) && holder.pid > 0 && (await isSameProcess(holder))) {
        throw inUseError(dataDir, `process ${holder.pid}`);
      }
      await removeStale(path);
    }
  } finally {
    await rm(mine, { force: true });
  }
  throw inUseError(dataDir, 'several processes are starting at once');
}

export function isLockFile(name: string): boolean {
  return name.startsWith(lockName);
}
