/* Running other programs from our scripts: always with the pinned Node and the package's own programs first. */
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };

export const seconds = (since) => (performance.now() - since) / 1000;

/**
 * Runs a program in the repository. `quiet` keeps what it says, to print it only when it fails.
 * Resolves to { ok, said, seconds }; never rejects for a program that fails.
 */
export function run(program, args, { quiet = false, extraEnv = {} } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...env, ...extraEnv },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let said = '';
    child.stdout?.on('data', (data) => (said += data));
    child.stderr?.on('data', (data) => (said += data));
    const pass = (signal) => child.kill(signal);
    process.on('SIGTERM', pass);
    const end = (ok) => {
      process.removeListener('SIGTERM', pass);
      resolve({ ok, said, seconds: seconds(started) });
    };
    child.on('error', (error) => {
      said += `${program} does not run: ${error.message}\n`;
      if (!quiet) console.error(said);
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
