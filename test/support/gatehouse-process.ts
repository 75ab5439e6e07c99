import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get as getOpen } from 'node:http';
import { get as getSecure } from 'node:https';
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

/** Whether it is ready; whose certificate it shows is the test's to check. */
function answers(port: number, env: Readonly<Record<string, string>>): Promise<boolean> {
  const isSecure = env.GATEHOUSE_TLS_CERT !== undefined;
  const host = env.GATEHOUSE_ORIGIN === undefined ? `localhost:${port}` : new URL(env.GATEHOUSE_ORIGIN).host;
  return new Promise((resolve) => {
    const options = {
      port,
      host: '127.0.0.1',
      path: '/readyz',
      headers: { host },
      rejectUnauthorized: false,
    };
    const request = (isSecure ? getSecure : getOpen)({ ...options, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}

/** Resolves once it answers; throws with what it said when it ends instead. */
export async function startGatehouse(
  dataDir: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
  parts = 'web',
): Promise<GatehouseProcess> {
  const child = spawn(process.execPath, ['bin/gatehouse.mjs', 'start', '--only', parts], {
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
  while (!(await answers(port, env))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`Gatehouse did not start (exit ${child.exitCode}): ${output}`);
    }
    await pause(50);
  }
  return {
    child,
    origin: `${env.GATEHOUSE_TLS_CERT === undefined ? 'http' : 'https'}://localhost:${port}`,
    said: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
