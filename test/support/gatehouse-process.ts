import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** `gatehouse start --only web` in a process of its own, as an installation runs it. */
export interface GatehouseProcess {
  readonly child: ChildProcess;
  readonly origin: string;
  /** What it has printed so far. */
  said(): string;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

const LONGEST_START_MS = 60_000;

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  return response?.status === 200;
}

/** Resolves once it answers; throws with what it said when it ends instead. */
export async function startGatehouse(
  dataDir: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<GatehouseProcess> {
  const child = spawn(process.execPath, ['bin/gatehouse.mjs', 'start', '--only', 'web'], {
    env: {
      ...process.env,
      GATEHOUSE_DATA: dataDir,
      PORT: String(port),
      METRICS_PORT: '0',
      LOG_LEVEL: 'error',
      GATEHOUSE_ORIGIN: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += String(chunk);
    });
  const deadline = performance.now() + LONGEST_START_MS;
  while (!(await answers(`http://127.0.0.1:${port}/readyz`))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`Gatehouse did not start (exit ${child.exitCode}): ${output}`);
    }
    await pause(50);
  }
  return {
    child,
    origin: `http://localhost:${port}`,
    said: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
