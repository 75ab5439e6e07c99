import { mkdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { listDestroyed } from '#platform/backup';
import { aStaffedSchool } from '#test/factories/people.ts';
import { backupPlace } from '#test/support/backup.ts';
import { aClosedCase, destroyByTwo } from '#test/support/due-cases.ts';
import { testWorld } from '#test/support/world.ts';
import { checks } from './checks/index.ts';
import { examine } from './examine.ts';

const world = await testWorld();
const place = await backupPlace(world);
const env = {
  GATEHOUSE_DATA: place.dataDir,
  GATEHOUSE_KEY_FILE: world.services.config.keyFile,
  GATEHOUSE_BACKUP_DIR: place.dir,
  DATABASE_URL: world.urls.ownerUrl,
};
beforeAll(() => {
  for (const dir of [place.dataDir, place.dir]) mkdirSync(dir, { recursive: true });
});

const look = async () =>
  (
    await examine(
      env,
      checks.filter(({ name }) => name === 'destroyed'),
    )
  )[0];
const says = (status: string, words: string) => ({ status, says: expect.stringContaining(words) });

test('nothing destroyed; destroyed and not listed in both places; listed; and back', async () => {
  expect(await look()).toMatchObject(says('ok', 'nothing was destroyed'));
  const staff = await aStaffedSchool(world);
  await destroyByTwo(world, staff, await aClosedCase(world, staff));
  const { rows } = await world.owner.query('select to_jsonb(d) as one from retention.destruction d');
  const listed = rows.map(({ one }) => one);
  await listDestroyed(place.dataDir, world.services.masterKey, listed);
  expect(await look()).toMatchObject(says('warn', `1 destruction not in the list in ${place.dir}`));
  await listDestroyed(place.dir, world.services.masterKey, listed);
  expect(await look()).toMatchObject(says('ok', '1 destruction, listed'));
  await world.owner.query('delete from retention.destruction');
  expect(await look()).toMatchObject(says('fail', '1 record that was destroyed may be here again'));
});
