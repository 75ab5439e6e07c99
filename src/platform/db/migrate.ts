import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { packageFile } from '#platform/files';
import type { Log } from '#platform/log';
import {
  type Applied,
  compare,
  findApplied,
  type MigrationState,
  ownVersion,
  refuseOthers,
} from './migration-state.ts';

export interface MigrateOptions {
  /** The owner's connection: not a superuser, but with CREATEROLE. */
  readonly ownerUrl: string;
  readonly log: Log;
  /** What `gatehouse_app`, the processes' login, will sign in with. */
  readonly appPassword: string;
  /** Where the migrations lie, if not in the package: for tests of versions to come. */
  readonly folder?: string | undefined;
  /** Called by a restore, which alone may go on in a database that is marked as half filled. */
  readonly restoring?: boolean;
}

/** "GATEHOUS" in hexadecimal: one runner at a time, whatever the machine. */
export const MIGRATION_LOCK = '5134699416837313875';

/** A migration as a database remembers it. */
export interface Ran {
  readonly name: string;
  readonly checksum: string;
}

interface Migration extends Ran {
  readonly sql: string;
}

async function readMigrations(folder = packageFile('db/migrations')): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applied(client: pg.Client): Promise<Map<string, Applied>> {
  await client.query(`create table if not exists gatehouse_migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default now());
    alter table gatehouse_migration add column if not exists version text`);
  return findApplied(client);
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into gatehouse_migration (name, checksum, version) values ($1, $2, $3)', [
      migration.name,
      migration.checksum,
      ownVersion(),
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`Migration ${migration.name} failed; the database is as it was before it.`, { cause });
  }
}

/** A database that a restore has only half filled says so by a table of this name. */
export const UNFINISHED_MARK = 'public.gatehouse_restore_unfinished';

async function refuseUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ unfinished: boolean }>(
    'select to_regclass($1) is not null as unfinished',
    [UNFINISHED_MARK],
  );
  if (rows[0]?.unfinished === true)
    throw new Error('A restore into this database was not finished. Run "npx gatehouse restore" again.');
}

/** The job queue's tables belong to pg-boss; the processes' own login uses them, no actor role does. */
async function installJobQueue(ownerUrl: string, client: pg.Client): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, max: 2 });
  boss.on('error', () => {});
  await boss.start();
  await boss.stop({ graceful: false });
  await client.query(`
    grant usage, create on schema pgboss to gatehouse_app;
    grant select, insert, update, delete on all tables in schema pgboss to gatehouse_app;
    grant execute on all functions in schema pgboss to gatehouse_app`);
}

async function asOnlyRunner(ownerUrl: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await act(client);
  } finally {
    await client.end();
  }
}

async function makeRoles(client: pg.Client): Promise<void> {
  await client.query(await readFile(packageFile('db/roles.sql'), 'utf8'));
}

/**
 * Brings the database to this version: forward only, each file in its own transaction, one runner at a time.
 * Throws when a file fails or when the database knows a migration that this version does not.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  await asOnlyRunner(options.ownerUrl, async (client) => {
    if (options.restoring !== true) await refuseUnfinished(client);
    const known = await applied(client);
    const migrations = await readMigrations(options.folder);
    refuseOthers(compare(known, migrations));
    await makeRoles(client);
    for (const migration of migrations.filter((m) => !known.has(m.name))) {
      await applyOne(client, migration);
      options.log.info({ migration: migration.name }, 'migrated');
    }
    await installJobQueue(options.ownerUrl, client);
    await client.query(passwordSql(options.appPassword));
  });
}

const passwordSql = (appPassword: string): string =>
  `alter role gatehouse_app password ${pg.escapeLiteral(appPassword)}`;

/** What the processes' login signs in with from now on; it hangs on the master key. */
export async function setAppPassword(ownerUrl: string, appPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(passwordSql(appPassword));
  } finally {
    await client.end();
  }
}

/** The migrations that a backup's database had run and that this version has not, or has otherwise. */
export async function unknownMigrations(ran: readonly Ran[], folder?: string): Promise<string[]> {
  const ours = new Map((await readMigrations(folder)).map((m) => [m.name, m.checksum]));
  return ran.filter(({ name, checksum }) => ours.get(name) !== checksum).map(({ name }) => name);
}

/** Brings an empty database to where another one stood: its migrations, in the order in which they ran there. */
export async function replayMigrations(
  ownerUrl: string,
  ran: readonly Ran[],
  folder?: string,
): Promise<void> {
  const ours = new Map((await readMigrations(folder)).map((m) => [m.name, m]));
  await asOnlyRunner(ownerUrl, async (client) => {
    await applied(client);
    await makeRoles(client);
    for (const { name } of ran) {
      const migration = ours.get(name);
      if (migration === undefined) throw new Error(`There is no migration ${name}.`);
      await applyOne(client, migration);
    }
  });
}

/** The processes' address of the same database: the login that can do nothing until an actor is named. */
export function appUrl(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl);
  url.username = 'gatehouse_app';
  url.password = appPassword;
  return url.toString();
}

/** How a database stands to this version, without changing it. */
export async function migrationState(ownerUrl: string): Promise<MigrationState> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    return compare(await findApplied(client), await readMigrations());
  } finally {
    await client.end();
  }
}

/** For commands that do not migrate: they leave a newer database alone. */
export async function refuseNewer(ownerUrl: string): Promise<void> {
  refuseOthers(await migrationState(ownerUrl));
}
