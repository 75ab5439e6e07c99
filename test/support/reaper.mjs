/*
 * Ends a test's database server when the test run is gone, however it went: the run holds the other end of our
 * standard input, which the kernel closes even on kill -9. Arguments: process id, folder.
 */
import { readFile, rm } from 'node:fs/promises';

const [pid = '', folder = ''] = process.argv.slice(2);

/** Still that server, and not a stranger with the same id. */
async function runs() {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.split('\0').some((argument) => argument.startsWith(folder));
}

async function reap() {
  if (await runs()) process.kill(Number(pid), 'SIGINT');
  const deadline = Date.now() + 20_000;
  while ((await runs()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  if (await runs()) process.kill(Number(pid), 'SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

// The whole group gets Ctrl-C; we are needed after it.
process.on('SIGINT', () => undefined);
process.stdin.resume();
process.stdin.on('end', () => void reap());
