import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findBinaries, reachableBinaries, serverEnvironment } from './embedded-cluster.ts';
import { openFolder, seenFromInside } from './embedded-folder.ts';
import { lockFolder } from './embedded-lock.ts';
import { findOrphan, stopServer } from './embedded-server.ts';
import type { EmbeddedLog } from './embedded-types.ts';
import { closedFolder, serverUser } from './embedded-user.ts';

const run = promisify(execFile);

/**
 * For filling a new database quickly. Nothing waits for the disk, so a power cut leaves a ruin: whoever uses this marks
 * the folder as unfinished, and calls {@link syncEmbedded} before it takes the mark away.
 */
export const bulkSettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
  shared_buffers: '128MB',
  maintenance_work_mem: '128MB',
};

/** Brings everything that a server started with {@link bulkSettings} wrote onto the disk; it has been stopped. */
export async function syncEmbedded(dataDir: string, log: EmbeddedLog): Promise<void> {
  const opened = await openFolder(dataDir);
  const user = await serverUser(opened.cluster, log);
  const { initdb } = await reachableBinaries(await findBinaries(), user, log);
  const folder = (await closedFolder(user, opened.root)) === undefined ? opened : seenFromInside(opened);
  const account = user === undefined ? {} : { uid: user.uid, gid: user.gid };
  const options = { ...account, cwd: opened.cluster, env: serverEnvironment };
  await run(initdb, ['--sync-only', '-D', folder.clusterArgument], options);
}

/** Removes a database that is of no use to anybody, with the server that a kill may have left running on it. */
export async function discardEmbedded(dataDir: string, log: EmbeddedLog): Promise<void> {
  const folder = await openFolder(dataDir);
  const unlock = await lockFolder(folder.root, dataDir);
  try {
    const left = await findOrphan(folder);
    if (left !== undefined) await stopServer(left.pid, log);
    // What shows that it is ours goes last: whoever is killed here can begin anew.
    await rm(folder.cluster, { recursive: true, force: true });
    // Where the path is long, the socket's folder lies elsewhere.
    await rm(folder.socketDir, { recursive: true, force: true });
    await rm(seenFromInside(folder).socketDir, { recursive: true, force: true });
    await rm(folder.root, { recursive: true, force: true });
  } finally {
    await unlock();
  }
}
