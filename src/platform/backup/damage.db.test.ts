import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEALED_FRAME_BYTES as CHUNK, createMasterKey, loadMasterKey } from '#platform/crypto';
import { diskStore } from '#platform/storage';
import { factories } from '#test/factories/index.ts';
import { backupPlace } from '#test/support/backup.ts';
import { type EmptyDatabase, emptyDatabase } from '#test/support/second-database.ts';
import { testWorld } from '#test/support/world.ts';
import { chooseBackup, listBackups } from './folder.ts';
import { loadBackup } from './load.ts';
import type { Made } from './make.ts';
import { openBackup } from './manifest.ts';
import { pruneBackups } from './prune.ts';
import { checkObjects, restoreObjects } from './restore-files.ts';
import { takeDatabase } from './target.ts';

const world = await testWorld();
const place = await backupPlace(world);
const { key } = place.options();
const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-damage-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let made: Made;
let earlier: Made;
let target: EmptyDatabase;
const keys: string[] = [];
beforeAll(async () => {
  for (const [name, factory] of Object.entries(factories))
    if (name !== 'app.protected_table') await factory(world);
  // Long enough for several sealed chunks, random so that it does not pack.
  await world.owner.query(
    `update concern.addition set body = (select string_agg(md5(random()::text), '') from generate_series(1, 40000))`,
  );
  for (let n = 0; n < 3; n += 1) keys.push(await place.addObject());
  earlier = await place.make();
  made = await place.make();
  target = await emptyDatabase();
});

