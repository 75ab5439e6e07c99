import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { factories } from '../factories/index.ts';
import { testDatabase } from '../support/database.ts';
import { actorNames, actors, databaseRoleOf } from './actors.ts';
import {
  exceptions,
  type Policy,
  type Right,
  readFunctions,
  readPolicies,
  readRights,
  readTables,
} from './catalogue.ts';
import { functions } from './functions.ts';
import { layScene } from './lay-scene.ts';
import { matrix } from './matrix.ts';
import type { TableMatrix } from './types.ts';

/** The matrix against the database's own catalogue: whatever is made without a row here says what to add. */

const database = await testDatabase();
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
afterAll(() => owner.end());

const tables = await readTables(owner);
const policies = await readPolicies(owner);
const names = tables.map(({ name }) => name);
const words = (list: string | undefined) => (list ?? '').split(' ').filter((word) => word !== '');

describe('every table', () => {
  test('has rows in the matrix, and the matrix no table that is gone', () => {
    expect(Object.keys(matrix).sort()).toEqual(names);
  });

  test('has its columns in the matrix', () => {
    const listed = tables.map(({ name }) => ({ name, columns: words(matrix[name]?.columns).sort() }));
    expect(listed).toEqual(tables.map(({ name, columns }) => ({ name, columns: [...columns].sort() })));
  });

  test('forces row-level security and lets its owner work by a policy', () => {
    expect(tables.filter(({ forced, owner_policy }) => !forced || !owner_policy)).toEqual([]);
  });

  test('has a retention class', () => {
    expect(tables.filter(({ retention }) => retention === null).map(({ name }) => name)).toEqual([]);
  });

  test.each(names)('%s has a factory that lays a row with its parents', async (name) => {
    const factory = factories[name];
    if (factory === undefined) throw new Error(`test/factories/index.ts lays no row of ${name}`);
    const client = await owner.connect();
    const count = async () => Number((await client.query(`select count(*) as n from ${name}`)).rows[0].n);
    try {
      await client.query('begin');
      const before = await count();
      expect(Object.keys(await factory({ owner: client }))).not.toEqual([]);
      // Made by triggers, and made once and for all by their migration.
      const madeAlready = ['concern.caseload', 'app.installation'].includes(name);
      expect(await count()).toBeGreaterThanOrEqual(before + (madeAlready ? 0 : 1));
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test.each(names)('%s has a row in the scene', async (name) => {
    expect((await scene).names(name)).not.toEqual([]);
  });
});

// Laid where no other test of this file looks: in a transaction of its own that is never committed.
const scene = (async () => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    return await layScene({ owner: client });
  } finally {
    await client.end();
  }
})();

/** One line for each right, `role privilege table: columns`, as the catalogue and as the matrix has it. */
const line = ({ role, table, privilege, columns }: Right): string =>
  `${role.replace('gatehouse_', '')} ${privilege} ${table}: ${[...columns].sort().join(' ')}`;

function granted(table: string, { columns, grants }: TableMatrix): string[] {
  return Object.entries(grants).flatMap(([role, rights]) =>
    Object.entries(rights).map(([privilege, text]) =>
      line({
        role,
        table,
        privilege,
        columns: text === 'row' ? [] : words(text === 'all' ? columns : text),
      }),
    ),
  );
}

describe('every right', () => {
  test('of a role to a table and its columns is in the matrix', async () => {
    const found = (await readRights(owner)).map(line).sort();
    const listed = Object.entries(matrix).flatMap(([table, rows]) => granted(table, rows));
    expect({
      missing: found.filter((one) => !listed.includes(one)),
      gone: listed.filter((one) => !found.includes(one)),
    }).toEqual({ missing: [], gone: [] });
  });

  test('to call a function is in the matrix', async () => {
    const found = await readFunctions(owner);
    expect(Object.fromEntries([...found].map(([name, roles]) => [name, roles.join(' ')]))).toEqual(functions);
  });

  test('of the processes’ login is to nothing but entering, and to the job queue', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select nspname as name from pg_namespace where has_schema_privilege('gatehouse_app', oid, 'usage')
         and nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['app', 'audit', ...exceptions.schemas, 'signin']);
  });
});

