import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Clock } from '#platform/clock';
import type { MasterKey } from '#platform/crypto';
import { MIGRATION_LOCK } from '#platform/db';
import { packageFile } from '#platform/files';
import type { ObjectStore } from '#platform/storage';
import {
  columnList,
  findChainHeads,
  findMigrations,
  findSequences,
  findTables,
  leftOut,
  quoted,
  SAME_EVERYWHERE,
  type Table,
} from './catalogue.ts';
import { BackupError } from './errors.ts';
import { draftBackup, freeName, openBackupFolder } from './folder.ts';
import {
  type Header,
  type Manifest,
  nameOf,
  type ObjectEntry,
  type SealedFile,
  type TableEntry,
  tableFile,
} from './format.ts';
import { cipherOf, newHeader, writeManifest } from './manifest.ts';
import { copyObjects } from './objects.ts';
import { writeSealed } from './sealed-file.ts';

/** "BACKUPGH" in hexadecimal: one backup of an installation at a time, whichever process makes it. */
export const BACKUP_LOCK = '4774171070822369096';

export interface MakeOptions {
  /** The owner's connection, the only one that sees every row. */
  readonly ownerUrl: string;
  readonly key: MasterKey;
  readonly dir: string;
  readonly store: ObjectStore;
  /** Holds the anchors. */
  readonly dataDir: string;
  readonly demo: boolean;
  readonly clock: Clock;
  /** Told how many bytes are done, of how many there will be about. */
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Made {
  readonly name: string;
  readonly manifest: Manifest;
  /** Bytes of this backup's own files on the disk. */
  readonly stored: number;
  /** Bytes of files that no earlier backup had. */
  readonly copied: number;
}

interface Making extends MakeOptions {
  readonly client: pg.Client;
  readonly folder: string;
  readonly header: Header;
  readonly progress: (bytes: number) => void;
}

async function connect(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'gatehouse backup' });
  // A lost connection fails the query that waits for it; without a listener it would end the process too.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function lock(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>(
    `select pg_try_advisory_lock(${BACKUP_LOCK}) as free`,
  );
  if (rows[0]?.free !== true)
    throw new BackupError('busy', 'A backup is being made at this moment. Wait until it is done.');
  // Waits for a migration that runs, and keeps others off until the database is copied.
  await client.query(`select pg_advisory_lock_shared(${MIGRATION_LOCK})`);
}

