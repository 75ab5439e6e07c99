import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { diskStore } from '#platform/storage';
import { factories } from '#test/factories/index.ts';
import { backupPlace } from '#test/support/backup.ts';
import { contentsOf, type EmptyDatabase, emptyDatabase } from '#test/support/second-database.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { testWorld } from '#test/support/world.ts';
import { leftOut } from './catalogue.ts';
import { loadBackup } from './load.ts';
import type { Made } from './make.ts';
import { openBackup } from './manifest.ts';
import { restoreObjects } from './restore-files.ts';

const world = await testWorld();
const place = await backupPlace(world);
const { key } = place.options();
const omitted = Object.keys(leftOut);

/** Whatever text and bytes can do to a format of lines and tabs. */
const AWKWARD = 'Tab\there, line\nthere, \\N and \\., “quotes”, ਪੰਜਾਬੀ, emoji 🧯, \r\n end';

async function populate(): Promise<void> {
  for (let round = 0; round < 2; round += 1)
    // It makes a table that no migration knows, which a backup rightly cannot restore.
    for (const [name, factory] of Object.entries(factories))
      if (name !== 'app.protected_table') await factory(world);
  await world.owner.query('update concern.addition set body = $1', [AWKWARD]);
}

async function restore(made: Made): Promise<EmptyDatabase> {
  const target = await emptyDatabase();
  await loadBackup({ backup: await openBackup(place.dir, made.name, key), ownerUrl: target.ownerUrl });
  return target;
}

let made: Made;
let target: EmptyDatabase;
let before: Record<string, string>;
beforeAll(async () => {
  await populate();
  before = await contentsOf(world.urls.adminUrl, omitted);
  made = await place.make();
  target = await restore(made);
});

describe('a database restored from its backup', () => {
  test('holds every row of every table as it was, told by the superuser', async () => {
    expect(await contentsOf(target.adminUrl, omitted)).toEqual(before);
    const empty = Object.entries(before).filter(([, told]) => told.startsWith('0 '));
    expect(empty).toEqual([]);
    expect(made.manifest.tables.map(({ schema, name }) => `${schema}.${name}`).sort()).toEqual(
      Object.keys(before).sort(),
    );
  });

  test('has nobody signed in', async () => {
    const contents = await contentsOf(target.adminUrl);
    for (const table of omitted) expect(contents[table]).toMatch(/^0 /);
  });

  test('is protected as the migrations protect it: indexes, references, triggers, policies', async () => {
    const catalogue = async (url: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(`
        select 'index', indexdef from pg_indexes where schemaname !~ '^(pg_|pgboss|public)'
        union all select 'constraint', conrelid::regclass || conname || pg_get_constraintdef(oid) from pg_constraint
          where connamespace::regnamespace::text !~ '^(pg_|pgboss|public|information)'
        union all select 'trigger', tgrelid::regclass || tgname || tgenabled::text from pg_trigger where not tgisinternal
        union all select 'table', oid::regclass || ' ' || relrowsecurity || relforcerowsecurity from pg_class
          where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|pgboss|public|information)'
        union all select 'policy', schemaname || tablename || policyname || coalesce(qual, '') || coalesce(with_check, '') || roles::text
          from pg_policies
        union all select 'grant', grantee || table_schema || table_name || column_name || privilege_type
          from information_schema.column_privileges where table_schema !~ '^(pg_|pgboss|public|information)'
        order by 1, 2`);
      await client.end();
      return rows;
    };
    const restored = await catalogue(target.adminUrl);
    expect(restored.length).toBeGreaterThan(500);
    expect(restored).toEqual(await catalogue(world.urls.adminUrl));
  });

  test('goes on: it is migrated, written and backed up again', async () => {
    // The login is the cluster's, not the database's: its password stays what the other tests know.
    const appPassword = decodeURIComponent(new URL(world.urls.appUrl).password);
    await migrate({ ownerUrl: target.ownerUrl, log: createLog('silent', 'test'), appPassword });
    const pool = new pg.Pool({ connectionString: target.ownerUrl, max: 1 });
    await factories['concern.addition']?.({ owner: pool });
    await pool.end();
    const again = await place.make({ ownerUrl: target.ownerUrl });
    expect(again.manifest.tables.length).toBe(made.manifest.tables.length);
  });
});

