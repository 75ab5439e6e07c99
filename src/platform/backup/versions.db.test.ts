import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { factories } from '#test/factories/index.ts';
import { backupPlace } from '#test/support/backup.ts';
import { contentsOf, emptyDatabase } from '#test/support/second-database.ts';
import { testWorld } from '#test/support/world.ts';
import { leftOut } from './catalogue.ts';
import { loadBackup, requireKnownMigrations } from './load.ts';
import { openBackup } from './manifest.ts';

/** Between versions: the migrations of this one, and of one to come. */

const world = await testWorld();
const place = await backupPlace(world);
const { key } = place.options();
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const LATER = '0099-later.sql';
const appPassword = decodeURIComponent(new URL(world.urls.appUrl).password);
const log = createLog('silent', 'test');

beforeAll(async () => {
  for (const [name, factory] of Object.entries(factories))
    if (name !== 'app.protected_table') await factory(world);
  cpSync('db/migrations', folder, { recursive: true });
  writeFileSync(
    join(folder, LATER),
    `alter table people.school add column motto text;
     update people.school set motto = 'Onwards';
     create table app.later (n int generated always as identity primary key, word text not null);
     select app.protect('app.later', 'configuration');
     insert into app.later (word) values ('seeded');`,
  );
});

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a backup of this version is restored by a later one, which then migrates it like any other', async () => {
  const before = await contentsOf(world.urls.adminUrl, Object.keys(leftOut));
  const backup = await openBackup(place.dir, (await place.make()).name, key);
  const target = await emptyDatabase();
  await requireKnownMigrations(backup, folder);
  await loadBackup({ backup, ownerUrl: target.ownerUrl, migrations: folder });
  expect(await contentsOf(target.adminUrl, Object.keys(leftOut))).toEqual(before);
  await migrate({ ownerUrl: target.ownerUrl, log, appPassword, folder });
  const mottos = await ask<{ motto: string }>(target.adminUrl, 'select distinct motto from people.school');
  expect(mottos).toEqual([{ motto: 'Onwards' }]);
});

test('a later one’s tables and counters are in its backup unasked, and this version refuses it by name', async () => {
  const source = await emptyDatabase();
  await migrate({ ownerUrl: source.ownerUrl, log, appPassword, folder });
  await ask(source.ownerUrl, `insert into app.later (word) values ('second'), ('third')`);
  await ask(source.ownerUrl, `delete from app.later where word = 'seeded'`);
  const backup = await openBackup(place.dir, (await place.make({ ownerUrl: source.ownerUrl })).name, key);
  await expect(requireKnownMigrations(backup)).rejects.toThrow(LATER);

  const target = await emptyDatabase();
  await loadBackup({ backup, ownerUrl: target.ownerUrl, migrations: folder });
  await ask(target.ownerUrl, `insert into app.later (word) values ('fourth')`);
  expect(await ask(target.adminUrl, 'select n, word from app.later order by n')).toEqual([
    { n: 2, word: 'second' },
    { n: 3, word: 'third' },
    { n: 4, word: 'fourth' },
  ]);
});

test('a migration that is not the one that ran is refused by name', async () => {
  const backup = await openBackup(place.dir, (await place.make()).name, key);
  const changed = mkdtempSync(join(folder, 'changed-'));
  cpSync('db/migrations', changed, { recursive: true });
  appendFileSync(join(changed, '0005-mail.sql'), '-- edited\n');
  await expect(requireKnownMigrations(backup, changed)).rejects.toMatchObject({
    code: 'other-version',
    message: expect.stringContaining('0005-mail.sql'),
  });
});
