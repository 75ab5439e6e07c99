import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { build } from 'esbuild';

const BUNDLE = 'build/test/house.js';

/** Playwright compiles what it loads with its own JSX, so the house is bundled and runs in a process of its own. */
async function bundle(): Promise<void> {
  await build({
    entryPoints: { house: 'test/e2e/support/house-process.ts', 'pdf-worker': 'src/platform/pdf/worker.ts' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: true,
    outdir: 'build/test',
    logLevel: 'error',
  });
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the house did not open (exit ${code}); see ${LOG}`)));
  });
}

export const LOG = '.cache/test/house.log';

/** Each worker has a house of its own; the bundle is made once. */
export async function openHouse(port: number): Promise<ChildProcess> {
  mkdirSync('.cache/test', { recursive: true });
  const child = fork(BUNDLE, {
    env: { ...process.env, HOUSE_PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(LOG, { flags: 'a' });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  await ready(child);
  return child;
}

export default bundle;