async function installationOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('app.installation') is not null as there`,
  );
  const found =
    rows[0]?.there === true
      ? await client.query<{ id: string }>('select id from app.installation')
      : undefined;
  const id = found?.rows[0]?.id;
  if (id === undefined)
    throw new BackupError(
      'other-version',
      'The database was made by an older Gatehouse. Run "npx gatehouse migrate" first.',
    );
  return id;
}

async function copyTable({ client, folder, key, header, signal, progress }: Making, table: Table) {
  signal?.throwIfAborted();
  const file = tableFile(table);
  const rows = client.query(
    copyTo(`copy ${quoted(table.schema, table.name)} (${columnList(table.columns)}) to stdout`, {
      highWaterMark: 1_048_576,
    }),
  );
  const written = await writeSealed(join(folder, file), cipherOf(key, header, file), rows);
  // The rows end before the server says how many there were; the next answer comes after that.
  await client.query('select');
  progress(table.size);
  const { schema, name, columns } = table;
  return { schema, name, columns: [...columns], rows: rows.rowCount, ...written } satisfies TableEntry;
}

const isLeftOut = ({ schema, name }: Table): boolean => leftOut[`${schema}.${name}`] !== undefined;

type Snapshot = Pick<Manifest, 'postgres' | 'migrations' | 'tables' | 'leftOut' | 'sequences' | 'chains'>;

/** Everything of one moment, however long it takes and whoever writes meanwhile. */
async function copyDatabase(making: Making, tables: readonly Table[]): Promise<Snapshot> {
  const { client } = making;
  await client.query('begin isolation level repeatable read read only');
  try {
    const { rows } = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    );
    const entries: TableEntry[] = [];
    for (const table of tables.filter((each) => !isLeftOut(each)))
      entries.push(await copyTable(making, table));
    return {
      postgres: rows[0]?.version ?? '',
      migrations: await findMigrations(client),
      tables: entries,
      leftOut: Object.entries(leftOut).map(([table, why]) => ({ table, why })),
      sequences: await findSequences(client),
      chains: await findChainHeads(client),
    };
  } finally {
    await client.query('rollback').catch(() => {});
  }
}

/** Read before the snapshot: an anchor never stands further on than the chains that are restored with it. */
async function readAnchors(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, 'anchors');
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => /^[\w-]+\.jsonl$/.test(name)).sort();
  return Promise.all(
    files.map(async (name) => JSON.stringify({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
}

const lines = (texts: readonly string[]): Readable =>
  Readable.from(texts.map((text) => Buffer.from(`${text}\n`)));

async function keysOf(store: ObjectStore): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const { key } of store.list()) keys.add(key);
  return keys;
}

interface CopiedFiles {
  readonly objects: Manifest['objects'];
  readonly copied: number;
}

/**
 * After the snapshot, so that every file that a row of it names is there: a file is written before its row. `before`
 * are those that were there before the snapshot: what of them is no longer there was destroyed meanwhile.
 */
async function copyFiles(making: Making, before: Set<string>): Promise<CopiedFiles> {
  const { dir, store, folder, key, header, signal } = making;
  const gone = new Set(before);
  let [count, total, copied] = [0, 0, 0];
  async function* list(): AsyncGenerator<Buffer> {
    for await (const { entry, copiedBytes } of copyObjects(dir, store)) {
      signal?.throwIfAborted();
      if (entry === undefined) continue;
      gone.delete(entry.key);
      count += 1;
      total += entry.bytes;
      copied += copiedBytes;
      making.progress(entry.bytes);
      yield Buffer.from(`${JSON.stringify(entry satisfies ObjectEntry)}\n`);
    }
  }
  const written: SealedFile = await writeSealed(
    join(folder, 'objects'),
    cipherOf(key, header, 'objects'),
    Readable.from(list()),
  );
  return { objects: { ...written, count, total, gone: [...gone] }, copied };
}

async function version(): Promise<string> {
  return (JSON.parse(await readFile(packageFile('package.json'), 'utf8')) as { version: string }).version;
}

async function totalOf(tables: readonly Table[], store: ObjectStore): Promise<number> {
  let all = tables.reduce((sum, { size }) => sum + size, 0);
  for await (const { bytes } of store.list()) all += bytes;
  return all;
}

async function fillDraft(making: Making, name: string, tables: readonly Table[]): Promise<Made> {
  const { folder, key, header, dataDir, demo, store } = making;
  const anchorLines = await readAnchors(dataDir);
  const before = await keysOf(store);
  const snapshot = await copyDatabase(making, tables);
  await making.client.query(`select pg_advisory_unlock_shared(${MIGRATION_LOCK})`);
  const anchors = await writeSealed(
    join(folder, 'anchors'),
    cipherOf(key, header, 'anchors'),
    lines(anchorLines),
  );
  const { objects, copied } = await copyFiles(making, before);
  const { takenAt } = header;
  const manifest = { name, takenAt, gatehouse: await version(), demo, ...snapshot, anchors, objects };
  await writeManifest(folder, key, header, manifest);
  const stored = [...snapshot.tables, anchors, objects].reduce((sum, file) => sum + file.stored, 0);
  return { name, manifest, stored, copied };
}

async function begin(options: MakeOptions, client: pg.Client): Promise<Made> {
  const { dir, key, clock, onProgress = () => {} } = options;
  await client.query(SAME_EVERYWHERE);
  await lock(client);
  const tables = await findTables(client);
  const all = await totalOf(tables, options.store);
  await openBackupFolder(dir);
  const takenAt = clock.now().toString();
  const name = await freeName(dir, nameOf(takenAt));
  const header = newHeader(key, await installationOf(client), takenAt);
  const draft = await draftBackup(dir, name);
  let done = 0;
  const progress = (bytes: number) => {
    done += bytes;
    onProgress(Math.min(done, all), all);
  };
  try {
    const made = await fillDraft({ ...options, client, header, folder: draft.path, progress }, name, tables);
    await draft.finish();
    return made;
  } catch (error) {
    await draft.discard().catch(() => {}); // the next one clears it; what went wrong first is what is told
    throw error;
  }
}

/**
 * A backup of everything, while Gatehouse is in use: the database of one moment, and every file that it names. It is
 * there whole when this returns, and not at all when it fails or is killed.
 */
export async function makeBackup(options: MakeOptions): Promise<Made> {
  const client = await connect(options.ownerUrl);
  try {
    return await begin(options, client);
  } finally {
    // Frees the locks as well, and ends a COPY that nobody reads any more.
    await client.end().catch(() => {});
  }
}
