import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';

export interface Ran {
  readonly said: string;
  readonly seconds: number;
  /** The most that the program itself held, in MB. */
  readonly memory: number;
  /** The most that the database server below `folder` held of its own, without what it shares. */
  readonly serverMemory: number;
}

async function numberIn(path: string, name: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

/** Memory of all processes that work in `folder`: a server's have its cluster for their working folder. */
async function serverMemory(folder: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const each = await Promise.all(
    pids.map(async (pid) => {
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return cwd.startsWith(`${folder}/`) ? numberIn(`/proc/${pid}/status`, 'RssAnon') : 0;
    }),
  );
  return each.reduce((sum, megabytes) => sum + megabytes, 0);
}

const LOOK_EVERY_MS = 200;

/** `gatehouse …` in a process of its own, watched; throws with what it said when it does not end with 0. */
export async function gatehouse(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  folder = '/nowhere',
): Promise<Ran> {
  const began = performance.now();
  const child = spawn(process.execPath, ['bin/gatehouse.mjs', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  let [memory, server] = [0, 0];
  let looking: Promise<void> | undefined;
  const look = async () => {
    memory = Math.max(memory, await numberIn(`/proc/${child.pid}/status`, 'VmHWM'));
    server = Math.max(server, await serverMemory(folder));
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, LOOK_EVERY_MS);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  await looking;
  if (code !== 0) throw new Error(`gatehouse ${args[0]} ended with ${code}: ${said}`);
  return { said, seconds: (performance.now() - began) / 1000, memory, serverMemory: server };
}
