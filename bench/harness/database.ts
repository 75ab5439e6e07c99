import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedDatabase, migrate, startEmbedded } from '#platform/db';
import { createLog } from '#platform/log';
import { say } from './options.ts';
import { whenInterrupted } from './processes.ts';

const log = createLog('warn', 'bench');

/** Measured with the settings of a real start, and with statements counted. */
const measuring = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': '1000',
};
/** While rows are made nothing needs to outlive a power cut: what is half made is made again. */
const making = {
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '8GB',
  maintenance_work_mem: '512MB',
  work_mem: '256MB',
  shared_buffers: '1GB',
};

export interface Prepared {
  /** Begins the folder's name. */
  readonly name: string;
  readonly dataDir: string;
  /** SQL files, run by the owner in one session, in order. */
  readonly files: readonly string[];
}

const read = (path: string) => readFile(path, 'utf8');

async function migrations(): Promise<string[]> {
  const names = (await readdir('db/migrations')).filter((name) => name.endsWith('.sql')).sort();
  return ['db/roles.sql', ...names.map((name) => join('db/migrations', name))];
}

/** Data are made anew when a migration or their own files have changed. */
async function folderOf({ name, dataDir, files }: Prepared): Promise<string> {
  const texts = await Promise.all([...(await migrations()), ...files].map(read));
  const hash = createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 12);
  return join(dataDir, `${name}-${hash}`);
}

async function fill(server: EmbeddedDatabase, files: readonly string[]): Promise<void> {
  await migrate({ ownerUrl: server.ownerUrl, log, appPassword: 'set by each start of the web process' });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query('create extension if not exists pg_stat_statements');
  await admin.end();
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  // Interrupted, the server ends this session too; what was asked of it then says so itself.
  owner.on('error', () => {});
  await owner.connect();
  for (const file of files) {
    const began = performance.now();
    await owner.query(await read(file));
    say(`  ${file}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  await owner.query('vacuum (analyze)');
  await owner.end();
}

async function make(folder: string, prepared: Prepared): Promise<void> {
  say(`Making the data in ${folder} (once, some minutes) …`);
  await mkdir(folder, { recursive: true });
  const server = await startEmbedded({ dataDir: folder, log, settings: { ...measuring, ...making } });
  const wait = whenInterrupted(server.stop);
  try {
    await fill(server, prepared.files);
  } finally {
    await server.stop();
    wait();
  }
  await writeFile(join(folder, 'complete'), 'Made by npm run bench. It may be deleted.\n');
}

/** Older data of the same name are of no use to anybody any more. */
async function removeOthers(dataDir: string, name: string, keep: string): Promise<void> {
  for (const entry of await readdir(dataDir)) {
    const path = join(dataDir, entry);
    if (entry.startsWith(`${name}-`) && path !== keep) await rm(path, { recursive: true, force: true });
  }
}

export interface PreparedServer extends EmbeddedDatabase {
  /** A data folder for processes that work on this server. */
  readonly folder: string;
}

/** The server with the prepared data, which are made first where they are missing. */
export async function openPrepared(prepared: Prepared): Promise<PreparedServer> {
  const folder = await folderOf(prepared);
  const complete = await read(join(folder, 'complete')).catch(() => undefined);
  if (complete === undefined) {
    await rm(folder, { recursive: true, force: true });
    await make(folder, prepared);
    await removeOthers(prepared.dataDir, prepared.name, folder);
  }
  const server = await startEmbedded({ dataDir: folder, log, settings: measuring });
  whenInterrupted(server.stop);
  return { ...server, folder };
}