/** Outside a sub-select such a call would be made for each row (design rule 1: 0.7 s instead of milliseconds). */
function callsPerRow({ table, name, using, check }: Policy): string[] {
  return [using, check].flatMap((condition) => {
    const calls = condition?.match(/\bapp\.(ids|actor|at)\(/g)?.length ?? 0;
    const once = condition?.match(/\( SELECT app\.(ids|actor|at)\(/g)?.length ?? 0;
    return calls === once ? [] : [`${name} on ${table}: ${condition}`];
  });
}

describe('every role', () => {
  const actorRoles = Object.values(actors)
    .map(({ kind }, n) => (kind === 'login' ? '' : databaseRoleOf(actorNames[n] ?? 'app')))
    .filter((role, n, all) => role !== '' && all.indexOf(role) === n)
    .sort();

  test('is tried by an actor, and is no more than a set of rights', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select rolname as name from pg_roles where rolname ~ '^gatehouse_' and rolname <> current_user and not rolcanlogin
         and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit) order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(actorRoles);
  });

  test('is taken on by the processes’ login alone, which has none of it by itself', async () => {
    const { rows } = await owner.query(
      `select m.roleid::regrole::text as role, m.member::regrole::text as member, m.inherit_option, m.set_option, m.admin_option
       from pg_auth_members m where m.roleid::regrole::text ~ '^gatehouse_' and m.member <> current_user::regrole order by 1`,
    );
    const granted = { member: 'gatehouse_app', inherit_option: false, set_option: true, admin_option: false };
    expect(rows).toEqual(actorRoles.map((role) => ({ role, ...granted })));
  });

  test('meets no owner function that looks names up along a path of the caller’s', async () => {
    const { rows } = await owner.query(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname in ('app', 'audit', 'people', 'signin', 'concern', 'access', 'evidence', 'policy', 'mail', 'retention')
         and not exists (select from unnest(p.proconfig) c where c = 'search_path=""')`,
    );
    expect(rows).toEqual([]);
  });
});

const sample: Policy = {
  table: 'made.up',
  name: 'sample',
  roles: [],
  using: null,
  check: null,
  permissive: true,
  calls: [],
};

describe('every policy', () => {
  test('compares with sets that are worked out once a query', () => {
    expect(callsPerRow({ ...sample, using: "(id = ANY (app.ids('schools'::text)))" })).toHaveLength(1);
    expect(callsPerRow({ ...sample, using: '(id = ( SELECT app.actor() AS actor))' })).toEqual([]);
    expect(policies.flatMap(callsPerRow)).toEqual([]);
  });

  test('calls no other function of ours', () => {
    // `case_readers` is a set as well, too large to be worked out where nobody is changed. `roster_kind` is asked of
    // rows that an import writes, never of rows that somebody reads. A signature is written alone, so that what is asked
    // of its row is asked once.
    // `sees_backups` takes nothing of a row.
    // `led_places`, `trust_holders` and `quota_schools` are sets too, each asked for once a statement and where it is needed.
    const sets = [
      'app.ids',
      'app.case_readers',
      'people.led_places',
      'people.trust_holders',
      'evidence.quota_schools',
      'retention.managed_trusts',
    ];
    const known = [...sets, 'app.actor', 'app.at', 'people.roster_kind', 'app.sees_backups'];
    const whileSigning = ['concern.leads', 'concern.digest_to_sign'];
    const strange = policies.filter(({ table, using, calls }) => {
      const signs = table === 'concern.signature' && using === null;
      return calls.some((call) => !known.includes(call) && !(signs && whileSigning.includes(call)));
    });
    expect(strange.map(({ table, name, calls }) => `${name} on ${table}: ${calls.join(', ')}`)).toEqual([]);
  });

  test('is for one of our roles, never for everybody, and only ever adds', () => {
    expect(policies.filter(({ roles, permissive }) => roles.length === 0 || !permissive)).toEqual([]);
  });
});
