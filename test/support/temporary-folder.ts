import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface TemporaryFolder {
  readonly path: string;
  /** Ends what still runs below the folder and removes it. Happens by itself when this process is gone. */
  remove(): Promise<void>;
}

/** A folder that outlives neither the test nor, with all that was started in it, a test that was killed. */
export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `gatehouse-${name}-`));
  // A server started by root runs as another user, who must get in, though not list it.
  await chmod(path, 0o711);
  const script = fileURLToPath(new URL('reaper.mjs', import.meta.url));
  const reaper = spawn(process.execPath, [script, path], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  reaper.unref();
  const ended = once(reaper, 'exit');
  return {
    path,
    remove: async () => {
      reaper.ref();
      reaper.stdin.end();
      await ended;
    },
  };
}
