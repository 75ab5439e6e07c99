import { spawn } from 'node:child_process';
import { open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { serverEnvironment } from './embedded-cluster.ts';
import { type Folder, socketPort } from './embedded-folder.ts';
import { inspectProcess, isRunning, occupiesPid, poll, waitForEnd } from './embedded-process.ts';
import { EmbeddedError, type EmbeddedLog, type ServerUser } from './embedded-types.ts';

/** No process can have it: Linux's highest id is 4194304. */
const impossiblePid = 4_194_305;
const largestLog = 5_000_000;
/** After a kill -9, what is left of the old server may need this long to go. */
const leftoversTime = 10_000;
/** Recovery after a crash may have much to read; the wait is logged. */
const recoveryTime = 600_000;

const safeSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  // Taken as it is needed: a school uses a tenth of it, and a trust of a hundred schools finds its open cases in it.
  shared_buffers: '512MB',
  log_timezone: 'UTC',
  // The server's log must never hold a child's name: no statements, no values, no errors of queries (they go
  // to whoever asked), only what the server has to say about itself.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_checkpoints: 'off',
};

export function serverArguments(folder: Folder, settings: Readonly<Record<string, string>>): string[] {
  const all = {
    ...safeSettings,
    ...settings,
    port: String(socketPort),
    unix_socket_directories: folder.socketDir,
  };
  return [
    '-D',
    folder.clusterArgument,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

interface PidFile {
  pid: number;
  status: string;
  lines: string[];
}

async function readPidFile(folder: Folder): Promise<PidFile | undefined> {
  const text = await readFile(join(folder.cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), status: (lines[7] ?? '').trim(), lines };
}

export interface Orphan {
  pid: number;
  args: string[];
  exe: string;
  socketDir: string;
}

/** A living postmaster of this very cluster, left by a Gatehouse that was killed. */
export async function findOrphan(folder: Folder): Promise<Orphan | undefined> {
  const file = await readPidFile(folder);
  if (file === undefined || !(file.pid > 0) || !(await isRunning(file.pid))) return undefined;
  const found = await inspectProcess(file.pid);
  if (found === undefined) return undefined;
  const ours = found.cwd === (await realpath(folder.cluster)) && basename(found.exe).startsWith('postgres');
  if (!ours) return undefined;
  return { pid: file.pid, args: found.args.slice(1), exe: found.exe, socketDir: file.lines[4] ?? '' };
}

/**
 * PostgreSQL believes that its old process lives on when the id in postmaster.pid is now that of a zombie or
 * of a stranger. An id that cannot exist says that it does not; the file itself stays, because PostgreSQL
 * learns from it whether children of the old server are still at work on the shared memory.
 */
async function disownDeadPid(folder: Folder): Promise<void> {
  const file = await readPidFile(folder);
  await rm(join(folder.socketDir, `.s.PGSQL.${socketPort}.lock`), { force: true });
  if (file === undefined || !(file.pid > 0) || !occupiesPid(file.pid)) return;
  const path = join(folder.cluster, 'postmaster.pid');
  await writeFile(path, [String(impossiblePid), ...file.lines.slice(1)].join('\n'));
}

async function openLog(folder: Folder): Promise<{ fd: number; from: number; close: () => Promise<void> }> {
  const size = await stat(folder.serverLog).then(
    (found) => found.size,
    () => 0,
  );
  if (size > largestLog) await rename(folder.serverLog, `${folder.serverLog}.1`);
  const file = await open(folder.serverLog, 'a', 0o600);
  return { fd: file.fd, from: size > largestLog ? 0 : size, close: () => file.close() };
}

type Attempt = { pid: number } | { said: string };

/** One start: waits until the server takes connections or has ended. */
async function attempt(
  folder: Folder,
  postgres: string,
  args: string[],
  user: ServerUser | undefined,
  log: EmbeddedLog,
): Promise<Attempt> {
  const output = await openLog(folder);
  // A session of its own: Ctrl-C in the terminal reaches us, and we end the server once the work is done.
  const child = spawn(postgres, args, {
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    cwd: folder.cluster,
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `ended with ${signal ?? code}`;
  });
  child.unref();
  await output.close();
  let patience = performance.now() + 10_000;
  const ready = await poll(async () => {
    if (ended !== undefined) return 'ended';
    const file = await readPidFile(folder);
    if (file?.pid === child.pid && file?.status === 'ready') return 'ready';
    if (performance.now() > patience) {
      log.info('PostgreSQL is still starting (after a crash it first recovers its log).');
      patience += 10_000;
    }
    return undefined;
  }, recoveryTime);
  if (ready === 'ready' && child.pid !== undefined) return { pid: child.pid };
  const written = await readFile(folder.serverLog);
  return {
    said: `${ended ?? 'not ready in time'}\n${written.subarray(output.from).toString('utf8').trim()}`,
  };
}

/** Starts the server, and again while what is left of a killed one is still going away. */
export async function startServer(
  folder: Folder,
  postgres: string,
  args: string[],
  user: ServerUser | undefined,
  log: EmbeddedLog,
): Promise<number> {
  const deadline = performance.now() + leftoversTime;
  for (;;) {
    await disownDeadPid(folder);
    const result = await attempt(folder, postgres, args, user, log);
    if ('pid' in result) return result.pid;
    const passing = /lock file .* already exists|still in use|could not bind/.test(result.said);
    if (!passing || performance.now() > deadline) {
      throw new EmbeddedError(
        'failed',
        `PostgreSQL did not start in ${folder.root}: ${result.said}\nThe whole log is in ${folder.serverLog}.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Fast shutdown: sessions end, everything is written. If it hangs, an immediate one: recovery loses nothing. */
export async function stopServer(pid: number, log: EmbeddedLog, milliseconds = 60_000): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitForEnd(pid, milliseconds)) return;
  log.warn('PostgreSQL did not stop in time; stopping it at once. The next start recovers from its log.');
  signal(pid, 'SIGQUIT');
  if (await waitForEnd(pid, 10_000)) return;
  throw new EmbeddedError('failed', `PostgreSQL (process ${pid}) does not stop. End it with: kill -9 ${pid}`);
}
