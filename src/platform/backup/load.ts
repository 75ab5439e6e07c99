import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Ran, replayMigrations, unknownMigrations } from '#platform/db';
import {
  type Bared,
  type Build,
  bareTables,
  buildStatements,
  dressTables,
  finishDressing,
} from './bare-tables.ts';
import { columnList, findTables, quoted, SAME_EVERYWHERE, type Table } from './catalogue.ts';
import { BackupError } from './errors.ts';
import { type Manifest, type TableEntry, tableFile } from './format.ts';
import type { OpenedBackup } from './manifest.ts';
import { readSealed } from './sealed-file.ts';

/** Two work side by side: one unpacks while the other's rows are taken in. */
const AT_ONCE = 2;

export interface LoadOptions {
  readonly backup: OpenedBackup;
  readonly ownerUrl: string;
  /** Where the migrations lie, if not in the package. */
  readonly migrations?: string | undefined;
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

interface Loading extends LoadOptions {
  readonly clients: readonly pg.Client[];
}

async function connect(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'gatehouse restore' });
  client.on('error', () => {});
  await client.connect();
  await client.query(SAME_EVERYWHERE);
  return client;
}

/** Each client takes the next piece of work as soon as it is done with its last. */
async function shareOut<T>(
  { clients, signal }: Loading,
  work: readonly T[],
  act: (client: pg.Client, item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...work];
  let failed = false;
  const results = await Promise.allSettled(
    clients.map(async (client) => {
      for (let item = waiting.shift(); item !== undefined && !failed; item = waiting.shift()) {
        signal?.throwIfAborted();
        await act(client, item).catch((error: unknown) => {
          failed = true;
          throw error;
        });
      }
    }),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

const nameOf = ({ schema, name }: Pick<TableEntry, 'schema' | 'name'>): string => `${schema}.${name}`;

/** The tables of the backup and those that its migrations make must be the same, to the column. */
function requireSameTables({ tables, leftOut }: Manifest, made: readonly Table[]): void {
  const told = new Map(tables.map((table) => [nameOf(table), table.columns.join(', ')]));
  const omitted = new Set(leftOut.map(({ table }) => table));
  for (const table of made.filter((each) => !omitted.has(nameOf(each)))) {
    const columns = told.get(nameOf(table));
    if (columns === undefined || columns !== table.columns.join(', '))
      throw new BackupError(
        'other-version',
        `The backup's ${nameOf(table)} is not the table that its migrations make. It was made by another version.`,
      );
    told.delete(nameOf(table));
  }
  const [strange] = told.keys();
  if (strange !== undefined)
    throw new BackupError(
      'other-version',
      `The backup has a table that no migration makes: ${strange}. Somebody added it by hand.`,
    );
}

async function loadTable(loading: Loading, client: pg.Client, entry: TableEntry, partitioned: boolean) {
  const { backup, onBytes } = loading;
  const file = tableFile(entry);
  const table = quoted(entry.schema, entry.name);
  await client.query('begin');
  try {
    await client.query(`truncate ${table}`);
    // Rows that nobody has seen yet are written as old ones, which saves a second round over them.
    const how = partitioned ? '' : ' with (freeze)';
    const rows = client.query(copyFrom(`copy ${table} (${columnList(entry.columns)}) from stdin${how}`));
    await readSealed(
      {
        path: backup.path(file),
        name: `${backup.name}/${file}`,
        cipher: backup.cipher(file),
        expected: entry,
        onBytes,
      },
      rows,
    );
    if (rows.rowCount !== entry.rows)
      throw new BackupError(
        'damaged',
        `${nameOf(entry)} took ${rows.rowCount} rows, and the backup has ${entry.rows}.`,
      );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {}); // the connection may be what failed
    throw error;
  }
}

async function setSequences(client: pg.Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { schema, name, value, called } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(schema, name), value, called]);
}

export interface LoadTimes {
  readonly rows: number;
  /** Seconds for rows, for indexes, for references. */
  readonly load: number;
  readonly index: number;
  readonly check: number;
}

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

/** Largest first. Whoever finds no table left to load builds indexes of those that are there, taking them from `builds`. */
async function loadRows(loading: Loading, made: readonly Table[], builds: Build[]): Promise<void> {
  const partitioned = new Set(made.filter((table) => table.partitioned).map(nameOf));
  const largestFirst = loading.backup.manifest.tables.toSorted((a, b) => b.bytes - a.bytes);
  const loaded = new Set<string>();
  let begun = 0;
  await shareOut(loading, largestFirst, async (client, entry) => {
    begun += 1;
    await loadTable(loading, client, entry, partitioned.has(nameOf(entry)));
    loaded.add(nameOf(entry));
    while (begun === largestFirst.length && loaded.size < begun) {
      const next = builds.findIndex(({ table }) => loaded.has(table));
      const [build] = next < 0 ? [] : builds.splice(next, 1);
      if (build === undefined) return;
      loading.signal?.throwIfAborted();
      await client.query(build.statement);
    }
  });
}

async function fill(loading: Loading, client: pg.Client, made: readonly Table[]): Promise<LoadTimes> {
  const { manifest } = loading.backup;
  const schemas = [...new Set(made.map(({ schema }) => schema))];
  const bared: Bared = await bareTables(client, schemas);
  const began = performance.now();
  const sizes = new Map(manifest.tables.map((entry) => [nameOf(entry), entry.bytes]));
  const builds = buildStatements(bared, sizes);
  await loadRows(loading, made, builds);
  const load = secondsSince(began);
  await shareOut(loading, builds, async (one, { statement }) => void (await one.query(statement)));
  const index = secondsSince(began) - load;
  const checks = await dressTables(client, bared, sizes);
  await shareOut(loading, checks, async (one, ofTable) => {
    for (const statement of ofTable) await one.query(statement);
  });
  await finishDressing(client, bared);
  await setSequences(client, manifest.sequences);
  await shareOut(loading, made, async (one, { schema, name }) => {
    await one.query(`analyze ${quoted(schema, name)}`);
  });
  const rows = manifest.tables.reduce((sum, entry) => sum + entry.rows, 0);
  return { rows, load, index, check: secondsSince(began) - load - index };
}

/** A backup of a version that this one does not know is refused before anything is written. */
export async function requireKnownMigrations(
  { name, manifest }: OpenedBackup,
  folder?: string,
): Promise<void> {
  const unknown = await unknownMigrations(manifest.migrations as readonly Ran[], folder);
  if (unknown.length > 0)
    throw new BackupError(
      'other-version',
      `The backup ${name} was made by Gatehouse ${manifest.gatehouse}, whose database this version does not know ` +
        `(${unknown.join(', ')}). Install that version or a newer one, and restore with it.`,
    );
}

/** Makes the backup's database anew in an empty one, as it stood then: its migrations, then its rows. */
export async function loadBackup(options: LoadOptions): Promise<LoadTimes> {
  const { backup, ownerUrl, migrations } = options;
  await replayMigrations(ownerUrl, backup.manifest.migrations, migrations);
  const clients: pg.Client[] = [];
  try {
    for (let n = 0; n < AT_ONCE; n += 1) clients.push(await connect(ownerUrl));
    const [first] = clients;
    if (first === undefined) throw new Error('a restore needs a connection');
    const made = await findTables(first);
    requireSameTables(backup.manifest, made);
    return await fill({ ...options, clients }, first, made);
  } finally {
    for (const client of clients) await client.end().catch(() => {});
  }
}
