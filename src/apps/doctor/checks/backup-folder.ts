import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { openBackup, timeOf } from '#platform/backup';
import { formatInstant, Temporal } from '#platform/clock';
import { loadMasterKey } from '#platform/crypto';
import { type Check, type Context, type Finding, fail, notSeen, ok, warn } from '../types.ts';

const SPARE_BYTES = 1_000_000_000;
const NONE_SAVED = 'While this is so no backup is made, and none can be restored from there.';

interface Last {
  readonly name: string;
  readonly bytes: number;
}

/** The last one that went to the folder of the settings by itself; those made by hand may lie anywhere. */
async function findLast({ database }: Context): Promise<Last | undefined> {
  if (database.state !== 'open') return undefined;
  const [row] = await database.ask(
    `select name, database_bytes::float8 as bytes from app.backup
     where scheduled and failure is null and removed_at is null order by ended_at desc limit 1`,
  );
  return row === undefined ? undefined : { name: String(row.name), bytes: Number(row.bytes) };
}

const canWrite = (dir: string): Promise<boolean> =>
  access(dir, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );

async function lookAtFolder(dir: string): Promise<Finding | undefined> {
  const found = await stat(dir).catch(() => undefined);
  if (found === undefined || !found.isDirectory())
    return fail(
      `${dir} is not there`,
      NONE_SAVED,
      'Connect the disk or share; or make the folder, or correct GATEHOUSE_BACKUP_DIR.',
    );
  if (!(await canWrite(dir)))
    return fail(
      `${dir} cannot be written by this account`,
      NONE_SAVED,
      'Run this as the account that Gatehouse runs as; give the folder to it, and see that the disk is not mounted read-only.',
    );
  return undefined;
}

async function lookAtLast(dir: string, { name }: Last, keyFile: string): Promise<Finding | undefined> {
  const at = timeOf(name);
  const which = at === undefined ? name : `${name} (${formatInstant(Temporal.Instant.from(at))})`;
  const there = await stat(`${dir}/${name}`).catch(() => undefined);
  if (there === undefined)
    return fail(
      `${dir} does not hold the last backup, ${which}`,
      'An empty folder may stand where the disk should be, or the backups were moved or deleted.',
      'Connect the right disk; if the backups are gone, make one now: gatehouse backup',
    );
  return openBackup(dir, name, loadMasterKey(keyFile)).then(
    () => undefined,
    (error: Error) =>
      fail(
        `the last backup, ${which}, does not open: ${error.message}`,
        'With this key file it cannot be restored.',
        'Make another one now: gatehouse backup --check',
      ),
  );
}

/** Where backups go: what the worker needs there tonight, and whether what it made is there still. */
export const backupFolder: Check = {
  name: 'backup-folder',
  title: 'Backup folder',
  run: async (context) => {
    const { backupDir: dir, dataDir, keyFile } = context.config;
    if (dir === undefined)
      return warn(
        'GATEHOUSE_BACKUP_DIR is not set',
        'No backup is made by itself.',
        'Set it to a folder on another disk or machine, and start Gatehouse again.',
      );
    const wrong = await lookAtFolder(dir);
    if (wrong !== undefined) return wrong;
    const last = await findLast(context);
    const { bavail, bsize } = await statfs(dir);
    const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
    if (bavail * bsize < (last?.bytes ?? 0) + SPARE_BYTES)
      return fail(
        `${free} in ${dir}`,
        'The next backup may not fit.',
        'Make room on that disk, or keep fewer: GATEHOUSE_BACKUP_DAILY and GATEHOUSE_BACKUP_WEEKLY.',
      );
    const lost = last && (await lookAtLast(dir, last, keyFile));
    if (lost !== undefined) return lost;
    if ((await stat(dir)).dev === (await stat(dataDir).catch(() => undefined))?.dev)
      return warn(
        `${dir} lies on the same disk as the records`,
        'What is lost with that disk is lost.',
        'Choose a folder on another disk or machine.',
      );
    if (context.database.state !== 'open')
      return { ...notSeen, says: `${free}; the last backup was not looked for` };
    return ok(last === undefined ? free : `${free}; holds the last backup, ${last.name}`);
  },
};
