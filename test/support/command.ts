import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ended {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly out: string;
  /** What it printed, to whichever stream. */
  readonly said: string;
  readonly ms: number;
}

/**
 * A command as it is typed, in a process of its own; killed when `moment` resolves, if it still runs then. `within` is
 * the program that starts it, with a limit of its own.
 */
export async function gatehouse(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  moment?: () => Promise<unknown>,
  within: readonly string[] = [],
): Promise<Ended> {
  const began = performance.now();
  const [program = '', ...rest] = [...within, process.execPath, 'bin/gatehouse.mjs', ...args];
  const child = spawn(program, rest, {
    env: { ...process.env, DATABASE_URL: '', GATEHOUSE_KEY_FILE: '', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    said += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = once(child, 'exit');
  if (moment !== undefined) await Promise.race([moment(), ended]);
  if (moment !== undefined) child.kill('SIGKILL');
  await ended;
  return { code: child.exitCode, out, said, ms: performance.now() - began };
}