test('of one moment: every report that was acknowledged before it is there, once and whole, whoever writes meanwhile', async () => {
  const acknowledged: string[] = [];
  const after: string[] = [];
  let on = true;
  let begun = false;
  const pool = new pg.Pool({ connectionString: world.urls.ownerUrl, max: 4 });
  // Four people report, each as a transaction of a report, its case file and its first entry.
  const writers = Array.from({ length: 4 }, async () => {
    const client = await pool.connect();
    while (on) {
      await client.query('begin');
      const concern = await factories['concern.concern']?.({ owner: client });
      await factories['concern.case_file']?.({ owner: client }, { concern });
      await factories['concern.entry']?.({ owner: client }, { concern });
      const told = begun ? after : acknowledged;
      await client.query('commit');
      told.push(String(concern?.id));
    }
    client.release();
  });
  while (acknowledged.length < 8) await new Promise((resolve) => setImmediate(resolve));
  begun = true;
  const soFar = [...acknowledged];
  const { name } = await place.make();
  on = false;
  await Promise.all(writers);
  await pool.end();
  const restored = await emptyDatabase();
  await loadBackup({ backup: await openBackup(place.dir, name, key), ownerUrl: restored.ownerUrl });
  const client = new pg.Client({ connectionString: restored.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string; whole: boolean }>(
    `
    select c.id, exists (select from concern.case_file f where f.concern_id = c.id)
      and (select count(*) from concern.entry e where e.concern_id = c.id) = 1 as whole
    from concern.concern c where c.id = any ($1)`,
    [[...soFar, ...after]],
  );
  await client.end();
  const found = new Set(rows.map(({ id }) => id));
  expect(soFar.filter((id) => !found.has(id))).toEqual([]);
  expect(rows.filter(({ whole }) => !whole)).toEqual([]);
  expect(after.length).toBeGreaterThan(0);
});

describe('files', () => {
  test('are copied once for all backups, and come back as they were', async () => {
    const first = await place.addObject();
    const second = await place.addObject(Buffer.alloc(0));
    expect((await place.make()).copied).toBe(100_000);
    const third = await place.addObject();
    const last = await place.make();
    expect(last.copied).toBe(100_000);
    expect(last.manifest.objects).toMatchObject({ count: 3, total: 200_000, gone: [] });

    const folder = await temporaryFolder('restored-files');
    const store = diskStore(join(folder.path, 'objects'));
    const restored = await restoreObjects(await openBackup(place.dir, last.name, key), store);
    expect(restored).toEqual({ count: 3, bytes: 200_000, damaged: [] });
    for (const object of [first, second, third]) {
      const path = (root: string) => join(root, 'objects', object.slice(-2), object);
      expect(readFileSync(path(folder.path)).equals(readFileSync(path(place.dataDir)))).toBe(true);
    }
    await folder.remove();
  });

  test('that are destroyed while a backup is made are told of, and are no error', async () => {
    const going = await place.addObject();
    const staying = await place.addObject();
    const { store } = place;
    let lists = 0;
    const made = await place.make({
      store: {
        ...store,
        // Listed for the bar, before the snapshot and after it: gone at the last, or between the list and the copy.
        async *list() {
          lists += 1;
          for await (const object of store.list()) {
            if (lists === 3 && object.key === going) await store.remove(going);
            yield object;
          }
        },
      },
    });
    expect(made.manifest.objects.gone).toEqual([going]);
    await store.remove(staying);
    expect((await place.make()).manifest.objects.gone).toEqual([]);
  });
});

test('what lies in the folder is nobody’s to read: no word of a child, no key, no name in plain text', () => {
  const words = [AWKWARD.slice(0, 20), key.password('x'), 'made-up browser', 'configuration'];
  const walk = (folder: string): Buffer[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory()
        ? walk(join(folder, entry.name))
        : entry.name === 'README.txt'
          ? []
          : [readFileSync(join(folder, entry.name))],
    );
  const files = walk(place.dir);
  expect(files.length).toBeGreaterThan(20);
  for (const word of words) expect(files.some((bytes) => bytes.includes(word))).toBe(false);
});
