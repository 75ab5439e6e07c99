import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { beginRotation, createMasterKey } from '#platform/crypto';
import { backupPlace } from '#test/support/backup.ts';
import { gatehouse } from '#test/support/command.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { testWorld } from '#test/support/world.ts';
import { checks } from './checks/index.ts';
import { examine } from './examine.ts';

// A real process, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 60_000 });

const world = await testWorld();
const place = await backupPlace(world);
const folder = await temporaryFolder('doctor-folder');
afterAll(folder.remove);
let env: Record<string, string>;

beforeAll(async () => {
  // On no disk yet, and so on no disk of the backups'.
  env = {
    GATEHOUSE_DATA: join(folder.path, 'none'),
    GATEHOUSE_KEY_FILE: world.services.config.keyFile,
    GATEHOUSE_BACKUP_DIR: place.dir,
    DATABASE_URL: world.urls.ownerUrl,
  };
});
beforeEach(() => world.owner.query('delete from app.backup'));

const look = async (name: string, other: Readonly<Record<string, string>> = {}) =>
  (
    await examine(
      { ...env, ...other },
      checks.filter((check) => check.name === name),
    )
  )[0];
const lookAtFolder = (other: Readonly<Record<string, string>> = {}) => look('backup-folder', other);
const says = (status: string, words: string) => ({ status, says: expect.stringContaining(words) });

/** As the worker writes down what it made. */
const noted = (name: string) =>
  world.owner.query(
    `insert into app.backup (id, name, began_at, ended_at, scheduled, row_count, database_bytes)
     values (gen_random_uuid(), $1, now(), now(), true, 1, 1)`,
    [name],
  );

test('no folder, one that is not there, and one on the disk of the records', async () => {
  const { name } = await place.make();
  await noted(name);
  expect(await lookAtFolder()).toMatchObject(says('ok', `holds the last backup, ${name}`));
  expect(await lookAtFolder({ GATEHOUSE_BACKUP_DIR: '' })).toMatchObject(says('warn', 'is not set'));
  const gone = join(folder.path, 'gone');
  expect(await lookAtFolder({ GATEHOUSE_BACKUP_DIR: gone })).toMatchObject(says('fail', 'is not there'));
  expect(await lookAtFolder({ GATEHOUSE_DATA: place.dataDir })).toMatchObject(says('ok', 'holds'));
  mkdirSync(place.dataDir, { recursive: true });
  expect(await lookAtFolder({ GATEHOUSE_DATA: place.dataDir })).toMatchObject(says('warn', 'same disk'));
});

test('a last backup that is not there, and one that this key does not open', async () => {
  const { name } = await place.make();
  await noted(name);
  const empty = join(folder.path, 'empty');
  mkdirSync(empty);
  expect(await lookAtFolder({ GATEHOUSE_BACKUP_DIR: empty })).toMatchObject(
    says('fail', 'does not hold the last backup'),
  );
  const other = join(folder.path, 'other.key');
  createMasterKey(other);
  expect(await lookAtFolder({ GATEHOUSE_KEY_FILE: other })).toMatchObject(says('fail', 'does not open'));
  writeFileSync(join(place.dir, name, 'manifest'), 'cut');
  expect(await lookAtFolder()).toMatchObject(says('fail', 'does not open'));
});

test('a change of key that was not finished', async () => {
  const key = join(folder.path, 'two.key');
  createMasterKey(key);
  beginRotation(key);
  expect(await look('key-file', { GATEHOUSE_KEY_FILE: key })).toMatchObject(says('warn', 'holds two keys'));
});

test('a share that hangs: it says so, and ends', async () => {
  const hung = join(folder.path, 'hung');
  const name = (await place.make()).name;
  mkdirSync(join(hung, name), { recursive: true });
  // Whoever opens it waits until somebody writes, as with a server that is gone.
  execFileSync('mkfifo', [join(hung, name, 'manifest')]);
  await noted(name);
  const { code, out } = await gatehouse(['doctor', '--json'], { ...env, GATEHOUSE_BACKUP_DIR: hung });
  expect(code).not.toBe(0);
  const found = JSON.parse(out);
  expect(found.ok).toBe(false);
  expect(found.checks.find((check: { name: string }) => check.name === 'backup-folder')).toMatchObject({
    status: 'fail',
    says: expect.stringContaining('no answer'),
    means: expect.stringContaining('share that hangs'),
  });
});
