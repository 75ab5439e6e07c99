import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '#platform/log';
import { type Restored, type RestoreOptions, restoreBackup } from '../../src/domains/backups/restore.ts';
import type { BackupPlace } from './backup.ts';
import { emptyDatabase } from './second-database.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { World } from './world.ts';

/** An empty database and folder that backups of a place are restored into. */
export interface RestorePlace {
  readonly dataDir: string;
  restore(name: string, changes?: Partial<RestoreOptions>): Promise<Restored>;
  /** Asks the restored database, past every policy. */
  ask<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>;
  remove(): Promise<void>;
}

/** Call it in `beforeEach`, and `remove` after. */
export async function restorePlace(world: World, place: BackupPlace): Promise<RestorePlace> {
  const folder = await temporaryFolder('restore-place');
  const target = await emptyDatabase();
  const dataDir = join(folder.path, 'data');
  return {
    dataDir,
    restore: (name, changes = {}) =>
      restoreBackup({
        dir: place.dir,
        name,
        key: place.options().key,
        dataDir,
        databaseUrl: target.ownerUrl,
        appPassword: decodeURIComponent(new URL(world.urls.appUrl).password),
        log: createLog('silent', 'test'),
        ...changes,
      }),
    ask: async <Row extends pg.QueryResultRow>(text: string) => {
      const client = new pg.Client({ connectionString: target.adminUrl });
      await client.connect();
      try {
        return (await client.query<Row>(text)).rows;
      } finally {
        await client.end();
      }
    },
    remove: () => folder.remove(),
  };
}
