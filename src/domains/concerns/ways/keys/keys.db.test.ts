import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { aStaffedSchool } from '#test/factories/people.ts';
import { whatIsTold } from '#test/factories/told.ts';
import { testWorld } from '#test/support/world.ts';
import { readCode } from '../code.ts';
import { findReceipt } from '../intake/queries.ts';
import { opens } from '../intake/receipt.ts';
import { takeIn } from '../intake/service.ts';
import { findUnopenableTold, resealTold } from './service.ts';

const world = await testWorld();
const keyholder = { kind: 'system', role: 'keyholder' } as const;

/** One that opens what `old` sealed, and seals with another: as while a rotation is under way. */
function another() {
  const file = `${world.services.config.keyFile}-other`;
  rmSync(file, { force: true });
  createMasterKey(file);
  return loadMasterKey(file);
}

test('what the master key sealed opens with the next one, receipts and names', async () => {
  const staff = await aStaffedSchool(world);
  const { masterKey: old } = world.services;
  const code = await world.database.withActor({ kind: 'system', role: 'intake' }, (tx) =>
    takeIn(
      tx,
      old,
      whatIsTold(staff, {
        token: world.services.ids.token(),
        toldAs: 'in_confidence',
        name: 'Bo Thistlewick',
      }),
    ),
  );
  const next = another();
  const faults = (key: typeof old) =>
    world.database.withActor(keyholder, (tx) => findUnopenableTold(tx, key));
  expect(await faults(old)).toEqual([]);
  expect(await faults(next)).toHaveLength(1);
  const rotating = { ...next, open: old.open };
  expect(await world.database.withActor(keyholder, (tx) => resealTold(tx, rotating))).toBe(2);
  expect(await faults(next)).toEqual([]);
  const read = readCode(code);
  const receipt = await world.database.withActor({ kind: 'system', role: 'outsider' }, (tx) =>
    findReceipt(tx, read?.locator ?? ''),
  );
  expect(read && (await opens(next, read, receipt))).toBe(true);
});
