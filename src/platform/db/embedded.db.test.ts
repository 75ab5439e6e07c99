import { once } from 'node:events';
import { chmod, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { embeddedFixture, type Fixture, query } from '../../../test/support/embedded-fixture.ts';
import { attachEmbedded, type EmbeddedError } from './embedded.ts';
import { isRunning } from './embedded-process.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await embeddedFixture();
});
afterEach(() => fixture.end());

const addRow = 'create table if not exists kept (n int); insert into kept values (1)';
const countRows = 'select count(*)::int as n from kept';

test('a first start makes a private, checked, UTC database for an owner without superuser rights', async () => {
  const database = await fixture.start({ settings: {} });
  const [found] = await query(
    database.ownerUrl,
    `select current_user as role, current_database() as name, rolsuper, rolbypassrls, rolcreaterole,
       pg_get_userbyid(datdba) as owner, pg_encoding_to_char(encoding) as encoding, datlocale,
       current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages,
       current_setting('timezone') as zone, current_setting('listen_addresses') as addresses
     from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  );
  expect(found).toEqual({
    ...{ role: 'gatehouse_owner', name: 'gatehouse', owner: 'gatehouse_owner' },
    ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: true },
    ...{ encoding: 'UTF8', datlocale: 'C.UTF-8', zone: 'UTC', addresses: '' },
    ...{ checksums: 'on', fsync: 'on', commit: 'on', pages: 'on' },
  });
  const mode = async (name: string) => ((await stat(join(fixture.folder, name))).mode & 0o777).toString(8);
  expect(await mode('gatehouse-database.json')).toBe('600');
  expect(await mode('run')).toBe('700');
  expect(await mode('cluster')).toBe('700');
});

test('every role needs its password, the superuser too', async () => {
  const database = await fixture.start();
  for (const url of [database.ownerUrl, database.adminUrl]) {
    const wrong = url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed');
  }
});

test('the extensions that the migrations ask for can be made by the owner', async () => {
  const database = await fixture.start();
  for (const name of ['btree_gist', 'pg_trgm', 'pgcrypto', 'unaccent', 'citext']) {
    await query(database.ownerUrl, `create extension ${name}`);
  }
});

test('a second start keeps what was there', async () => {
  const first = await fixture.start();
  await query(first.ownerUrl, addRow);
  await first.stop();
  expect(await isRunning(first.pid)).toBe(false);
  const second = await fixture.start();
  expect(await query(second.ownerUrl, countRows)).toEqual([{ n: 1 }]);
  expect(second.ownerUrl).toBe(first.ownerUrl);
});

test('a postmaster killed with -9 is noticed, and the next start has every committed row', async () => {
  const onLost = vi.fn<(reason: EmbeddedError) => void>();
  const first = await fixture.start({ onLost });
  await query(first.ownerUrl, addRow);
  process.kill(first.pid, 'SIGKILL');
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce(), 10_000);
  expect(onLost.mock.calls[0]?.[0].message).toContain('Start Gatehouse again');
  await first.stop();
  const second = await fixture.start();
  expect(await query(second.ownerUrl, countRows)).toEqual([{ n: 1 }]);
});

test('a postmaster killed with -9 a moment ago does not stop the next start', async () => {
  const held = await fixture.startElsewhere();
  await query(held.ownerUrl, addRow);
  held.child.kill('SIGKILL');
  await once(held.child, 'exit');
  process.kill(held.pid, 'SIGKILL');
  const second = await fixture.start();
  expect(await query(second.ownerUrl, countRows)).toEqual([{ n: 1 }]);
});

test('a server left alone by a killed parent is adopted', async () => {
  const held = await fixture.startElsewhere();
  await query(held.ownerUrl, addRow);
  held.child.kill('SIGKILL');
  await once(held.child, 'exit');
  const second = await fixture.start();
  expect(second.pid).toBe(held.pid);
  expect(await query(second.ownerUrl, countRows)).toEqual([{ n: 1 }]);
  await second.stop();
  expect(await isRunning(held.pid)).toBe(false);
});

test('a left server that was started with other settings is stopped and started anew', async () => {
  const held = await fixture.startElsewhere({ fsync: 'off', work_mem: '8MB' });
  held.child.kill('SIGKILL');
  await once(held.child, 'exit');
  const second = await fixture.start();
  expect(second.pid).not.toBe(held.pid);
  expect(await isRunning(held.pid)).toBe(false);
});

test('one crashed backend loses neither the server nor the lock', async () => {
  const onLost = vi.fn();
  const database = await fixture.start({ onLost });
  const holder = `select pid from pg_stat_activity where application_name = 'gatehouse lock'`;
  const [before] = await query<{ pid: number }>(database.adminUrl, holder);
  process.kill(before?.pid ?? 0, 'SIGKILL');
  await vi.waitFor(async () => {
    const [after] = await query<{ pid: number }>(database.adminUrl, holder);
    expect(after?.pid).toBeGreaterThan(0);
    expect(after?.pid).not.toBe(before?.pid);
  }, 20_000);
  const locks = `select count(*)::int as n from pg_locks where locktype = 'advisory'`;
  await vi.waitFor(async () => expect(await query(database.adminUrl, locks)).toEqual([{ n: 1 }]), 5_000);
  expect(onLost).not.toHaveBeenCalled();
});

test('commands beside a running Gatehouse get in, and find nothing when none runs', async () => {
  expect(await attachEmbedded(fixture.dataDir)).toBeUndefined();
  const database = await fixture.start();
  expect(await attachEmbedded(fixture.dataDir)).toEqual({ ownerUrl: database.ownerUrl });
  await database.stop();
  expect(await attachEmbedded(fixture.dataDir)).toBeUndefined();
});

test.runIf(process.getuid?.() === 0)(
  'started by root below a closed folder, as /root, it works just the same',
  async () => {
    const closed = dirname(fixture.dataDir);
    await chmod(closed, 0o700);
    const held = await fixture.startElsewhere();
    await query(held.ownerUrl, addRow);
    expect(await attachEmbedded(fixture.dataDir)).toEqual({ ownerUrl: held.ownerUrl });
    held.child.kill('SIGKILL');
    await once(held.child, 'exit');
    const second = await fixture.start();
    expect(second.pid).toBe(held.pid);
    expect(await query(second.ownerUrl, countRows)).toEqual([{ n: 1 }]);
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
    await second.stop();
    // Opened to others meanwhile: the socket moves beside the data, which is still the same.
    await chmod(closed, 0o711);
    const third = await fixture.start();
    expect(third.ownerUrl).not.toBe(second.ownerUrl);
    expect(await query(third.ownerUrl, countRows)).toEqual([{ n: 1 }]);
  },
);
