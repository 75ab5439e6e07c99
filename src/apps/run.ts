import { existsSync, statSync } from 'node:fs';
import { refuseUnfinishedRestore } from '#platform/backup';
import { systemClock } from '#platform/clock';
import { type Config, readConfig } from '#platform/config';
import { createMasterKey, loadMasterKey, type MasterKey } from '#platform/crypto';
import {
  appUrl,
  attachEmbedded,
  createDatabase,
  type Database,
  holdsSealed,
  migrate,
  refuseNewer,
  startEmbedded,
} from '#platform/db';
import { Unavailable } from '#platform/errors';
import type { Services } from '#platform/http';
import { systemIds } from '#platform/ids';
import { createLog, type Log } from '#platform/log';
import { mailLeaves } from '#platform/mailer';
import { readCertificate } from '#platform/tls';
import { isDemoFolder, markDemo, refuseDemoFolder, refuseRealFolder } from './demo-folder.ts';
import { seedDemo } from './demo-seed.ts';
import { heedSignals, type Signals } from './signals.ts';
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
  /** Takes up what was renewed beside it, such as a certificate, without a pause. */
  renew?(): void;
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

/** A new key in place of a lost one would go unnoticed until nobody's authenticator opens. */
async function refuseLostKey(keyFile: string, ownerUrl: string): Promise<void> {
  if (existsSync(keyFile) || !(await holdsSealed(ownerUrl))) return;
  throw new Unavailable(
    'the key file is missing beside what it sealed',
    `The key file ${keyFile} is missing, and this database holds what it sealed. Put it back from where you keep it. ` +
      'Only if it is lost for good: "openssl rand -base64 32" makes another (mode 600); then everybody’s authenticator is set up anew.',
  );
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
    const ownerUrl = embedded?.ownerUrl ?? config.databaseUrl ?? '';
    await refuseLostKey(config.keyFile, ownerUrl);
    createMasterKey(config.keyFile);
    const masterKey = loadMasterKey(config.keyFile);
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

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Somebody else's network gets at it, and nothing that we know of protects what is sent. */
const isInTheOpen = ({ host, tls, trustedProxies }: Config) =>
  !LOOPBACK.includes(host) && tls === undefined && trustedProxies.length === 0;

/** What is wrong with where backups go, as far as it can be seen at the start. */
function backupNotice({ backupDir, dataDir }: Config): string | undefined {
  if (backupDir === undefined) return 'No backups are made: GATEHOUSE_BACKUP_DIR is not set.';
  const found = statSync(backupDir, { throwIfNoEntry: false });
  return found?.dev === statSync(dataDir).dev
    ? 'The backups lie on the same disk as the records: GATEHOUSE_BACKUP_DIR should be on another.'
    : undefined;
}

async function serve(prepared: Prepared, parts: Parts, demo: boolean, signals: Signals): Promise<number> {
  const services = servicesOf(prepared, demo);
  const running: Running[] = [prepared, { stop: () => services.database.close() }];
  signals.onRenewal(() => {
    for (const part of running) part.renew?.();
  });
  try {
    if (signals.isAsked()) return 0;
    if (!mailLeaves(services)) {
      process.stdout.write('\n  No e-mail leaves: SMTP_URL is not set. People are told in Gatehouse only.\n');
    }
    if (parts.web && isInTheOpen(services.config)) {
      process.stdout.write(
        '\n  Other machines reach Gatehouse without HTTPS: passwords travel in the open. Set GATEHOUSE_TLS_CERT and _KEY, or name your proxy in GATEHOUSE_TRUSTED_PROXIES.\n',
      );
    }
    const notice = parts.worker && !demo ? backupNotice(services.config) : undefined;
    if (notice !== undefined) process.stdout.write(`\n  ${notice}\n`);
    if (parts.worker) running.push(await startWorker(services, prepared.url, prepared.ownerUrl));
    if (parts.web) running.push(await startWeb(services));
    process.stdout.write(
      parts.web ? `\n  Gatehouse is open at ${services.config.origin}\n\n` : 'The worker runs.\n',
    );
    await signals.ended;
  } finally {
    for (const part of running.reverse()) await part.stop();
  }
  return 0;
}

export async function runStart(env: Environment, parts: Parts): Promise<number> {
  const config = readConfig(env);
  refuseDemoFolder(config.dataDir);
  // Before anything is started: a pair of files that does not fit is said at once.
  if (parts.web && config.tls !== undefined) readCertificate(config.tls);
  const signals = heedSignals();
  return serve(await prepare(config), parts, false, signals);
}

export async function runDemo(env: Environment): Promise<number> {
  const config = readConfig({
    LOG_LEVEL: 'warn',
    ...env,
    GATEHOUSE_HOST: '127.0.0.1',
    GATEHOUSE_ORIGIN: undefined,
    GATEHOUSE_TLS_CERT: undefined,
    GATEHOUSE_TLS_KEY: undefined,
  });
  refuseRealFolder(config.dataDir);
  const signals = heedSignals();
  const prepared = await prepare(config);
  markDemo(config.dataDir);
  await seedDemo(prepared.ownerUrl, prepared.log, prepared.masterKey);
  return serve(prepared, { web: true, worker: true }, true, signals);
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
    await refuseNewer(ownerUrl);
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
