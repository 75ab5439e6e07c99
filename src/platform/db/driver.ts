import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { DB } from './schema.ts';
import { parameter } from './temporal.ts';

/** Statements are prepared by name, so that a page's queries are planned once a connection. */
const MOST_NAMES = 600;
const names = new Map<string, string>();

function nameOf(role: string, text: string): string | undefined {
  const key = `${role} ${text}`;
  const known = names.get(key);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `q${names.size}`;
  names.set(key, name);
  return name;
}

class TransactionConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #role: string;
  readonly #counted: () => void;

  constructor(client: pg.PoolClient, role: string, counted: () => void) {
    this.#client = client;
    this.#role = role;
    this.#counted = counted;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#counted();
    const name = nameOf(this.#role, query.sql);
    this.#sendTogether();
    const result = await this.#client.query({
      text: query.sql,
      values: query.parameters.map(parameter),
      ...(name === undefined ? {} : { name }),
    });
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
  }

  /** What is asked in the same breath leaves in one packet. */
  #sendTogether(): void {
    const { stream } = this.#client.connection;
    if (stream.writableCorked > 0) return;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nothing here streams through it
  async *streamQuery<R>(): AsyncGenerator<QueryResult<R>> {
    throw new Error('streaming goes through COPY, not through the query builder');
  }
}

/** The query builder over one open transaction: it can neither begin nor commit. */
export function queryBuilder(client: pg.PoolClient, role: string, counted: () => void): Kysely<DB> {
  const connection = new TransactionConnection(client, role, counted);
  const refuse = async () => {
    throw new Error('a transaction is begun and ended by withActor alone');
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}
