import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import { migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { aPupil, aStaffedSchool } from '#test/factories/people.ts';
import { backupPlace } from '#test/support/backup.ts';
import { contentsOf, type EmptyDatabase, emptyDatabase } from '#test/support/second-database.ts';
import { type TemporaryFolder, temporaryFolder } from '#test/support/temporary-folder.ts';
import { testWorld } from '#test/support/world.ts';
import { type Restored, restoreBackup } from './restore.ts';

/** Into a database of one's own: through SQL, with its owner's rights and no more. */

const world = await testWorld();
const place = await backupPlace(world);
const { key } = place.options();
const { school } = await aStaffedSchool(world);
await aPupil(world, { school });
await place.addObject();
await place.make();
const CHANGED = ['signin.session', 'signin.attempt', 'audit.chain', 'audit.event'];

let folder: TemporaryFolder;
let target: EmptyDatabase;
beforeEach(async () => {
  folder = await temporaryFolder('restore-into');
  target = await emptyDatabase();
  return () => folder.remove();
});

const log = createLog('silent', 'test');
const appPassword = decodeURIComponent(new URL(world.urls.appUrl).password);
const restore = (changes: Partial<Parameters<typeof restoreBackup>[0]> = {}): Promise<Restored> =>
  restoreBackup({
    dir: place.dir,
    key,
    dataDir: join(folder.path, 'data'),
    databaseUrl: target.ownerUrl,
    appPassword,
    log,
    ...changes,
  });

async function ask(sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: target.ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const start = () => migrate({ ownerUrl: target.ownerUrl, log, appPassword });
const mark = () => join(folder.path, 'data', 'RESTORE-UNFINISHED');

test('brings everything back, says so in the chain, and leaves no mark', async () => {
  const restored = await restore();
  expect(restored.files).toMatchObject({ count: 1, bytes: 100_000, damaged: [] });
  expect(restored.verification.faults).toEqual([]);
  expect(await contentsOf(target.adminUrl, CHANGED)).toEqual(await contentsOf(world.urls.adminUrl, CHANGED));
  const told = await ask(`select body::jsonb -> 'data' ->> 'backup' as backup from audit.event
    where type = 'installation.restored/1'`);
  expect(told).toEqual([{ backup: restored.backup.name }]);
  expect(existsSync(mark())).toBe(false);
  await start();
});

test('overwrites nothing: neither a database nor a folder that holds something', async () => {
  await ask('create table public.mine (id int)');
  await expect(restore()).rejects.toThrow('public.mine');
  expect(await ask('select * from public.mine')).toEqual([]);
  await expect(restore({ dataDir: place.dataDir })).rejects.toThrow('is not empty (objects)');
});

test('broken off, it lets nothing start, and begins anew', async () => {
  const broken = restore({
    finish: async () => {
      throw new Error('the power went');
    },
  });
  await expect(broken).rejects.toThrow('the power went');
  expect(existsSync(mark())).toBe(true);
  await expect(start()).rejects.toThrow('was not finished');
  await ask(`update people.school set name = 'Half restored'`);
  await restore();
  expect(existsSync(mark())).toBe(false);
  expect(await contentsOf(target.adminUrl, CHANGED)).toEqual(await contentsOf(world.urls.adminUrl, CHANGED));
  await start();
});
