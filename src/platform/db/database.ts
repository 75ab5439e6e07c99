import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Clock, Instant } from '#platform/clock';
import { Forbidden } from '#platform/errors';
import { type Ids, isUuid } from '#platform/ids';
import type { Log } from '#platform/log';
import { type Actor, type AuditEvent, actorName, databaseRole, type Me, type PersonActor } from './actor.ts';
import { queryBuilder } from './driver.ts';
import type { DB } from './schema.ts';
import { typeParsers } from './temporal.ts';

/** One transaction by one actor. Every query takes it; there is no other way to the database. */
export interface Tx {
  /** For `queries.ts` alone. */
  readonly db: Kysely<DB>;
  readonly at: Instant;
  readonly ids: Ids;
  /** Appended to the chain as the transaction's last act; a transaction that fails leaves no event. */
  record(event: AuditEvent): void;
  /** Runs when the commit has succeeded, and not otherwise. */
  afterCommit(act: () => void): void;
  /** The connection itself, for COPY. */
  readonly client: pg.PoolClient;
}

export interface Database {
  /** Throws `Forbidden` when the person is not (or no longer) somebody who may act. */
  withActor<T>(actor: PersonActor, act: (tx: Tx, me: Me) => Promise<T>): Promise<T>;
  withActor<T>(actor: Exclude<Actor, PersonActor>, act: (tx: Tx) => Promise<T>): Promise<T>;
  /** Who a session token belongs to: the one look-up before an actor is known. */
  findSession(tokenHash: Buffer): Promise<FoundSession | undefined>;
  /** Statements and transactions so far, for the metrics. */
  readonly counts: { statements: number; transactions: number };
  close(): Promise<void>;
}

export interface FoundSession {
  readonly id: string;
  readonly personId: string;
  readonly secondFactor: boolean;
  /** False once it has ended or lapsed. */
  readonly live: boolean;
  /** Ran out within the last day, and nobody ended it: whose typing to keep. */
  readonly lapsed: boolean;
  /** Somebody ended it within the last day: whoever still holds its cookie need not be its person. */
  readonly ended: boolean;
  readonly endsInSeconds: number;
}

/** A shared staff-room computer is left alone: half an hour without a request ends a session. */
const IDLE_LIMIT = '30 minutes';

export interface DatabaseOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly connections?: number;
}

function literal(text: string): string {
  return pg.escapeLiteral(text);
}

/** Whose scope a transaction takes on; undefined where the role alone says it. */
function idOf(actor: Actor): string | undefined {
  if (actor.kind === 'person') return actor.personId;
  if (actor.kind === 'roster') return actor.schoolId;
  return actor.kind === 'correspondent' ? actor.concernId : undefined;
}

/** BEGIN, the scope and the role in one round trip. The ids are checked, since this protocol takes no parameters. */
async function begin(client: pg.PoolClient, actor: Actor, at: Instant): Promise<Me | undefined> {
  const id = idOf(actor);
  if (id !== undefined && !isUuid(id)) throw new Forbidden('an actor needs a uuid', 'Please sign in again.');
  const now = literal(at.toString());
  const enter =
    actor.kind === 'person'
      ? `select app.enter_person('${id}', ${now}, ${actor.secondFactor}) as me`
      : actor.kind === 'roster'
        ? `select app.enter_roster('${id}', ${now})`
        : actor.kind === 'correspondent'
          ? `select app.enter_correspondent('${id}', ${now})`
          : `select set_config('app.at', ${now}, true)`;
  const results = (await client.query(
    `begin; ${enter}; set local role ${databaseRole(actor)}`,
  )) as unknown as pg.QueryResult[];
  if (actor.kind !== 'person') return undefined;
  const me = (results[1]?.rows[0] as { me: Me | null } | undefined)?.me;
  if (!me)
    throw new Forbidden(
      'no such person, or not an adult',
      'Your account is not active. Ask your school office.',
    );
  return me;
}

async function commit(
  client: pg.PoolClient,
  actor: Actor,
  at: Instant,
  events: readonly AuditEvent[],
): Promise<void> {
  if (events.length === 0) {
    await client.query('commit');
    return;
  }
  const request = 'request' in actor ? actor.request : undefined;
  const append = `select audit.append(${literal(JSON.stringify(events))}, ${literal(at.toString())}, ${literal(
    actorName(actor),
  )}, ${request === undefined ? 'null' : literal(request)})`;
  await client.query(`${append}; commit`);
}

function createPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 12,
    types: typeParsers,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    // What is asked together (Promise.all) travels together: a page waits for two or three answers, not for twelve.
    pipeline: true,
    // A query that takes an array would else be planned again at each call, which takes longer than to run it. Our
    // policies compare with sets that no plan knows beforehand anyhow.
    options: '-c plan_cache_mode=force_generic_plan',
  });
  // Without a listener, a connection that the server ends would end this process: idle or in the middle of work.
  const lost = (error: Error) => options.log.warn({ err: error.message }, 'a database connection was lost');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

export function createDatabase(options: DatabaseOptions): Database {
  const pool = createPool(options);
  const counts = { statements: 0, transactions: 0 };

  async function withActor<T>(actor: Actor, act: (tx: Tx, me: Me) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    const at = options.clock.now();
    const events: AuditEvent[] = [];
    const afterwards: (() => void)[] = [];
    let broken: Error | undefined;
    counts.transactions += 1;
    try {
      const me = await begin(client, actor, at);
      const db = queryBuilder(client, databaseRole(actor), () => {
        counts.statements += 1;
      });
      const tx: Tx = {
        db,
        at,
        client,
        ids: options.ids,
        record: (event) => void events.push(event),
        afterCommit: (run) => void afterwards.push(run),
      };
      const result = await act(tx, me as Me);
      await commit(client, actor, at, events);
      for (const run of afterwards) run();
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    withActor: withActor as Database['withActor'],
    findSession: async (tokenHash) => {
      const { rows } = await pool.query<{ session: FoundSession | null }>({
        name: 'find-session',
        text: 'select signin.find_session($1, $2, $3) as session',
        values: [tokenHash, options.clock.now().toString(), IDLE_LIMIT],
      });
      return rows[0]?.session ?? undefined;
    },
    counts,
    close: () => pool.end(),
  };
}
