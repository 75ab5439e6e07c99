import { randomBytes } from 'node:crypto';
import { migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { temporaryFolder } from './temporary-folder.ts';

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
  const folder = await temporaryFolder('test');
  const log = createLog('warn', 'test');
  try {
    const server = await startEmbedded({ dataDir: folder.path, log, settings });
    const appPassword = randomBytes(24).toString('base64url');
    await migrate({ ownerUrl: server.ownerUrl, log, appPassword });
    const stop = async (): Promise<void> => {
      await server.stop();
      await folder.remove();
    };
    return { ownerUrl: server.ownerUrl, adminUrl: server.adminUrl, appPassword, stop };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
