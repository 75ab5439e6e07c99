import { expect, test } from 'vitest';
import { testDatabase } from './database.ts';
import { query } from './embedded-fixture.ts';

const database = await testDatabase();

test('a test file gets a migrated database of its own', async () => {
  const [found] = await query<{ name: string; owner: string; migrated: boolean }>(
    database.ownerUrl,
    `select current_database() as name, pg_get_userbyid(datdba) as owner,
       exists (select from gatehouse_migration) as migrated
     from pg_database where datname = current_database()`,
  );
  expect(found).toEqual({ name: database.name, owner: 'gatehouse_owner', migrated: true });
});

test('asking again gives the same one', async () => {
  expect(await testDatabase()).toBe(database);
});

test("the processes' login gets in", async () => {
  expect(await query(database.appUrl, 'select current_user as role')).toEqual([{ role: 'gatehouse_app' }]);
});
