/*
 * Ends what a test started below its folder when the test is gone, however it went: the test holds the other
 * end of our standard input, which the kernel closes even on kill -9. Argument: the folder.
 */
import { readdir, readFile, rm } from 'node:fs/promises';

const [folder = '/nowhere'] = process.argv.slice(2);

/** Processes that were given a path in that folder: the server, and a process of ours that keeps one. */
async function startedBelow() {
  const found = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const ours = command
      .split('\0')
      .some((argument) => argument === folder || argument.startsWith(`${folder}/`));
    if (ours && Number(pid) !== process.pid) found.push(Number(pid));
  }
  return found;
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function reap() {
  for (const pid of await startedBelow()) signal(pid, 'SIGINT');
  const deadline = Date.now() + 20_000;
  while ((await startedBelow()).length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const pid of await startedBelow()) signal(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

// The whole group gets Ctrl-C; we are needed after it.
process.on('SIGINT', () => undefined);
process.stdin.resume();
process.stdin.on('end', () => void reap());
