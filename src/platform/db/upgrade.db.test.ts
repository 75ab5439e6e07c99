import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { systemIds } from '#platform/ids';
import { createLog } from '#platform/log';
import { fakeClock } from '#test/support/clock.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { startTemporaryServer } from '#test/support/temporary-server.ts';
import { appUrl, createDatabase, migrate, migrationState } from './index.ts';

// Real processes and servers, several in a test, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

/** `test/upgrade/NNNN.sql` is a school's data in a database that was made by the migrations up to that number. */
const generations = readdirSync('test/upgrade')
  .filter((name) => name.endsWith('.sql'))
  .map((name) => name.slice(0, 4));
const log = createLog('silent', 'test');
const folder = await temporaryFolder('upgrade');
// A server of its own: a migration gives the processes' login, which a whole server shares, another password.
const server = await startTemporaryServer();
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

/** The migrations of another version. */
function versionOf(name: string, keep: (migration: string) => boolean) {
  const path = join(folder.path, name);
  mkdirSync(path);
  for (const file of readdirSync('db/migrations').filter(keep))
    copyFileSync(join('db/migrations', file), join(path, file));
  return { folder: path };
}

interface Opened {
  readonly ownerUrl: string;
  readonly admin: pg.Client;
}

async function databaseCalled(name: string, template = 'template0'): Promise<Opened> {
  const owner = new URL(server.ownerUrl);
  const superuser = new URL(server.adminUrl);
  const first = new pg.Client({ connectionString: server.adminUrl.replace('/gatehouse?', '/postgres?') });
  await first.connect();
  await first.query(`create database ${name} owner gatehouse_owner template ${template}`);
  await first.end();
  owner.pathname = `/${name}`;
  superuser.pathname = `/${name}`;
  const admin = new pg.Client({ connectionString: superuser.toString() });
  await admin.connect();
  return { ownerUrl: owner.toString(), admin };
}

type Contents = Record<string, readonly Record<string, unknown>[]>;

/** Every row of every table of ours. */
async function contents(admin: pg.Client): Promise<Contents> {
  const tables = await admin.query<{ name: string }>(
    'select table_name::text as name from app.protected_table order by 1',
  );
  const found: Contents = {};
  for (const { name } of tables.rows) {
    const { rows } = await admin.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${name} t order by to_jsonb(t)::text`,
    );
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}

/** What a table held before, in the columns that it had before. */
function asBefore(now: Contents, before: Contents): Contents {
  return Object.fromEntries(
    Object.entries(before).map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {});
      const known = new Set(rows.map((row) => JSON.stringify(row)));
      const kept = (now[table] ?? [])
        .map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))
        .filter((row) => known.has(JSON.stringify(row)));
      return [table, kept];
    }),
  );
}

describe.each(generations)('a database of migration %s with data in it', (number) => {
  let before: Contents;
  const { appPassword } = server;
  const old = versionOf(`old-${number}`, (file) => file.slice(0, 4) <= number);
  const laid = `upgrade_${number}`;
  let copies = 0;
  /** Each test upgrades a copy of its own. */
  const copy = () => databaseCalled(`${laid}_${++copies}`, laid);

  beforeAll(async () => {
    const { ownerUrl, admin } = await databaseCalled(laid);
    await migrate({ ownerUrl, log, appPassword, ...old });
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(readFileSync(`test/upgrade/${number}.sql`, 'utf8'));
    await owner.end();
    before = await contents(admin);
    await admin.end();
  });

  test('becomes this version’s, and every row is there as it was', async () => {
    const { ownerUrl, admin } = await copy();
    expect(Object.values(before).flat().length).toBeGreaterThan(400);
    expect((await migrationState(ownerUrl)).missing.length).toBeGreaterThan(0);
    await migrate({ ownerUrl, log, appPassword });
    expect(await migrationState(ownerUrl)).toEqual({
      missing: [],
      unknown: [],
      newerVersion: null,
      changed: [],
    });
    const now = asBefore(await contents(admin), before);
    for (const [table, rows] of Object.entries(before)) expect(now[table], table).toEqual(rows);
    await admin.end();
  });

  test('its audit record verifies, and its people get at what was theirs', async () => {
    const { ownerUrl, admin } = await copy();
    await migrate({ ownerUrl, log, appPassword });
    const url = appUrl(ownerUrl, appPassword);
    const database = createDatabase({ url, clock: fakeClock(), ids: systemIds, log });
    const found = await verifyAudit(database, []);
    expect(found.faults).toEqual([]);
    expect(found.contents).toBeGreaterThan(100);
    const held = await admin.query<{ person: string; school: string }>(
      `select person_id as person, school_id as school from people.appointment where role = 'dsl'`,
    );
    const { person = '', school = '' } = held.rows[0] ?? {};
    const seen = await database.withActor({ kind: 'person', personId: person, secondFactor: true }, (tx) =>
      tx.db.selectFrom('concern.concern').select('school_id').execute(),
    );
    expect(new Set(seen.map((row) => row.school_id))).toEqual(new Set([school]));
    await database.close();
    await admin.end();
  });

  test('is then refused by the version before, which says the way back and changes nothing', async () => {
    const { ownerUrl, admin } = await copy();
    const newest = versionOf(`newest-${number}`, () => true);
    writeFileSync(join(newest.folder, '9999-next.sql'), 'create table app.from_tomorrow (id int);');
    await migrate({ ownerUrl, log, appPassword, ...newest });
    await admin.query(`update gatehouse_migration set version = '9.8.7' where name = '9999-next.sql'`);
    const after = await contents(admin);
    await expect(migrate({ ownerUrl, log, appPassword: 'another', ...old })).rejects.toMatchObject({
      userMessage: expect.stringMatching(
        /newer Gatehouse \(9\.8\.7\); this is \d+\.\d+\.\d+, .*9999-next\.sql\. Nothing was changed\. .*gatehouse restore/,
      ),
    });
    expect(await contents(admin)).toEqual(after);
    expect((await migrationState(ownerUrl)).unknown).toEqual(['9999-next.sql']);
    // The login still opens with the password of before.
    const client = new pg.Client({ connectionString: appUrl(ownerUrl, appPassword) });
    await client.connect();
    await client.end();
    await admin.end();
  });
});

test('a migration that fails leaves the database as it was before it, and those before it done', async () => {
  const { ownerUrl, admin } = await databaseCalled('upgrade_fails');
  const broken = versionOf('broken', () => true);
  writeFileSync(join(broken.folder, '9998-good.sql'), 'create table app.good (id int);');
  writeFileSync(join(broken.folder, '9999-bad.sql'), 'create table app.half (id int); select 1 / 0;');
  await expect(migrate({ ownerUrl, log, appPassword: server.appPassword, ...broken })).rejects.toThrow(
    '9999-bad.sql failed; the database is as it was before it',
  );
  const { rows } = await admin.query(
    `select to_regclass('app.good') is not null as good, to_regclass('app.half') as half`,
  );
  expect(rows).toEqual([{ good: true, half: null }]);
  await admin.end();
});
