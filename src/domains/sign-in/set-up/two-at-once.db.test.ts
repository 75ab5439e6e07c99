import { expect, test } from 'vitest';
import { systemIds } from '#platform/ids';
import { testWorld } from '../../../../test/support/world.ts';
import { insertEverything } from './queries.ts';

const world = await testWorld();

const adult = (role: string, userName: string) => ({
  id: systemIds.uuid(),
  appointmentId: systemIds.uuid(),
  passId: systemIds.uuid(),
  role,
  givenName: 'Ruth',
  familyName: 'Marsh',
  email: null,
  userName,
  passwordHash: null,
});

/** Nothing in common with another, so that nothing but the function's own lock keeps two apart. */
function setUpNamed(name: string, urn: string, hold: Promise<void>) {
  const facts = {
    trust: { id: systemIds.uuid(), name },
    school: { id: systemIds.uuid(), urn, name, code: 'LP' },
    head: adult('head', `${name}.head`),
    dsl: adult('dsl', `${name}.dsl`),
  };
  return world.database.withActor({ kind: 'system', role: 'visitor' }, async (tx) => {
    await insertEverything(tx, facts, Buffer.from(name));
    await hold;
  });
}

const isWaiting = async () =>
  (
    await world.owner.query(
      'select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
    )
  ).rows.length > 0;

test('a second set-up waits for the one under way, and is refused once that is done', async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const first = setUpNamed('first', '100001', held);
  // The first holds its lock as soon as it has written; the second then either waits, or wrongly gets through.
  while (
    (
      await world.owner.query(
        `select 1 from pg_locks where mode = 'ExclusiveLock' and relation = 'people.trust'::regclass and granted`,
      )
    ).rows.length === 0
  ) {
    if (
      (
        await world.owner.query(
          `select 1 from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
        )
      ).rows.length > 0
    )
      break;
  }
  let settled = false;
  const second = setUpNamed('second', '100002', Promise.resolve()).then(
    () => 'got through',
    (error: Error) => error.message,
  );
  void second.finally(() => {
    settled = true;
  });
  while (!settled && !(await isWaiting()));
  letGo();
  await first;
  expect(await second).toBe('already set up');
  expect((await world.owner.query('select name from people.trust')).rows).toEqual([{ name: 'first' }]);
});
