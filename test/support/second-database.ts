import pg from 'pg';
import { afterAll, inject } from 'vitest';
// What global-database.ts provides is declared there.
import type {} from './global-database.ts';

export interface EmptyDatabase {
  readonly ownerUrl: string;
  readonly adminUrl: string;
}

function withName(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}

async function asAdmin(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: withName(inject('server').adminUrl, 'postgres') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

let made = 0;

/** An empty database on the test server: what a restore goes into. Gone after the file's last test. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  made += 1;
  const name = `gatehouse_restored_${process.env.VITEST_POOL_ID ?? '0'}_${made}`;
  const drop = `drop database if exists ${name} with (force)`;
  await asAdmin(drop, `create database ${name} owner gatehouse_owner template template0`);
  afterAll(() => asAdmin(drop));
  const { ownerUrl, adminUrl } = inject('server');
  return { ownerUrl: withName(ownerUrl, name), adminUrl: withName(adminUrl, name) };
}

/** What each table holds, told by the superuser without any of the code under test: its rows, sorted, in one hash. */
export async function contentsOf(
  adminUrl: string,
  without: readonly string[] = [],
): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`set search_path = ''; set timezone = 'UTC'`);
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'pgboss', 'public') order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !without.includes(table.name))) {
      const { rows } = await client.query<{ told: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text collate "C")), '') as told from ${name} t`,
      );
      found[name] = rows[0]?.told ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}
