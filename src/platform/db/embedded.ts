import { rmdir } from 'node:fs/promises';
import type pg from 'pg';
import { type Binaries, ensureCluster, findBinaries, reachableBinaries } from './embedded-cluster.ts';
import {
  ensureSecrets,
  type Folder,
  folderAt,
  makePrivate,
  openFolder,
  readSecrets,
  type Secrets,
  seenFromInside,
} from './embedded-folder.ts';
import { inUseError, lockFolder } from './embedded-lock.ts';
import { isRunning, poll } from './embedded-process.ts';
import { findOrphan, serverArguments, startServer, stopServer } from './embedded-server.ts';
import { databaseUrls, ensureDatabase, requireSameCluster, takeSession } from './embedded-session.ts';
import {
  type EmbeddedDatabase,
  EmbeddedError,
  type EmbeddedOptions,
  type ServerUser,
} from './embedded-types.ts';
import { closedFolder, serverUser } from './embedded-user.ts';

export {
  type EmbeddedDatabase,
  EmbeddedError,
  type EmbeddedOptions,
} from './embedded-types.ts';

interface Start {
  options: EmbeddedOptions;
  folder: Folder;
  secrets: Secrets;
  binaries: Binaries;
  user: ServerUser | undefined;
  args: string[];
}

interface Running {
  pid: number;
  session: pg.Client;
}

async function session(start: Start, socketDir: string, timeout: number): Promise<pg.Client> {
  const client = await takeSession({ socketDir }, start.secrets, timeout);
  if (client === undefined)
    throw inUseError(start.options.dataDir, 'its database is in use by another process');
  return client;
}

/**
 * A server left by a Gatehouse that was killed: goes on with it when it is well and was started just as we
 * would start it, else stops it. It is never stopped while another Gatehouse holds its lock.
 */
async function adopt(start: Start): Promise<Running | undefined> {
  const orphan = await findOrphan(start.folder);
  if (orphan === undefined) return undefined;
  const { log } = start.options;
  const client = await poll(async () => {
    if (!(await isRunning(orphan.pid))) return 'gone';
    return session(start, orphan.socketDir, 5_000).catch((error: unknown) => {
      if (error instanceof EmbeddedError) throw error;
      return undefined; // still starting, or shutting down: ask again
    });
  }, 15_000);
  if (client === 'gone') return undefined;
  if (client !== undefined) {
    await requireSameCluster(client, start.folder);
    const same = orphan.args.join('\0') === start.args.join('\0') && !orphan.exe.endsWith(' (deleted)');
    if (same) {
      log.info(`Going on with the database server that was left running (process ${orphan.pid}).`);
      return { pid: orphan.pid, session: client };
    }
    await client.end();
  }
  log.info(`Stopping the database server that was left running (process ${orphan.pid}), to start it anew.`);
  await stopServer(orphan.pid, log, client === undefined ? 10_000 : 60_000);
  return undefined;
}

async function run(start: Start): Promise<Running> {
  const { folder, binaries, user, args, options } = start;
  const adopted = await adopt(start);
  if (adopted !== undefined) return adopted;
  const pid = await startServer(folder, binaries.postgres, args, user, options.log);
  try {
    return { pid, session: await session(start, folder.socketDir, 10_000) };
  } catch (error) {
    await stopServer(pid, options.log);
    throw error;
  }
}

/**
 * Keeps the lock. When one backend crashes, PostgreSQL ends all sessions and goes on: then take the lock
 * again. When the server itself is gone, or another process took the lock, say so: nothing can go on.
 */
function guard(start: Start, running: Running): { release: () => Promise<void> } {
  let current = running.session;
  let released = false;
  const lost = async (): Promise<void> => {
    if (released) return;
    const again = await poll(async () => {
      if (released || !(await isRunning(running.pid))) return 'gone';
      return takeSession(start.folder, start.secrets, 5_000).catch(() => undefined);
    }, 30_000);
    if (released) return;
    if (again !== undefined && again !== 'gone') {
      watch(again);
      return;
    }
    const message = `The database server (process ${running.pid}) has ended. Start Gatehouse again; ${start.folder.serverLog} may say why.`;
    start.options.log.error(message);
    start.options.onLost?.(new EmbeddedError('failed', message));
  };
  const watch = (client: pg.Client): void => {
    current = client;
    client.once('end', () => void lost());
  };
  watch(running.session);
  return {
    release: async () => {
      released = true;
      await current.end().catch(() => undefined);
    },
  };
}

async function prepare(options: EmbeddedOptions, opened: Folder): Promise<Start> {
  const { log } = options;
  const user = await serverUser(opened.cluster, log);
  const binaries = await reachableBinaries(await findBinaries(), user, log);
  const folder = (await closedFolder(user, opened.root)) === undefined ? opened : seenFromInside(opened);
  const secrets = await ensureSecrets(folder);
  await ensureCluster(folder, binaries, user, log);
  await makePrivate(folder.socketDir, user);
  const closed = await closedFolder(user, folder.socketDir);
  if (closed !== undefined) {
    throw new EmbeddedError(
      'not-reachable',
      `Started by root, PostgreSQL runs as user ${user?.name}, who may not enter ${closed}, where its socket goes. ` +
        'Set TMPDIR to /tmp, or start Gatehouse as an ordinary user.',
    );
  }
  const args = serverArguments(folder, options.settings ?? {});
  return { options, folder, secrets, binaries, user, args };
}

/** Starts the PostgreSQL that came with npm on a folder of its own, or goes on with the one left running. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = await openFolder(options.dataDir);
  const unlock = await lockFolder(folder.root, options.dataDir);
  try {
    const start = await prepare(options, folder);
    const running = await run(start);
    const lock = guard(start, running);
    try {
      await ensureDatabase(running.session, start.secrets);
    } catch (error) {
      await lock.release();
      await stopServer(running.pid, options.log);
      throw error;
    }
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      await lock.release();
      await stopServer(running.pid, options.log);
      // Empty now; it stays only where something else was put into it.
      await rmdir(start.folder.socketDir).catch(() => undefined);
      await unlock();
    };
    return {
      ...databaseUrls(start.folder, start.secrets),
      pid: running.pid,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/**
 * The way in to a database that another Gatehouse keeps running on this folder, for commands such as
 * `gatehouse audit verify` beside a running `gatehouse start`; undefined when none runs.
 */
export async function attachEmbedded(dataDir: string): Promise<{ ownerUrl: string } | undefined> {
  const folder = await openFolder(dataDir);
  const secrets = await readSecrets(folder);
  const running = await findOrphan(folder);
  if (secrets === undefined || running === undefined) return undefined;
  return { ownerUrl: databaseUrls(running, secrets).ownerUrl };
}

export type EmbeddedState =
  | { readonly state: 'none' | 'stopped' }
  | { readonly state: 'running'; readonly ownerUrl: string };

/** Whether a database runs on this folder, and the way in: makes and changes nothing, whoever asks. */
export async function lookAtEmbedded(dataDir: string): Promise<EmbeddedState> {
  const folder = folderAt(dataDir);
  const secrets = await readSecrets(folder);
  if (secrets === undefined) return { state: 'none' };
  const running = await findOrphan(folder);
  if (running === undefined) return { state: 'stopped' };
  return { state: 'running', ownerUrl: databaseUrls(running, secrets).ownerUrl };
}
