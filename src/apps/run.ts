import { statSync } from 'node:fs';
import { refuseUnfinishedRestore } from '#platform/backup';
import { systemClock } from '#platform/clock';
import { type Config, readConfig } from '#platform/config';
import { createMasterKey, loadMasterKey, type MasterKey } from '#platform/crypto';
import { appUrl, attachEmbedded, createDatabase, type Database, migrate, startEmbedded } from '#platform/db';
import type { Services } from '#platform/http';
import { systemIds } from '#platform/ids';
import { createLog, type Log } from '#platform/log';
import { mailLeaves } from '#platform/mailer';
import { isDemoFolder, markDemo, refuseDemoFolder, refuseRealFolder } from './demo-folder.ts';
import { seedDemo } from './demo-seed.ts';
import { startWeb } from './web.ts';
import { startWorker } from './worker.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Parts {
  readonly web: boolean;
  readonly worker: boolean;
}

/** Something that runs until it is told to stop. */
export interface Running {
  stop(): Promise<void>;
}

interface Prepared extends Running {
  readonly config: Config;
  readonly log: Log;
  readonly masterKey: MasterKey;
  readonly ownerUrl: string;
  readonly url: string;
}

export const APP_PASSWORD = 'database/gatehouse_app';

/** Without its database a process can do nothing: it ends, and whoever supervises it starts it again. */
function endBecause(log: Log, error: Error): void {
  log.fatal({ err: error.message }, 'the database server is gone');
  process.exit(1);
}

/** Key, database server and migrations: what every long-running command stands on. */
async function prepare(config: Config): Promise<Prepared> {
  refuseUnfinishedRestore(config.dataDir);
  const log = createLog(config.logLevel, 'gatehouse');
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbedded({ dataDir: config.dataDir, log, onLost: (error) => endBecause(log, error) })
      : undefined;
  try {
    createMasterKey(config.keyFile);
    const masterKey = loadMasterKey(config.keyFile);
    const ownerUrl = embedded?.ownerUrl ?? config.databaseUrl ?? '';
    const appPassword = masterKey.password(APP_PASSWORD);
    await migrate({ ownerUrl, log, appPassword });
    return {
      config,
      log,
      masterKey,
      ownerUrl,
      url: appUrl(ownerUrl, appPassword),
      stop: async () => embedded?.stop(),
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

function servicesOf(prepared: Prepared, demo: boolean): Services & { database: Database } {
  const { config, log, masterKey, url } = prepared;
  const database = createDatabase({ url, clock: systemClock, ids: systemIds, log });
  return { config, database, clock: systemClock, ids: systemIds, log, masterKey, demo };
}

/** A second request to end is meant when it comes after this; sooner, it is the same one sent to the whole group. */
const SAME_REQUEST_MS = 1_000;

/** Resolves on Ctrl-C or a request to end; asked again, it ends at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const asked = () => {
      first ??= performance.now();
      if (performance.now() - first > SAME_REQUEST_MS) process.exit(130);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, asked);
  });
}

/** What is wrong with where backups go, as far as it can be seen at the start. */
function backupNotice({ backupDir, dataDir }: Config): string | undefined {
  if (backupDir === undefined) return 'No backups are made: GATEHOUSE_BACKUP_DIR is not set.';
  const found = statSync(backupDir, { throwIfNoEntry: false });
  return found?.dev === statSync(dataDir).dev
    ? 'The backups lie on the same disk as the records: GATEHOUSE_BACKUP_DIR should be on another.'
    : undefined;
}

async function serve(prepared: Prepared, parts: Parts, demo: boolean): Promise<number> {
  const services = servicesOf(prepared, demo);
  const running: Running[] = [prepared, { stop: () => services.database.close() }];
  try {
    if (!mailLeaves(services)) {
      process.stdout.write('\n  No e-mail leaves: SMTP_URL is not set. People are told in Gatehouse only.\n');
    }
    const notice = parts.worker && !demo ? backupNotice(services.config) : undefined;
    if (notice !== undefined) process.stdout.write(`\n  ${notice}\n`);
    if (parts.worker) running.push(await startWorker(services, prepared.url, prepared.ownerUrl));
    if (parts.web) running.push(await startWeb(services));
    process.stdout.write(
      parts.web ? `\n  Gatehouse is open at ${services.config.origin}\n\n` : 'The worker runs.\n',
    );
    await untilStopped();
  } finally {
    for (const part of running.reverse()) await part.stop();
  }
  return 0;
}

export async function runStart(env: Environment, parts: Parts): Promise<number> {
  const config = readConfig(env);
  refuseDemoFolder(config.dataDir);
  return serve(await prepare(config), parts, false);
}

export async function runDemo(env: Environment): Promise<number> {
  const config = readConfig({
    LOG_LEVEL: 'warn',
    ...env,
    GATEHOUSE_HOST: '127.0.0.1',
    GATEHOUSE_ORIGIN: undefined,
  });
  refuseRealFolder(config.dataDir);
  const prepared = await prepare(config);
  markDemo(config.dataDir);
  await seedDemo(prepared.ownerUrl, prepared.log);
  return serve(prepared, { web: true, worker: true }, true);
}

/** The database for one command: the one that runs, beside whoever runs it; else started for as long as it takes. */
export async function withDatabase<T>(
  env: Environment,
  act: (services: Services, ownerUrl: string) => Promise<T>,
): Promise<T> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...env });
  const log = createLog(config.logLevel, 'gatehouse');
  refuseUnfinishedRestore(config.dataDir);
  // First, so that an empty folder is refused and nothing is made in it.
  const masterKey = loadMasterKey(config.keyFile);
  const attached = config.databaseUrl === undefined ? await attachEmbedded(config.dataDir) : undefined;
  const started =
    config.databaseUrl === undefined && attached === undefined
      ? await startEmbedded({ dataDir: config.dataDir, log })
      : undefined;
  const ownerUrl = config.databaseUrl ?? attached?.ownerUrl ?? started?.ownerUrl ?? '';
  const url = appUrl(ownerUrl, masterKey.password(APP_PASSWORD));
  const services = servicesOf(
    { config, log, masterKey, ownerUrl, url, stop: async () => {} },
    isDemoFolder(config.dataDir),
  );
  try {
    return await act(services, ownerUrl);
  } finally {
    await services.database.close();
    await started?.stop();
  }
}

export async function runMigrate(env: Environment): Promise<number> {
  const prepared = await prepare(readConfig(env));
  await prepared.stop();
  process.stdout.write('The database is up to date.\n');
  return 0;
}
