import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { packageFile } from '#platform/files';
import type { Log } from '#platform/log';
import {
  applied,
  applyOne,
  compare,
  type MigrationState,
  OWN_FOLDER,
  ownVersion,
  prepareRegister,
  readMigrations,
  refuseStrangers,
} from './migrations.ts';

export interface MigrateOptions {
  /** The owner's connection: not a superuser, but with CREATEROLE. */
  readonly ownerUrl: string;
  readonly log: Log;
  /** What `gatehouse_app`, the processes' login, will sign in with. */
  readonly appPassword: string;
  /** Another version's migrations: for tests of upgrades alone. */
  readonly folder?: string;
  readonly version?: string;
}

/** "GATEHOUS" in hexadecimal: one runner at a time, whatever the machine. */
const MIGRATION_LOCK = '5134699416837313875';

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

/** How a database stands to this version, without changing it. */
export async function migrationState(ownerUrl: string): Promise<MigrationState> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    return compare(await applied(client), await readMigrations(OWN_FOLDER));
  } finally {
    await client.end();
  }
}

/** For commands that do not migrate: they leave a newer database alone. */
export async function refuseNewer(ownerUrl: string): Promise<void> {
  refuseStrangers(await migrationState(ownerUrl), ownVersion());
}

/**
 * Brings the database to this version: forward only, each file in its own transaction, one runner at a time.
 * Throws when a file fails or when the database knows a migration that this version does not.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    const version = options.version ?? ownVersion();
    const migrations = await readMigrations(options.folder ?? OWN_FOLDER);
    const state = compare(await applied(client), migrations);
    refuseStrangers(state, version);
    await prepareRegister(client);
    await client.query(await readFile(packageFile('db/roles.sql'), 'utf8'));
    for (const migration of migrations.filter(({ name }) => state.missing.includes(name))) {
      await applyOne(client, migration, version);
      options.log.info({ migration: migration.name }, 'migrated');
    }
    await installJobQueue(options.ownerUrl, client);
    await client.query(`alter role gatehouse_app password ${pg.escapeLiteral(options.appPassword)}`);
  } finally {
    await client.end();
  }
}

/** The processes' address of the same database: the login that can do nothing until an actor is named. */
export function appUrl(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl);
  url.username = 'gatehouse_app';
  url.password = appPassword;
  return url.toString();
}
