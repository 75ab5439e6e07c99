import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld } from '#test/support/world.ts';
import { layScene } from '../../../../test/access-matrix/lay-scene.ts';
import type { Making } from '../../../../test/access-matrix/scene.ts';

/**
 * Whatever hangs on a case goes with it, whoever made the table. The scene of the access matrix has a row in every table
 * there is; a new table of a concern therefore needs one that hangs on a concern there, or this fails.
 */

const world = await testWorld();
let client: pg.PoolClient;
let scene: Making;
beforeAll(async () => {
  client = await world.owner.connect();
  await client.query('begin');
  scene = await layScene({ owner: client });
});
afterAll(async () => {
  await client.query('rollback');
  client.release();
});

/** What names a concern without a foreign key, and why that is no harm. */
const named: Readonly<Record<string, string>> = {
  'concern.draft': 'deleted by name',
  'retention.destruction': 'the certificate, which says that it is gone',
};

async function reached(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `with recursive r (name) as (
       select 'concern.concern'::regclass
       union select k.conrelid::regclass from r join pg_constraint k on k.confrelid = r.name and k.contype = 'f')
     select name::text from r order by 1`,
  );
  return rows.map(({ name }) => name);
}

const tablesOf = async () =>
  (
    await client.query<{ name: string }>(
      `select p.table_name::text as name from app.protected_table p where p.table_name::text !~ '^app[.]made_up' order by 1`,
    )
  ).rows.map(({ name }) => name);

test('every table with a column that names a concern hangs on it by a foreign key', async () => {
  const { rows } = await client.query<{ name: string }>(
    `select distinct a.attrelid::regclass::text as name from pg_attribute a join app.protected_table p on p.table_name = a.attrelid
     where a.attname ~ 'concern_id$' and not a.attisdropped order by 1`,
  );
  const loose = rows.map(({ name }) => name).filter((name) => !(name in named));
  expect(await reached()).toEqual(expect.arrayContaining(loose));
});

interface Erased {
  readonly found: Record<string, string[]>;
  readonly done: { readonly contents: Record<string, string[]> };
}

async function erase(id: string): Promise<Erased> {
  const found = await client.query<Erased>('select retention.hanging_on($1) as found', [id]);
  const done = await client.query<Erased>('select retention.erase($1) as done', [id]);
  return { found: found.rows[0]?.found ?? {}, done: done.rows[0]?.done ?? { contents: {} } };
}

test('each of them has a row in the scene that hangs on a case; all are found and all go, and nothing names them', async () => {
  await client.query('savepoint whole');
  await client.query('set local search_path = pg_catalog');
  const concerns = scene.names('concern.concern').map((name) => scene.id('concern.concern', name));
  const tables = new Set<string>();
  const ids: string[] = [...concerns];
  for (const id of concerns) {
    const { found, done } = await erase(id);
    for (const table of Object.keys(found)) tables.add(table);
    ids.push(...Object.values(done.contents).flat());
  }
  expect([...tables].sort()).toEqual(await reached());
  const still: string[] = [];
  for (const table of (await tablesOf()).filter((name) => name !== 'audit.event')) {
    const { rowCount } = await client.query(`select from ${table} t where t::text ~ $1`, [ids.join('|')]);
    if ((rowCount ?? 0) > 0) still.push(table);
  }
  expect(still).toEqual([]);
  await client.query('rollback to whole');
});

test('what is kept for good and hangs on a case keeps the case', async () => {
  await client.query('savepoint made');
  await client.query(
    `create table concern.made_up (concern_id uuid references concern.concern);
     select app.protect('concern.made_up', 'configuration')`,
  );
  const adult = scene.id('concern.concern', 'adult');
  await client.query('insert into concern.made_up values ($1)', [adult]);
  await client.query('set local search_path = pg_catalog');
  await expect(client.query('select retention.erase($1)', [adult])).rejects.toThrow('kept for good');
  await client.query('rollback to made');
});
