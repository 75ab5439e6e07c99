import pg from 'pg';
import { type Folder, type Secrets, seenFromInside, socketPort } from './embedded-folder.ts';
import { poll } from './embedded-process.ts';
import { EmbeddedError } from './embedded-types.ts';

/** Any number that nothing else in the database "postgres" uses: "gate" in ASCII. */
const lockKey = 0x67617465;
const ownerRole = 'gatehouse_owner';
const database = 'gatehouse';

function url(folder: Pick<Folder, 'socketDir'>, role: string, password: string, name: string): string {
  // The host is a folder, which pg and libpq both take as a parameter; "localhost" only makes it a valid URL.
  return `postgresql://${role}:${password}@localhost/${name}?host=${encodeURIComponent(folder.socketDir)}&port=${socketPort}`;
}

export function databaseUrls(
  folder: Pick<Folder, 'socketDir'>,
  secrets: Secrets,
): { ownerUrl: string; adminUrl: string } {
  return {
    ownerUrl: url(folder, ownerRole, secrets.owner, database),
    adminUrl: url(folder, 'postgres', secrets.superuser, database),
  };
}

function maintenanceClient(
  folder: Pick<Folder, 'socketDir'>,
  secrets: Secrets,
  connectionTimeoutMillis: number,
): pg.Client {
  return new pg.Client({
    connectionString: url(folder, 'postgres', secrets.superuser, 'postgres'),
    application_name: 'gatehouse lock',
    connectionTimeoutMillis,
    keepAlive: true,
  });
}

/** The session that holds the lock; see embedded-lock.ts. Undefined when another process holds it. */
export async function takeSession(
  folder: Pick<Folder, 'socketDir'>,
  secrets: Secrets,
  timeout: number,
): Promise<pg.Client | undefined> {
  const client = maintenanceClient(folder, secrets, timeout);
  // Without a listener, a lost connection would end the whole process.
  client.on('error', () => undefined);
  await client.connect();
  // The session of a Gatehouse killed a moment ago may need a little to be noticed as gone.
  const taken = await poll(async () => {
    const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [lockKey]);
    return rows[0]?.ok === true ? true : undefined;
  }, 3_000);
  if (taken === true) return client;
  await client.end();
  return undefined;
}

async function exists(client: pg.Client, sql: string): Promise<boolean> {
  return (await client.query(sql)).rows.length > 0;
}

/** Owner role and database; asked on every start, so a kill in the middle of the first one does no harm. */
export async function ensureDatabase(client: pg.Client, secrets: Secrets): Promise<void> {
  const rights = 'login createrole nosuperuser nocreatedb noreplication nobypassrls';
  const password = client.escapeLiteral(secrets.owner);
  const known = await exists(client, `select from pg_roles where rolname = '${ownerRole}'`);
  await client.query(`${known ? 'alter' : 'create'} role ${ownerRole} ${rights} password ${password}`);
  if (await exists(client, `select from pg_database where datname = '${database}'`)) return;
  // Only the superuser has business in the database that holds the lock.
  await client.query('revoke connect on database postgres from public');
  await client.query(`create database ${database} owner ${ownerRole} template template0`);
}

/** Confirms that the server on the socket works on our cluster, and not on some other one. */
export async function requireSameCluster(client: pg.Client, folder: Folder): Promise<void> {
  const { rows } = await client.query<{ folder: string }>(
    `select current_setting('data_directory') as folder`,
  );
  const known: (string | undefined)[] = [folder.cluster, seenFromInside(folder).clusterArgument];
  if (known.includes(rows[0]?.folder)) return;
  throw new EmbeddedError(
    'not-ours',
    `The server on ${folder.socketDir} works on ${rows[0]?.folder ?? 'an unknown folder'}, not on ${folder.cluster}. Stop it first.`,
  );
}
