import pg from 'pg';
import { readAnchors, type Verification, verifyAudit } from '#domains/audit';
import { type LoadTimes, loadBackup, type OpenedBackup } from '#platform/backup';
import { systemClock } from '#platform/clock';
import { appUrl, createDatabase, migrate } from '#platform/db';
import { systemIds } from '#platform/ids';
import { createLog, type Log } from '#platform/log';
import { appendEvents, findTrusts } from './queries.ts';

export interface RebuildOptions {
  readonly backup: OpenedBackup;
  /** An empty database. */
  readonly ownerUrl: string;
  readonly appPassword: string;
  readonly log: Log;
  readonly onBytes?: (bytes: number) => void;
  readonly onEvents?: (done: number, all: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The backup's rows, and every migration that this version has on top. */
export async function rebuildDatabase(options: RebuildOptions): Promise<LoadTimes> {
  const { ownerUrl, log, appPassword } = options;
  const times = await loadBackup(options);
  await migrate({ ownerUrl, log, appPassword, restoring: true });
  return times;
}

/** Says in each trust's chain that it was restored, and to when: what came after is missing for a reason. */
export async function recordRestore(ownerUrl: string, { name, manifest }: OpenedBackup): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const data = { backup: name, takenAt: manifest.takenAt };
    const events = (await findTrusts(client)).map((chain) => ({
      chain,
      type: 'installation.restored/1',
      subject: chain,
      data,
    }));
    await appendEvents(client, events, systemClock.now());
  } finally {
    await client.end();
  }
}

/** Every chain, the rows that it vouches for, and the anchors that came with the backup. */
export async function verifyRebuilt(
  { ownerUrl, appPassword, onEvents = () => {} }: RebuildOptions,
  dataDir: string,
): Promise<{ readonly found: Verification; readonly unreadable: number }> {
  const database = createDatabase({
    url: appUrl(ownerUrl, appPassword),
    clock: systemClock,
    ids: systemIds,
    // The server goes away as soon as this is done; that its connections end then is no news.
    log: createLog('silent', 'gatehouse'),
    connections: 2,
  });
  try {
    const { anchors, unreadable } = await readAnchors(dataDir);
    return { found: await verifyAudit(database, anchors, onEvents), unreadable };
  } finally {
    await database.close();
  }
}
