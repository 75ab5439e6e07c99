import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '#platform/storage';
import { BackupError } from './errors.ts';
import { timeOf } from './format.ts';

const COMING = 'coming-';

const README = `Backups of Gatehouse.

Each folder with a date and time (UTC) for its name is one backup; "objects" holds the files that belong to them, each
once. Everything is encrypted. The key is not in here, and without it nothing of this can be read: keep the key file,
or the printed recovery key, somewhere else.

To get everything back on a new machine: npx gatehouse restore <this folder> --key <the key file>
A copy of this folder is a backup too. Change nothing in it by hand.
`;

async function entries(dir: string): Promise<string[]> {
  return readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Names of the backups in a folder, the oldest first. What was interrupted is none: it has another name. */
export async function listBackups(dir: string): Promise<string[]> {
  return (await entries(dir)).filter((name) => timeOf(name) !== undefined).sort();
}

/** The one that is meant: by name, or the newest. */
export async function chooseBackup(dir: string, wanted?: string): Promise<string> {
  const names = await listBackups(dir);
  const newest = names.at(-1);
  if (newest === undefined)
    throw new BackupError('no-backup', `There is no backup in ${dir}. Say the folder that holds them.`);
  if (wanted === undefined) return newest;
  if (names.includes(wanted)) return wanted;
  throw new BackupError(
    'no-backup',
    `There is no backup ${wanted} in ${dir}. It holds: ${names.slice(-20).join(', ')}.`,
  );
}

/** Takes a folder for backups into use, and clears what was interrupted. */
export async function openBackupFolder(dir: string): Promise<void> {
  await mkdir(join(dir, 'objects'), { recursive: true, mode: 0o700 });
  await writeFile(join(dir, 'README.txt'), README, { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  for (const folder of [dir, join(dir, 'objects')]) {
    for (const name of await entries(folder))
      if (name.startsWith(COMING)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

export interface Draft {
  readonly path: string;
  /** From now on it is a backup. */
  finish(): Promise<void>;
  discard(): Promise<void>;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** `wanted`, or with a number after it where that second has a backup already. */
export async function freeName(dir: string, wanted: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!(await exists(join(dir, name)))) return name;
  }
}

/** A backup on its way has a name that is none's: a kill leaves a whole backup or nothing. */
export async function draftBackup(dir: string, name: string): Promise<Draft> {
  const path = join(dir, `${COMING}${name}`);
  await mkdir(join(path, 'tables'), { recursive: true, mode: 0o700 });
  return {
    path,
    finish: async () => {
      await syncFolder(join(path, 'tables'));
      await syncFolder(path);
      await rename(path, join(dir, name));
      await syncFolder(dir);
    },
    discard: () => rm(path, { recursive: true, force: true }),
  };
}

/** Under a name that is none's first: a backup that is half removed is none either. */
export async function removeBackup(dir: string, name: string): Promise<void> {
  const going = join(dir, `${COMING}${name}`);
  await rename(join(dir, name), going);
  await syncFolder(dir);
  await rm(going, { recursive: true, force: true });
}
