import type pg from 'pg';

/*
 * Rows are loaded into bare tables: without indexes and references, which are built once over all rows, without
 * triggers, which ran when the rows were written, and without row-level security on the owner, under which PostgreSQL
 * takes no COPY. Everything is put back as it was read from the catalogue, and the catalogue is compared at the end.
 */

interface Part {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export interface Bared {
  /** Primary keys, unique and exclusion constraints, and plain indexes, each with its table's rank by size. */
  readonly constraints: readonly Part[];
  readonly indexes: readonly Part[];
  readonly references: readonly Part[];
  readonly triggers: readonly Part[];
  readonly forced: readonly string[];
  readonly schemas: readonly string[];
  readonly fingerprint: string;
}

const TABLE = `format('%I.%I', n.nspname, c.relname)`;
const OURS = `join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1)`;

const constraintsOf = (kinds: string) => `
  select ${TABLE} as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid ${OURS} and k.contype in (${kinds}) and k.conparentid = 0
  order by 1, 2`;

const INDEXES = `
  select ${TABLE} as table, format('%I.%I', n.nspname, x.relname) as name, pg_get_indexdef(x.oid) as definition
  from pg_index i join pg_class x on x.oid = i.indexrelid and not x.relispartition join pg_class c on c.oid = i.indrelid ${OURS}
    and not exists (select from pg_constraint k where k.conindid = x.oid and k.contype in ('p', 'u', 'x'))
  order by 1, 2`;

const TRIGGERS = `
  select ${TABLE} as table, quote_ident(t.tgname) as name,
    case t.tgenabled when 'R' then 'enable replica' when 'A' then 'enable always' else 'enable' end as definition
  from pg_trigger t join pg_class c on c.oid = t.tgrelid ${OURS} and not t.tgisinternal and t.tgenabled <> 'D' order by 1, 2`;

const FORCED = `select ${TABLE} as table from pg_class c ${OURS} and c.relforcerowsecurity order by 1`;

/** Everything of a schema that loading could disturb, in one hash. */
const FINGERPRINT = `
  select md5(string_agg(part, E'\\n' order by part)) as fingerprint from (
    select format('%s %s %s %s', c.oid::regclass, a.attname, a.attnotnull, format_type(a.atttypid, a.atttypmod))
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') ${OURS} and a.attnum > 0
    union all
    select format('%s %s %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join pg_class c on c.oid = k.conrelid ${OURS}
    union all
    select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid ${OURS}
    union all
    select format('%s %s %s', c.oid::regclass, t.tgname, t.tgenabled)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid ${OURS} and not t.tgisinternal
    union all
    select format('%s %s %s', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity) from pg_class c ${OURS} and c.relkind in ('r', 'p')
    union all
    select format('%s %s %s %s', p.polrelid::regclass, p.polname, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
      from pg_policy p join pg_class c on c.oid = p.polrelid ${OURS}
  ) s (part)`;

async function partsOf(client: pg.ClientBase, sql: string, schemas: readonly string[]): Promise<Part[]> {
  return (await client.query<Part>(sql, [schemas])).rows;
}

async function fingerprintOf(client: pg.ClientBase, schemas: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ fingerprint: string }>(FINGERPRINT, [schemas]);
  return rows[0]?.fingerprint ?? '';
}

async function readCatalogue(client: pg.ClientBase, schemas: readonly string[]): Promise<Bared> {
  return {
    schemas,
    references: await partsOf(client, constraintsOf(`'f'`), schemas),
    constraints: await partsOf(client, constraintsOf(`'p', 'u', 'x'`), schemas),
    indexes: await partsOf(client, INDEXES, schemas),
    triggers: await partsOf(client, TRIGGERS, schemas),
    forced: (await client.query<{ table: string }>(FORCED, [schemas])).rows.map(({ table }) => table),
    fingerprint: await fingerprintOf(client, schemas),
  };
}

async function runAll(client: pg.ClientBase, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}

/** In one transaction: a database is bare or it is not. */
export async function bareTables(client: pg.ClientBase, schemas: readonly string[]): Promise<Bared> {
  const bared = await readCatalogue(client, schemas);
  const dropped = [...bared.references, ...bared.constraints];
  await client.query('begin');
  await runAll(client, [
    ...bared.forced.map((table) => `alter table ${table} no force row level security`),
    ...bared.triggers.map(({ table, name }) => `alter table ${table} disable trigger ${name}`),
    ...dropped.map(({ table, name }) => `alter table ${table} drop constraint ${name}`),
    ...bared.indexes.map(({ name }) => `drop index ${name}`),
  ]);
  await client.query('commit');
  return bared;
}

const bySize = (sizes: ReadonlyMap<string, number>) => (a: Part, b: Part) =>
  (sizes.get(b.table) ?? 0) - (sizes.get(a.table) ?? 0);

export interface Build {
  readonly table: string;
  readonly statement: string;
}

/** What can be built side by side: of the largest tables first. References wait for the keys that they point at. */
export function buildStatements(bared: Bared, sizes: ReadonlyMap<string, number>): Build[] {
  return [
    ...bared.constraints.map((part) => ({
      ...part,
      statement: `alter table ${part.table} add constraint ${part.name} ${part.definition}`,
    })),
    ...bared.indexes.map((part) => ({ ...part, statement: part.definition })),
  ]
    .sort(bySize(sizes))
    .map(({ table, statement }) => ({ table, statement }));
}

/**
 * References and triggers, at once: what is there already is not checked against a reference yet.
 * Gives for each table, the largest first, what checks its references: different tables can be checked side by side.
 */
export async function dressTables(
  client: pg.ClientBase,
  bared: Bared,
  sizes: ReadonlyMap<string, number>,
): Promise<string[][]> {
  await runAll(client, [
    ...bared.references.map(
      ({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition} not valid`,
    ),
    ...bared.triggers.map(
      ({ table, name, definition }) => `alter table ${table} ${definition} trigger ${name}`,
    ),
  ]);
  const ofTables = Map.groupBy(bared.references.toSorted(bySize(sizes)), ({ table }) => table);
  return [...ofTables.values()].map((parts) =>
    parts.map(({ table, name }) => `alter table ${table} validate constraint ${name}`),
  );
}

/** Last of all, so that every row is seen where references are checked: policies bind the owner again. */
export async function finishDressing(client: pg.ClientBase, bared: Bared): Promise<void> {
  await runAll(
    client,
    bared.forced.map((table) => `alter table ${table} force row level security`),
  );
  if ((await fingerprintOf(client, bared.schemas)) !== bared.fingerprint)
    throw new Error('After loading, the tables are not as the migrations make them.');
}
