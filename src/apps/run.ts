import { existsSync, statSync } from 'node:fs';
import { vaultOf } from '#domains/evidence';
import { refuseUnfinishedRestore } from '#platform/backup';
import { systemClock } from '#platform/clock';
import { type Config, readConfig } from '#platform/config';
import { createMasterKey, loadMasterKey, type MasterKey } from '#platform/crypto';
import {
  appUrl,
  attachEmbedded,
  createDatabase,
  type Database,
  haveHouseAlone,
  holdsSealed,
  migrate,
  refuseNewer,
  type Stay,
  setAppPassword,
  startEmbedded,
  stayInHouse,
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
function endBecause(log: Log, why: string, error: Error): void {
  log.fatal({ err: error.message }, why);
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

/** Key, database server and migrations: what every long-running command stands on. `what` names it to others. */
async function prepare(config: Config, log: Log, what: string): Promise<Prepared> {
  refuseUnfinishedRestore(config.dataDir);
  const onLost = (error: Error) => endBecause(log, 'the database server is gone', error);
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbedded({ dataDir: config.dataDir, log, onLost })
      : undefined;
  let stay: Stay | undefined;
  try {
    const ownerUrl = embedded?.ownerUrl ?? config.databaseUrl ?? '';
    stay = await stayInHouse(ownerUrl, what, (error) =>
      endBecause(log, 'the database was taken meanwhile', error),
    );
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
      stop: async () => {
        await stay?.leave();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await stay?.leave();
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
  const names = Object.entries(parts).flatMap(([name, isRun]) => (isRun ? [name] : []));
  const log = createLog(config.logLevel, 'gatehouse');
  return serve(await prepare(config, log, names.join(' and ')), parts, false, signals);
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
  const prepared = await prepare(config, createLog(config.logLevel, 'gatehouse'), 'demo');
  markDemo(config.dataDir);
  const { ownerUrl, log, masterKey } = prepared;
  await seedDemo(ownerUrl, log, { masterKey, vault: vaultOf(prepared) });
  return serve(prepared, { web: true, worker: true }, true, signals);
}

/** For what a running Gatehouse, or another command, must not be beside: why not, in a sentence. */
export interface Alone {
  readonly because: string;
}

interface CommandDatabase extends Running {
  readonly ownerUrl: string;
}

/** The one that runs, beside whoever runs it; else started for as long as it takes. */
async function openDatabase(config: Config, log: Log, alone: Alone | undefined): Promise<CommandDatabase> {
  if (config.databaseUrl !== undefined) return { ownerUrl: config.databaseUrl, stop: async () => {} };
  // Alone it goes on with a server that a kill left running, and is refused by one that somebody runs.
  const attached = alone === undefined ? await attachEmbedded(config.dataDir) : undefined;
  return attached === undefined
    ? startEmbedded({ dataDir: config.dataDir, log })
    : { ...attached, stop: async () => {} };
}

/** The database for one command, with others in it, or alone. */
export async function withDatabase<T>(
  env: Environment,
  act: (services: Services, ownerUrl: string) => Promise<T>,
  alone?: Alone,
): Promise<T> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...env });
  const log = createLog(config.logLevel, 'gatehouse', 'stderr');
  refuseUnfinishedRestore(config.dataDir);
  // First, so that an empty folder is refused and nothing is made in it.
  loadMasterKey(config.keyFile);
  const opened = await openDatabase(config, log, alone);
  const { ownerUrl } = opened;
  let stay: Stay | undefined;
  try {
    stay =
      alone === undefined
        ? await stayInHouse(ownerUrl, 'command', (error) => endBecause(log, 'the database was taken', error))
        : await haveHouseAlone(ownerUrl, 'command', alone.because);
    // Again: it may have been changed until we were let in.
    const masterKey = loadMasterKey(config.keyFile);
    const appPassword = masterKey.password(APP_PASSWORD);
    await refuseNewer(ownerUrl);
    // A change of key that was killed may have come as far as the login's password, or not.
    if (masterKey.rotating) await setAppPassword(ownerUrl, appPassword);
    const prepared = { ...opened, config, log, masterKey, url: appUrl(ownerUrl, appPassword) };
    const services = servicesOf(prepared, isDemoFolder(config.dataDir));
    return await act(services, ownerUrl).finally(() => services.database.close());
  } finally {
    await stay?.leave();
    await opened.stop();
  }
}

export async function runMigrate(env: Environment): Promise<number> {
  const config = readConfig(env);
  const prepared = await prepare(config, createLog(config.logLevel, 'gatehouse', 'stderr'), 'migrate');
  await prepared.stop();
  process.stdout.write('The database is up to date.\n');
  return 0;
}
