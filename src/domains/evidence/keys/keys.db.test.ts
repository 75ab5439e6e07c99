import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import {
  beginRotation,
  endRotation,
  loadMasterKey,
  type MasterKey,
  restoreMasterKey,
} from '#platform/crypto';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { aSealedFile } from '#test/support/sealed-file.ts';
import { testWorld } from '#test/support/world.ts';
import { openShown, revealItem } from '../item/service.ts';
import { vaultOf } from '../vault.ts';
import { checkKeys, rewrapSchoolKeys } from './service.ts';

const world = await testWorld();
const { config } = world.services;
const keyholder = { kind: 'system', role: 'keyholder' } as const;
const vaultWith = (masterKey: MasterKey) => vaultOf({ config, masterKey });

let staff: Staffed;
let item: string;
beforeAll(async () => {
  staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, reporter: staff.teacher });
  item = await aSealedFile(world, staff.teacher, concern.id, Buffer.from('what was sent'));
});

async function opened(masterKey: MasterKey): Promise<string> {
  const vault = vaultWith(masterKey);
  await world.as(staff.dsl, (tx) => revealItem(tx, vault, item, 'To see that it opens'));
  const { read } = await world.as(staff.dsl, (tx) => openShown(tx, vault, item));
  return (await buffer(Readable.from(read()))).toString();
}

const rewrap = (masterKey: MasterKey) =>
  world.database.withActor(keyholder, (tx) => rewrapSchoolKeys(tx, masterKey));
const check = (masterKey: MasterKey) =>
  world.database.withActor(keyholder, (tx) => checkKeys(tx, vaultWith(masterKey), masterKey));

test('a rotation that is killed anywhere leaves everything open, and goes on when it is run again', async () => {
  const before = readFileSync(config.keyFile, 'utf8');
  // Killed after the new key was written, before anything was sealed with it.
  const both = beginRotation(config.keyFile);
  expect(both.rotating).toBe(true);
  expect(await opened(both)).toBe('what was sent');
  // Run again: it goes on with that key and makes no third one.
  const again = beginRotation(config.keyFile);
  expect(again.recoveryKey()).toEqual(both.recoveryKey());
  await rewrap(again);
  // Killed after that, before the old key was dropped.
  expect(await opened(loadMasterKey(config.keyFile))).toBe('what was sent');
  await rewrap(loadMasterKey(config.keyFile));
  const after = endRotation(config.keyFile);
  expect(after.rotating).toBe(false);
  expect(await opened(after)).toBe('what was sent');
  expect(readFileSync(config.keyFile, 'utf8')).not.toContain(before.trim());
  const { rows } = await world.owner.query('select count(*)::int as n from audit.event where type = $1', [
    'evidence.key-rotated/1',
  ]);
  expect(rows).toEqual([{ n: 2 }]);
});

test('with the old key nothing opens any more, and verify says what', async () => {
  const old = join(config.dataDir, 'old.key');
  copyFileSync(config.keyFile, old);
  beginRotation(config.keyFile);
  const now = loadMasterKey(config.keyFile);
  await rewrap(now);
  endRotation(config.keyFile);
  expect(await check(loadMasterKey(config.keyFile))).toEqual({
    schools: 1,
    files: 1,
    schoolFaults: [],
    keyFaults: [],
    missingFiles: [],
  });
  expect(await check(loadMasterKey(old))).toMatchObject({ schools: 0, schoolFaults: [staff.school.id] });
  await expect(opened(loadMasterKey(old))).rejects.toMatchObject({ status: 503 });
});

test('the printed key makes the same key file again, and never over another', async () => {
  const made = join(config.dataDir, 'elsewhere', 'master.key');
  const lines = loadMasterKey(config.keyFile).recoveryKey();
  restoreMasterKey(made, lines.join('\n'));
  expect(readFileSync(made, 'utf8')).toBe(readFileSync(config.keyFile, 'utf8'));
  expect(() => restoreMasterKey(made, lines.join(' '))).toThrow('a key file is there');
});

test('a sealed file that is gone is told of', async () => {
  const vault = vaultWith(loadMasterKey(config.keyFile));
  await vault.store.remove(item);
  expect(await check(loadMasterKey(config.keyFile))).toMatchObject({ missingFiles: [item] });
});
