import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedFixture, type Fixture, query, quick } from '../../../test/support/embedded-fixture.ts';
import { startEmbedded } from './embedded.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let fixture: Fixture;
let strangers: ChildProcess[];
beforeEach(async () => {
  fixture = await embeddedFixture();
  strangers = [];
});
afterEach(async () => {
  for (const stranger of strangers) stranger.kill('SIGKILL');
  await fixture.end();
});

async function sleeper(uid?: number): Promise<number> {
  const child = spawn('sleep', ['600'], { ...(uid === undefined ? {} : { uid }), stdio: 'ignore' });
  strangers.push(child);
  return child.pid ?? 0;
}

test('a second start in this process is refused', async () => {
  await fixture.start();
  await expect(fixture.start()).rejects.toMatchObject({
    code: 'in-use',
    message: expect.stringMatching(/already running .*process \d+.*GATEHOUSE_DATA/),
  });
});

test('a second start in another process is refused, and the first goes on', async () => {
  const database = await fixture.start();
  const second = await fixture.startElsewhere();
  expect(second).toMatchObject({
    code: 'in-use',
    message: expect.stringContaining(`process ${process.pid}`),
  });
  expect(await query(database.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('of many starts at once, just one wins', async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => fixture.startElsewhere()));
  expect(all.filter((one) => one.code === undefined)).toHaveLength(1);
  expect(all.filter((one) => one.code === 'in-use')).toHaveLength(3);
});

test('where the lock file was deleted, the lock in the database still refuses, and stops nothing', async () => {
  const database = await fixture.start();
  await rm(join(fixture.folder, 'gatehouse.lock'));
  const second = await fixture.startElsewhere({ ...quick, work_mem: '8MB' });
  expect(second).toMatchObject({
    code: 'in-use',
    message: expect.stringContaining('in use by another process'),
  });
  expect(await query(database.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a lock whose process id now belongs to somebody else is taken over', async () => {
  await (await fixture.start()).stop();
  const pid = await sleeper();
  await writeFile(join(fixture.folder, 'gatehouse.lock'), `${pid}\nanother-boot/123\n`);
  const database = await fixture.start();
  expect(await query(database.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a postmaster.pid whose id now belongs to a stranger of the same user does not stop the start', async () => {
  await (await fixture.start()).stop();
  const cluster = join(fixture.folder, 'cluster');
  const owner = await stat(cluster);
  const pid = await sleeper(owner.uid);
  const lines = [
    pid,
    cluster,
    '1700000000',
    '5432',
    join(fixture.folder, 'run'),
    '',
    '  123456   789',
    'ready',
  ];
  const file = join(cluster, 'postmaster.pid');
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  await chown(file, owner.uid, owner.gid);
  const database = await fixture.start();
  expect(database.pid).not.toBe(pid);
  expect(strangers[0]?.exitCode).toBeNull();
});

test("a folder with somebody else's files is refused and left as it was", async () => {
  await mkdir(fixture.folder, { recursive: true, mode: 0o755 });
  await writeFile(join(fixture.folder, 'thesis.odt'), 'mine');
  await expect(fixture.start()).rejects.toMatchObject({
    code: 'not-ours',
    message: expect.stringMatching(/thesis\.odt.*GATEHOUSE_DATA to an empty folder/),
  });
  expect(await readdir(fixture.folder)).toEqual(['thesis.odt']);
});

test('a database without its passwords says which file to put back', async () => {
  await (await fixture.start()).stop();
  await rm(join(fixture.folder, 'gatehouse-database.json'));
  await expect(fixture.start()).rejects.toMatchObject({
    code: 'not-ours',
    message: expect.stringMatching(/gatehouse-database\.json is missing.*backup/),
  });
});

test('a database of another PostgreSQL version is refused, with the way to move it', async () => {
  await (await fixture.start()).stop();
  await writeFile(join(fixture.folder, 'cluster/PG_VERSION'), '17\n');
  await expect(fixture.start()).rejects.toMatchObject({
    code: 'wrong-version',
    message: expect.stringMatching(/PostgreSQL 17; this Gatehouse brings 18.*gatehouse restore/),
  });
});

test('a first start that was killed halfway is begun again', async () => {
  await (await fixture.start()).stop();
  await rename(join(fixture.folder, 'cluster'), join(fixture.folder, 'cluster.new'));
  const database = await fixture.start();
  expect(await query(database.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  expect(await readdir(fixture.folder)).not.toContain('cluster.new');
});

test('a server that cannot start is reported with what it said', async () => {
  await expect(fixture.start({ settings: { max_connections: 'many' } })).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringMatching(/invalid value for parameter "max_connections"[\s\S]*server\.log/),
  });
  expect(await readdir(fixture.folder)).not.toContain('gatehouse.lock');
});

test('a path too long for a socket gets a private folder elsewhere', async () => {
  const dataDir = join(
    fixture.folder,
    'a-folder-name-of-forty-letters-and-more-1',
    'a-folder-name-of-forty-letters-2',
  );
  const database = await startEmbedded({ dataDir, log, settings: quick });
  try {
    const folder = new URL(database.ownerUrl).searchParams.get('host') ?? '';
    expect(folder.startsWith(dataDir)).toBe(false);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await query(database.ownerUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await database.stop();
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  } finally {
    await database.stop();
  }
});

test('the log of the server holds no statement and no value', async () => {
  const database = await fixture.start();
  await query(database.ownerUrl, 'create table pupil (name text primary key)');
  await query(database.ownerUrl, `insert into pupil values ('Ottoline')`);
  await expect(query(database.ownerUrl, `insert into pupil values ('Ottoline')`)).rejects.toThrow(
    'duplicate key',
  );
  await expect(query(database.ownerUrl, `select 'Ottoline'::int`)).rejects.toThrow('invalid input');
  expect(await readFile(join(fixture.folder, 'server.log'), 'utf8')).not.toContain('Ottoline');
});
