import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

export interface Program {
  readonly pid: number;
  stop(): Promise<void>;
}

const living = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

export interface Start {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 once the program is ready. */
  readonly readyAt: string;
}

const READY_WITHIN_MS = 60_000;

/** Starts a Node program in a process of its own and waits until it answers; it ends with us at the latest. */
export async function startProgram({ args, env, readyAt }: Start): Promise<Program> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  living.add(child);
  const ended = once(child, 'exit').finally(() => living.delete(child));
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await answers(readyAt))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`${args.join(' ')} did not start (exit code ${child.exitCode}).`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Ctrl-C or a request to end: cleans up, then ends. Gives what takes this back. */
export function whenInterrupted(cleanUp: () => Promise<void>): () => void {
  const end = () => {
    process.exitCode = 130;
    void cleanUp().finally(() => process.exit(130));
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}
