import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import { readDestroyed } from '#platform/backup';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { diskStore } from '#platform/storage';
import { aStaffedSchool } from '#test/factories/people.ts';
import { backupPlace } from '#test/support/backup.ts';
import { aClosedCase, destroyByTwo } from '#test/support/due-cases.ts';
import { aFile, aFolder } from '#test/support/evidence-acts.ts';
import { type RestorePlace, restorePlace } from '#test/support/restore-place.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { testWorld } from '#test/support/world.ts';
import { keepLists } from './destroyed.ts';

/** A restore from a backup that is older than a destruction: what was destroyed does not come back. */

const world = await testWorld();
const place = await backupPlace(world);
const { key } = place.options();
const staff = await aStaffedSchool(world);
const goes = await aClosedCase(world, staff);
const stays = await aClosedCase(world, staff);
const files = await Promise.all(
  [goes, stays].map(async ({ id }) => {
    const file = await aFile(world, await aFolder(world, id));
    await place.store.write(file, Readable.from([Buffer.from(`sealed ${file}`)]));
    return file;
  }),
);
const older = await place.make();
const certificate = await destroyByTwo(world, staff, goes);
const lists = (dirs = [place.dir, place.dataDir]) => keepLists(world.urls.ownerUrl, key, dirs);
await lists();

let into: RestorePlace;
beforeEach(async () => {
  into = await restorePlace(world, place);
  return () => into.remove();
});

const cases = async () =>
  (await into.ask<{ id: string }>('select id from concern.concern')).map(({ id }) => id).sort();

test('it goes again, with its files; what was not destroyed is back; the certificate and every chain are whole', async () => {
  const { again, verification } = await into.restore(older.name);
  expect(await cases()).toEqual([stays.id]);
  expect(again).toEqual({ certificates: 1, cases: 1, files: [files[0]], sealedLists: [] });
  const left: string[] = [];
  for await (const { key: file } of diskStore(join(into.dataDir, 'objects')).list()) left.push(file);
  expect(left).toEqual([files[1]]);
  expect(await into.ask('select id, reference, asked_by, agreed_by from retention.destruction')).toEqual([
    { id: certificate, reference: goes.reference, asked_by: staff.dsl, agreed_by: staff.deputy },
  ]);
  expect(verification.faults).toEqual([]);
  const told = await into.ask<{ type: string }>(`select type from audit.event where subject = '${goes.id}'
    and actor = 'system:restore' order by seq`);
  expect(told.at(-1)?.type).toBe('case.destroyed-again/1');
  expect((await readDestroyed([into.dataDir], key)).certificates).toHaveLength(1);
});

test('who agreed and is not on the roster of the backup stands in the event', async () => {
  const client = new pg.Client({ connectionString: world.urls.ownerUrl });
  await client.connect();
  const { rows } = await client.query('select to_jsonb(d) as one from retention.destruction d');
  await client.query('begin');
  const stranger = '0199a0a0-0000-7000-8000-00000000aaaa';
  await client.query('delete from retention.destruction');
  await client.query('select retention.destroy_again($1)', [
    JSON.stringify({ ...rows[0].one, agreed_by: stranger }),
  ]);
  const found = await client.query('select asked_by, agreed_by from retention.destruction');
  await client.query('rollback');
  await client.end();
  expect(found.rows).toEqual([{ asked_by: staff.dsl, agreed_by: null }]);
});

test('a list that was changed, or sealed with another key, destroys nothing and is told of', async () => {
  const other = join(place.dataDir, 'other.key');
  createMasterKey(other);
  const [name = ''] = readdirSync(join(place.dir, 'destroyed'));
  const path = join(place.dir, 'destroyed', name);
  const whole = readFileSync(path);
  expect((await readDestroyed([place.dir], loadMasterKey(other))).sealed).toEqual([path]);
  const changed = Buffer.from(whole);
  changed[20] = (changed[20] ?? 0) ^ 1;
  writeFileSync(path, changed);
  const { again } = await into.restore(older.name);
  expect(again).toMatchObject({ cases: 0, sealedLists: [path] });
  expect(await cases()).toEqual([goes.id, stays.id].sort());
  writeFileSync(path, whole);
});

test('lists are added to, once, and hold nothing that can be read', async () => {
  expect(await lists()).toBe(0);
  const fresh = await temporaryFolder('list');
  expect(await lists([fresh.path])).toBe(1);
  const [name = ''] = readdirSync(join(fresh.path, 'destroyed'));
  const text = readFileSync(join(fresh.path, 'destroyed', name)).toString('latin1');
  for (const known of [goes.id, goes.reference, certificate]) expect(text).not.toContain(known);
  await expect(lists([join(fresh.path, 'not-connected')])).rejects.toThrow('ENOENT');
  await fresh.remove();
});