/** A copy of the folder with one file changed, restored as far as it goes. */
async function restoreOf(change: (path: (file: string) => string) => void): Promise<unknown> {
  const dir = join(scratch, 'copy');
  rmSync(dir, { recursive: true, force: true });
  cpSync(place.dir, dir, { recursive: true });
  change((file) => join(dir, made.name, file));
  try {
    const backup = await openBackup(dir, made.name, key);
    // Each begins anew in the same database, as a restore after a failed one does.
    await takeDatabase(target.ownerUrl);
    await loadBackup({ backup, ownerUrl: target.ownerUrl });
    await restoreObjects(backup, diskStore(join(dir, 'store')));
    return undefined;
  } catch (error) {
    return error;
  }
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const additions = 'tables/concern.addition';

type Change = (path: (file: string) => string) => void;
const changes: Readonly<Record<string, readonly [file: string, change: Change]>> = {
  'a table with a bit changed': [additions, (path) => flip(path(additions), 70_000)],
  'a table cut off within a chunk': [additions, (path) => truncateSync(path(additions), 80_000)],
  'a table cut off between two chunks': [additions, (path) => truncateSync(path(additions), CHUNK)],
  'a table that is empty': [additions, (path) => truncateSync(path(additions), 0)],
  'a table that is gone': [additions, (path) => rmSync(path(additions))],
  'two chunks of a table swapped': [
    additions,
    (path) => {
      const bytes = readFileSync(path(additions));
      const [first, second] = [bytes.subarray(0, CHUNK), bytes.subarray(CHUNK, 2 * CHUNK)];
      writeFileSync(path(additions), Buffer.concat([second, first, bytes.subarray(2 * CHUNK)]));
    },
  ],
  'two tables swapped': [
    'tables/concern.',
    (path) => {
      renameSync(path(additions), path('kept'));
      renameSync(path('tables/concern.entry'), path(additions));
      renameSync(path('kept'), path('tables/concern.entry'));
    },
  ],
  'a table of an earlier backup': [
    additions,
    (path) => cpSync(join(path(''), '..', earlier.name, additions), path(additions)),
  ],
  'the manifest with a bit changed': ['manifest', (path) => flip(path('manifest'), -40)],
  'the manifest’s plain line changed': [
    'manifest',
    (path) => {
      const text = readFileSync(path('manifest'), 'latin1');
      writeFileSync(path('manifest'), text.replace('"takenAt":"2026', '"takenAt":"2025'), 'latin1');
    },
  ],
  'the manifest cut off': ['manifest', (path) => truncateSync(path('manifest'), 500)],
  'no manifest': ['manifest', (path) => rmSync(path('manifest'))],
  'the manifest of an earlier backup': [
    'manifest',
    (path) => cpSync(join(path(''), '..', earlier.name, 'manifest'), path('manifest')),
  ],
  'the list of files cut off': ['objects', (path) => truncateSync(path('objects'), 20)],
};

describe('refused, and named', () => {
  test('nothing, where nothing was changed', async () => {
    expect(await restoreOf(() => {})).toBeUndefined();
  });

  test.each(Object.entries(changes))('%s', async (_, [file, change]) => {
    const error = await restoreOf(change);
    expect(error).toMatchObject({ name: 'BackupError', code: 'damaged' });
    expect(String(error)).toContain(file);
    expect(String(error)).toContain(made.name);
  });

  test('another key, at once and in words', async () => {
    const file = join(scratch, 'other.key');
    createMasterKey(file);
    await expect(openBackup(place.dir, made.name, loadMasterKey(file))).rejects.toMatchObject({
      code: 'wrong-key',
      message: expect.stringContaining('opens nothing of it'),
    });
  });

  test('a backup that is not there, with those that are', async () => {
    await expect(chooseBackup(place.dir, '20200101T000000Z')).rejects.toThrow(made.name);
    await expect(chooseBackup(scratch)).rejects.toThrow('There is no backup');
    expect(await chooseBackup(place.dir)).toBe(made.name);
  });
});

describe('an evidence file that was damaged', () => {
  const pathOf = (dir: string, n: number): string => {
    const object = keys[n] ?? '';
    const folder = join(dir, 'objects', object.slice(-2));
    return join(folder, String(readdirSync(folder).find((name) => name.startsWith(object))));
  };

  test('is told of by its id, and everything else comes back', async () => {
    const dir = join(scratch, 'files');
    cpSync(place.dir, dir, { recursive: true });
    flip(pathOf(dir, 0), 500);
    rmSync(pathOf(dir, 1));
    const backup = await openBackup(dir, made.name, key);
    const damaged = [
      { key: keys[0], fault: 'changed' },
      { key: keys[1], fault: 'missing' },
    ];
    const store = diskStore(join(dir, 'store'));
    const restored = await restoreObjects(backup, store);
    const byKey = (list: readonly { key: string }[]) => list.toSorted((a, b) => a.key.localeCompare(b.key));
    expect(byKey(restored.damaged)).toEqual(damaged);
    expect(restored.count).toBe(1);
    expect(await store.size(keys[0] ?? '')).toBeUndefined();
    expect(byKey(await checkObjects(backup, () => true))).toEqual(damaged);
    // Not read through, only what is missing or of another length is seen.
    expect(await checkObjects(backup, () => false)).toEqual([damaged[1]]);
  });
});

describe('a backup that fails', () => {
  test('on a folder that cannot be written leaves the others as they were', async () => {
    const before = await listBackups(place.dir);
    const shut = join(scratch, 'shut');
    mkdirSync(shut);
    writeFileSync(join(shut, 'objects'), 'a file where a folder should be');
    await expect(place.make({ dir: shut })).rejects.toThrow();
    expect(await listBackups(shut)).toEqual([]);
    expect(await listBackups(place.dir)).toEqual(before);
  });

  test('in the middle leaves nothing', async () => {
    const before = await listBackups(place.dir);
    const stopping = new AbortController();
    let calls = 0;
    const onProgress = () => {
      calls += 1;
      if (calls === 5) stopping.abort();
    };
    await expect(place.make({ onProgress, signal: stopping.signal })).rejects.toThrow('abort');
    expect(readdirSync(place.dir).filter((name) => name.startsWith('coming-'))).toEqual([]);
    expect(await listBackups(place.dir)).toEqual(before);
  });

  test('for a table that its owner cannot see whole is refused by the table’s name', async () => {
    await world.owner.query('create table app.shy (id int); alter table app.shy enable row level security');
    await world.owner.query('alter table app.shy force row level security');
    await expect(place.make()).rejects.toThrow('app.shy');
    await world.owner.query('drop table app.shy');
  });

  test('a table that no migration makes is found when it is restored, by name', async () => {
    await world.owner.query('create table app.by_hand (id int)');
    const { name } = await place.make();
    await world.owner.query('drop table app.by_hand');
    await takeDatabase(target.ownerUrl);
    const backup = await openBackup(place.dir, name, key);
    await expect(loadBackup({ backup, ownerUrl: target.ownerUrl })).rejects.toThrow('app.by_hand');
  });
});

describe('clearing away', () => {
  test('removes old backups, and the files that none of the others names', async () => {
    const dir = join(scratch, 'pruned');
    const going = await place.addObject();
    const first = await place.make({ dir });
    await place.store.remove(going);
    world.clock.advance({ hours: 24 * 8 });
    const last = await place.make({ dir });
    const { installation } = (await openBackup(dir, last.name, key)).header;
    const held = { daily: 1, weekly: 1 };
    expect(await pruneBackups(dir, key, crypto.randomUUID(), held)).toEqual({
      removed: [],
      objects: 0,
      sealed: [],
    });
    expect(await pruneBackups(dir, key, installation, held)).toEqual({
      removed: [first.name],
      objects: 1,
      sealed: [],
    });
    const left = await openBackup(dir, last.name, key);
    expect(await checkObjects(left, () => true)).toEqual([]);
    expect(await listBackups(dir)).toEqual([last.name]);
  });

  test('leaves every file while there is a backup that the key does not open', async () => {
    const dir = join(scratch, 'sealed');
    const { name } = await place.make({ dir });
    const file = join(scratch, 'later.key');
    createMasterKey(file);
    const later = loadMasterKey(file);
    world.clock.advance({ hours: 24 });
    const again = await place.make({ dir, key: later });
    const { installation } = (await openBackup(dir, again.name, later)).header;
    await place.store.remove(keys[2] ?? '');
    expect(await pruneBackups(dir, later, installation, { daily: 5, weekly: 5 })).toMatchObject({
      objects: 0,
      sealed: [name],
    });
  });

  test('keeps what the key of this morning opens, beside what the new one does', async () => {
    const dir = join(scratch, 'changed');
    const morning = await place.make({ dir });
    const file = join(scratch, 'noon.key');
    createMasterKey(file);
    const later = loadMasterKey(file);
    const noon = await place.make({ dir, key: later });
    const { installation } = (await openBackup(dir, noon.name, later)).header;
    await pruneBackups(dir, later, installation, { daily: 1, weekly: 1 });
    expect(await listBackups(dir)).toEqual([morning.name, noon.name]);
  });
});
