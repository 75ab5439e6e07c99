import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { UNFINISHED_MARK } from '#platform/db';
import { syncFolder } from '#platform/storage';
import { quoted } from './catalogue.ts';
import { BackupError } from './errors.ts';
import type { Manifest } from './format.ts';

/*
 * What a restore goes into is empty, or holds what an earlier restore left unfinished. A mark says so from the first
 * byte to the last, and nothing starts where it is: a file in the data folder, a table in a database of one's own.
 */

const MARK = 'RESTORE-UNFINISHED';
/** May be there before: the key file, the list of what was destroyed, and what a new disk brings. */
const HARMLESS = ['keys', 'destroyed', 'lost+found', MARK, `${MARK}.coming`];
/** What a restore makes; all of it goes when it begins anew. */
const MADE = ['objects', 'anchors'];

const markOf = (dataDir: string): string => join(dataDir, MARK);

/** Refuses a folder that a restore has only half filled: nobody may take it for the whole. */
export function refuseUnfinishedRestore(dataDir: string): void {
  if (existsSync(markOf(dataDir)))
    throw new BackupError(
      'interrupted',
      `A restore into ${dataDir} was not finished. Run "npx gatehouse restore" again, as before: it does what is left.`,
    );
}

export const isUnfinished = (dataDir: string): boolean => existsSync(markOf(dataDir));

export async function requireEmptyFolder(dataDir: string): Promise<void> {
  const names: string[] = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found = names.filter((name) => !HARMLESS.includes(name));
  if (found.length === 0 || names.includes(MARK)) return;
  throw new BackupError(
    'not-empty',
    `${dataDir} is not empty (${found.slice(0, 3).join(', ')}): a restore overwrites nothing. ` +
      'Choose an empty folder with --into. Only the folders keys and destroyed may be there before.',
  );
}

/** Refuses where it can be seen beforehand that the disk will be full. */
export async function requireSpace(dataDir: string, { tables, objects }: Manifest): Promise<void> {
  const needed = objects.total + tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize >= needed) return;
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  throw new BackupError(
    'failed',
    `${dataDir} has ${gigabytes(bavail * bsize)} GB free, and this backup needs at least ${gigabytes(needed)} GB.`,
  );
}

/** The whole of it, or what stood there before. */
async function writeMark(dataDir: string, text: string): Promise<void> {
  const coming = `${markOf(dataDir)}.coming`;
  await writeFile(coming, text, { mode: 0o600, flush: true });
  await rename(coming, markOf(dataDir));
  await syncFolder(dataDir);
}

export async function markFolder(dataDir: string, backup: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeMark(
    dataDir,
    `The backup ${backup} is being restored here, or was and did not come to its end.\nRun "npx gatehouse restore" again: it begins anew.\n`,
  );
}

/** Everything is there and on the disk: from now on only marks are left to be taken away. */
export function markComplete(dataDir: string, backup: string, restore: string): Promise<void> {
  return writeMark(
    dataDir,
    `The backup ${backup} is here, whole. Run "npx gatehouse restore" again: it takes this mark away.\nComplete: ${backup} ${restore}\n`,
  );
}

/** Takes the marks of a restore away that is complete; gives its backup, or undefined where there is none. */
export async function completeRestore(
  dataDir: string,
  databaseUrl: string | undefined,
): Promise<string | undefined> {
  const text = isUnfinished(dataDir) ? await readFile(markOf(dataDir), 'utf8') : '';
  const [, backup, restore] = /^Complete: (\S+) (\S+)$/m.exec(text) ?? [];
  if (backup === undefined || restore === undefined) return undefined;
  // The database first: while the folder has its mark, nothing of it starts and a restore comes back to this.
  if (databaseUrl !== undefined) await unmarkDatabase(databaseUrl, restore);
  await unmarkFolder(dataDir);
  return backup;
}

/** What an unfinished restore left beside the database. */
export async function clearFolder(dataDir: string): Promise<void> {
  for (const name of MADE) await rm(join(dataDir, name), { recursive: true, force: true });
}

async function unmarkFolder(dataDir: string): Promise<void> {
  await syncFolder(dataDir);
  await rm(`${markOf(dataDir)}.coming`, { force: true });
  await rm(markOf(dataDir), { force: true });
  await syncFolder(dataDir);
}

async function asOwner<T>(ownerUrl: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

async function clearDatabase(client: pg.Client): Promise<void> {
  const { rows: schemas } = await client.query<{ name: string }>(
    `select n.nspname as name from pg_namespace n where ${OURS} and n.nspname <> 'public' and pg_get_userbyid(n.nspowner) = current_user`,
  );
  for (const { name } of schemas) await client.query(`drop schema ${pg.escapeIdentifier(name)} cascade`);
  const { rows: tables } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tableowner = current_user
     and to_regclass(format('%I.%I', schemaname, tablename)) <> to_regclass($1)`,
    [UNFINISHED_MARK],
  );
  for (const { name } of tables) await client.query(`drop table ${quoted('public', name)} cascade`);
}

/** Checks a database of one's own, and marks it; what an unfinished restore left in it goes. Gives this restore's name. */
export async function takeDatabase(ownerUrl: string): Promise<string> {
  const restore = randomUUID();
  await asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ unfinished: boolean; used: string | null }>(
      `select to_regclass($1) is not null as unfinished, (
         select min(n.nspname || '.' || c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where ${OURS} and c.relkind in ('r', 'p', 'v', 'm')
           and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) as used`,
      [UNFINISHED_MARK],
    );
    const [found] = rows;
    if (found?.unfinished === true) await clearDatabase(client);
    else if (found?.used)
      throw new BackupError(
        'not-empty',
        `The database of DATABASE_URL is not empty (${found.used}): a restore overwrites nothing. Make a new one for it.`,
      );
    // The old mark, which goes with the new one in its place, was there until all else had gone.
    await client.query(
      `begin; drop table if exists ${UNFINISHED_MARK}; create table ${UNFINISHED_MARK} (restore uuid not null);
       insert into ${UNFINISHED_MARK} values ('${restore}'); commit`,
    );
  });
  return restore;
}

/** Only of this restore: another's mark says that another one is not finished. */
async function unmarkDatabase(ownerUrl: string, restore: string): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    const there = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
      UNFINISHED_MARK,
    ]);
    if (there.rows[0]?.there !== true) return;
    const { rowCount } = await client.query(`select from ${UNFINISHED_MARK} where restore = $1`, [restore]);
    if (rowCount === 1) await client.query(`drop table ${UNFINISHED_MARK}`);
  });
}
