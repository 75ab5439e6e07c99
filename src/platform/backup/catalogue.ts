import type pg from 'pg';
import { BackupError } from './errors.ts';
import type { Manifest } from './format.ts';

/**
 * Not in any backup, and why. Whatever is not named here is: a table of a later migration is taken by itself. The job
 * queue's own schema is made anew by the worker, which keeps nothing there that is not due again from the tables.
 */
export const leftOut: Readonly<Record<string, string>> = {
  'signin.session': 'who is signed in: nobody is after a restore, whoever may have held a session',
  'signin.attempt': 'failed sign-ins of the last minutes',
};

const OTHERS = ['pg_catalog', 'information_schema', 'pg_toast', 'pgboss'];

/** How values are written as text must not hang on anybody's settings, and names are always told in full. */
export const SAME_EVERYWHERE = `
  set search_path = ''; set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
  set extra_float_digits = 1; set bytea_output = 'hex'; set client_encoding = 'UTF8'; set xmlbinary = 'base64';
  set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`;

export interface Table {
  readonly schema: string;
  readonly name: string;
  /** Without the generated ones, which come by themselves. */
  readonly columns: readonly string[];
  /** On the disk, for an order and a bar. */
  readonly size: number;
  readonly partitioned: boolean;
}

interface Found extends Table {
  readonly visible: boolean;
}

/**
 * Our tables: of every schema that is not the server's, an extension's or the job queue's. A partitioned table is one.
 * `visible`: whether the owner sees every row. Row-level security is forced, so a table without the owner's own policy,
 * or with a restrictive one, would be copied as if it were empty.
 */
const TABLES = `
  select n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned, coalesce((
      select sum(pg_table_size(t.relid)) from pg_partition_tree(c.oid) t), pg_table_size(c.oid))::float8 as size,
    array(
      select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
    pg_get_userbyid(c.relowner) = current_user and (not c.relforcerowsecurity or (
      exists (
        select from pg_policy p
        where p.polrelid = c.oid and p.polpermissive and p.polcmd = '*' and pg_get_expr(p.polqual, c.oid) = 'true'
          and (c.relowner = any (p.polroles) or 0 = any (p.polroles)))
      and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive
        and (c.relowner = any (p.polroles) or 0 = any (p.polroles))))) as visible
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> all ($1) and n.nspname !~ '^pg_'
    and not (n.nspname = 'public' and c.relname in ('gatehouse_migration', 'gatehouse_restore_unfinished'))
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by 1, 2`;

export async function findTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Found>(TABLES, [OTHERS]);
  const hidden = rows.filter(({ visible }) => !visible);
  if (hidden.length > 0)
    throw new BackupError(
      'unprotected',
      `The database's owner cannot see every row of ${hidden.map(({ schema, name }) => `${schema}.${name}`).join(', ')}: ` +
        'a backup would lack them. Such a table belongs to somebody else, or was made without app.protect.',
    );
  return rows;
}

export async function findSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select schemaname as schema, sequencename as name from pg_sequences where schemaname <> all ($1) order by 1, 2`,
    [OTHERS],
  );
  const found: Manifest['sequences'] = [];
  for (const { schema, name } of rows) {
    const { rows: state } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(schema, name)}`,
    );
    for (const each of state) found.push({ schema, name, ...each });
  }
  return found;
}

export async function findMigrations(client: pg.ClientBase): Promise<Manifest['migrations']> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.gatehouse_migration order by applied_at, name',
  );
  return rows;
}

export async function findChainHeads(client: pg.ClientBase): Promise<Manifest['chains']> {
  const { rows } = await client.query<{ id: string; length: string; head: string }>(
    `select id, length, encode(head, 'hex') as head from audit.chain order by id`,
  );
  return rows.map((row) => ({ ...row, length: Number(row.length) }));
}

/** "schema"."name" */
export const quoted = (schema: string, name: string): string =>
  `"${schema.replaceAll('"', '""')}"."${name.replaceAll('"', '""')}"`;

export const columnList = (columns: readonly string[]): string =>
  columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
