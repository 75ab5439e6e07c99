import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { diskStore } from './object-store.ts';

const folder = await temporaryFolder('objects');
afterAll(folder.remove);

const key = '0192f0c4-7b1a-7000-8000-0000000000ab';
const other = '0192f0c4-7b1a-7000-8000-0000000000ac';

test('what was written is read back, listed with its size, and gone once removed', async () => {
  const store = diskStore(join(folder.path, 'one'));
  await store.write(key, Readable.from([Buffer.from('one'), Buffer.from('two')]));
  await store.write(other, Readable.from([]));
  expect((await buffer(store.read(key))).toString()).toBe('onetwo');
  expect(await Array.fromAsync(store.list())).toEqual([
    { key, bytes: 6 },
    { key: other, bytes: 0 },
  ]);
  await store.remove(key);
  expect(await store.size(key)).toBeUndefined();
  await expect(buffer(store.read(key))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a source that breaks leaves nothing behind', async () => {
  const root = join(folder.path, 'two');
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(100_000);
      throw new Error('the line was cut');
    })(),
  );
  await expect(diskStore(root).write(key, broken)).rejects.toThrow('the line was cut');
  expect(await readdir(root)).toEqual([]);
});

test('a key is taken once, and is nothing but a uuid', async () => {
  const store = diskStore(join(folder.path, 'three'));
  await store.write(key, Readable.from([Buffer.from('first')]));
  await expect(store.write(key, Readable.from([Buffer.from('second')]))).rejects.toThrow(
    'never written twice',
  );
  expect((await buffer(store.read(key))).toString()).toBe('first');
  await expect(store.write('../../etc/passwd', Readable.from([]))).rejects.toThrow('uuid');
});
