import { randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { takeIn } from '#platform/storage';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { testWorld } from '#test/support/world.ts';
import { answerForFile } from '../guard/service.ts';
import { keepFile, permitFor } from '../upload/service.ts';
import { vaultOf } from '../vault.ts';
import { tidyFiles } from './service.ts';

const world = await testWorld();
const vault = vaultOf(world.services);
let staff: Staffed;
beforeAll(async () => {
  staff = await aStaffedSchool(world);
});

/** Ids are made on the machine's clock: what is old must be old on that one too. */
const LATER = '2126-01-01T12:00:00Z';
beforeEach(() => world.clock.set('2026-11-20T12:00:00Z'));

async function aDraft(): Promise<string> {
  const id = world.services.ids.uuid();
  await world.owner.query(
    'insert into concern.draft (id, author_id, school_id, made_at, saved_at) values ($1, $2, $3, $4, $4)',
    [id, staff.teacher, staff.school.id, world.clock.now().toString()],
  );
  return id;
}

const asTeacher = <T>(act: Parameters<typeof world.as<T>>[1]) => world.as(staff.teacher, act);

async function anUpload(draft: string): Promise<string> {
  const { uploadId } = await asTeacher((tx) => answerForFile(tx, vault, draft, 'no'));
  if (uploadId === undefined) throw new Error('no upload was opened');
  return uploadId;
}

async function aFile(draft: string): Promise<string> {
  const id = await anUpload(draft);
  const permit = await asTeacher((tx) => permitFor(tx, vault, id));
  const taken = await takeIn(permit, Readable.from([Buffer.from('a screenshot')]));
  if (taken === undefined) throw new Error('not taken in');
  const keeping = { vault, scan: async () => 'not_checked' as const };
  await keepFile(keeping, asTeacher, id, permit, { ...taken, path: permit.path, name: 'a.txt' });
  return id;
}

test('an upload that nobody goes on with is over after a day, and its bytes are gone', async () => {
  const id = await anUpload(await aDraft());
  await mkdir(vault.incomingFolder, { recursive: true });
  await writeFile(vault.incoming(id), 'sealed');
  await tidyFiles(world.database, vault);
  expect(await readdir(vault.incomingFolder)).toContain(id);
  world.clock.advance({ hours: 25 });
  await tidyFiles(world.database, vault);
  expect(await readdir(vault.incomingFolder)).not.toContain(id);
});

test('a file goes with the report that was never sent, key first; a file whose draft is there stays', async () => {
  const [gone, kept] = [await aDraft(), await aDraft()];
  const [goneFile, keptFile] = [await aFile(gone), await aFile(kept)];
  await world.owner.query('delete from concern.draft where id = $1', [gone]);
  world.clock.set(LATER);
  await tidyFiles(world.database, vault);
  expect(await vault.store.size(goneFile)).toBeUndefined();
  expect(await vault.store.size(keptFile)).toBeGreaterThan(0);
  const { rows } = await world.owner.query(
    'select id, wrapped_key is null as keyless from evidence.item where id = any ($1) order by id',
    [[goneFile, keptFile]],
  );
  expect(rows).toEqual([
    { id: goneFile, keyless: true },
    { id: keptFile, keyless: false },
  ]);
  const events = await world.owner.query('select type from audit.event where subject = $1', [goneFile]);
  expect(events.rows).toEqual([{ type: 'evidence.destroyed/1' }]);
});

test('what a crash stored without a row goes after a day, and not before', async () => {
  const orphan = world.services.ids.uuid();
  await vault.store.write(orphan, Readable.from(['sealed']));
  await tidyFiles(world.database, vault);
  expect(await vault.store.size(orphan)).toBe(6);
  const old = `01900000-0000-7000-8000-${randomUUID().slice(-12)}`;
  await vault.store.write(old, Readable.from(['sealed']));
  await tidyFiles(world.database, vault);
  expect(await vault.store.size(old)).toBeUndefined();
  expect(await readdir(join(world.services.config.dataDir, 'objects'))).toContain(orphan.slice(-2));
});
