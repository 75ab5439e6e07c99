import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { appUrl } from '#platform/db';
// What global-database.ts provides is declared there.
import type {} from './global-database.ts';

/** A database of this test file's own: migrated, empty, dropped after its last test. */
export interface TestDatabase {
  readonly name: string;
  /** The owner: migrations, and facts that a test lays down. */
  readonly ownerUrl: string;
  /** What the processes use: nothing without an actor. */
  readonly appUrl: string;
  /** The superuser: to look at what no role may see. Never to prepare what is under test. */
  readonly adminUrl: string;
}

let current: Promise<TestDatabase> | undefined;

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}

async function asAdmin(sql: readonly string[]): Promise<void> {
  // From "postgres": a database with a session in it can be neither copied nor dropped.
  const client = new pg.Client({ connectionString: withDatabase(inject('server').adminUrl, 'postgres') });
  await client.connect();
  try {
    for (const statement of sql) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function clone(name: string): Promise<TestDatabase> {
  const server = inject('server');
  await asAdmin([
    // Left over where the worker before us was killed.
    `drop database if exists ${name} with (force)`,
    // FILE_COPY: a third quicker than WAL_LOG for a template of this size (measured).
    `create database ${name} template gatehouse owner gatehouse_owner strategy file_copy`,
  ]);
  const ownerUrl = withDatabase(server.ownerUrl, name);
  return {
    name,
    ownerUrl,
    appUrl: appUrl(ownerUrl, server.appPassword),
    adminUrl: withDatabase(server.adminUrl, name),
  };
}

/** Call it at the top of a `.db.test.ts` file: `const database = await testDatabase();` */
export function testDatabase(): Promise<TestDatabase> {
  if (current !== undefined) return current;
  // Modules are loaded afresh for each test file, and a worker runs one file at a time.
  const name = `gatehouse_test_${process.env.VITEST_POOL_ID ?? '0'}`;
  afterAll(() => asAdmin([`drop database if exists ${name} with (force)`]));
  current = clone(name);
  return current;
}
