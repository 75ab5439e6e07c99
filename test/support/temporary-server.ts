import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { startEmbedded } from '../../src/platform/db/embedded.ts';

export interface TemporaryServer {
  /** The database "gatehouse", migrated and empty, to clone from. */
  readonly ownerUrl: string;
  readonly adminUrl: string;
  /** What the processes' login gatehouse_app signs in with. */
  readonly appPassword: string;
  stop(): Promise<void>;
}

/** Nothing here needs to outlive a power cut, so nothing waits for the disk. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** A migrated PostgreSQL in a temporary folder, gone with this process even when it is killed. */
export async function startTemporaryServer(): Promise<TemporaryServer> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-'));
  const log = createLog('warn', 'test');
  const server = await startEmbedded({ dataDir: folder, log, settings }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const script = fileURLToPath(new URL('reaper.mjs', import.meta.url));
  const reaper = spawn(process.execPath, [script, String(server.pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  reaper.unref();
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    reaper.stdin.end();
  };
  try {
    const appPassword = randomBytes(24).toString('base64url');
    await migrate({ ownerUrl: server.ownerUrl, log, appPassword });
    return { ownerUrl: server.ownerUrl, adminUrl: server.adminUrl, appPassword, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
