import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import { readConfig } from '#platform/config';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { createDatabase, type Database, type Me, type Tx } from '#platform/db';
import type { Services } from '#platform/http';
import { systemIds } from '#platform/ids';
import { createLog } from '#platform/log';
import { type FakeClock, fakeClock } from './clock.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** A migrated database, the processes' way into it, and the owner's for laying down facts. */
export interface World {
  readonly clock: FakeClock;
  readonly services: Services;
  readonly database: Database;
  /** The owner: sees and writes everything. For facts and assertions, never for the act under test. */
  readonly owner: pg.Pool;
  readonly urls: TestDatabase;
  /** A transaction as that person, with a second factor unless told otherwise. */
  as<T>(personId: string, act: (tx: Tx, me: Me) => Promise<T>, secondFactor?: boolean): Promise<T>;
}

/** Call it at the top of a `.db.test.ts` file. */
export async function testWorld(
  options: { readonly demo?: boolean; readonly at?: string } = {},
): Promise<World> {
  const urls = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-world-'));
  const config = readConfig({ GATEHOUSE_DATA: folder, LOG_LEVEL: 'silent', PORT: '8080', METRICS_PORT: '0' });
  createMasterKey(config.keyFile);
  const clock = fakeClock(options.at);
  const log = createLog('silent', 'test');
  const database = createDatabase({ url: urls.appUrl, clock, ids: systemIds, log, connections: 8 });
  const owner = new pg.Pool({ connectionString: urls.ownerUrl, max: 4 });
  owner.on('error', () => {});
  const services: Services = {
    config,
    database,
    clock,
    ids: systemIds,
    log,
    masterKey: loadMasterKey(config.keyFile),
    demo: options.demo ?? false,
  };
  afterAll(async () => {
    await database.close();
    await owner.end();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    clock,
    services,
    database,
    owner,
    urls,
    as: (personId, act, secondFactor = true) =>
      database.withActor({ kind: 'person', personId, secondFactor }, act),
  };
}
