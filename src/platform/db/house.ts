import { hostname } from 'node:os';
import pg from 'pg';
import { Unavailable } from '#platform/errors';
import { poll } from './embedded-process.ts';

/*
 * Who works with a database holds a shared lock in it for as long as that takes: servers for their life, commands until
 * they end. What may have no company, a change of the master key or a restore, takes it alone or is refused. The lock is
 * PostgreSQL's, held by a session of its own, so it works between machines and goes with the process that held it.
 */

/** "THEHOUSE" in ASCII. */
const HOUSE_LOCK = '6073180274380067653';
/** The session of a process that was killed a moment ago may need a little to be noticed as gone. */
const PATIENCE_MS = 3_000;

export interface Stay {
  leave(): Promise<void>;
}

/** What the database shows of us, to whoever waits for us to go. */
export const stayName = (what: string): string =>
  `gatehouse ${what} on ${hostname()}, process ${process.pid}`;

async function connect(ownerUrl: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // Without a listener, a lost connection would end the whole process.
  client.on('error', () => undefined);
  await client.connect();
  // A machine that vanished is noticed within a minute; a session that only holds a lock is not idle.
  await client.query(
    `set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3; set idle_session_timeout = 0`,
  );
  return client;
}

type Way = 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared';

async function take(client: pg.Client, way: Way): Promise<boolean> {
  const taken = await poll(async () => {
    const { rows } = await client.query<{ ok: boolean }>(`select ${way}(${HOUSE_LOCK}) as ok`);
    return rows[0]?.ok === true ? true : undefined;
  }, PATIENCE_MS);
  return taken === true;
}

async function findOthers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.objsubid = 1 and l.granted and a.datname = current_database()
       and l.database = (select oid from pg_database where datname = current_database())
       and (l.classid::bigint << 32) | l.objid::bigint = ${HOUSE_LOCK} and l.pid <> pg_backend_pid()
     order by 1`,
  );
  return rows.map(({ name }) => name);
}

const refusedEntry = () =>
  new Unavailable(
    'the database is kept for one command',
    'The master key of this database is being changed, or a backup restored into it, at this moment. Start this again when that has ended.',
  );

/** Comes in beside others; throws `Unavailable` while somebody has it alone. */
async function enter(ownerUrl: string, name: string): Promise<pg.Client> {
  const client = await connect(ownerUrl, name);
  try {
    if (await take(client, 'pg_try_advisory_lock_shared')) return client;
    throw refusedEntry();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

const AGAIN_MS = 500;
const pause = () => new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref());

/**
 * Stays beside others until told to leave. A lost connection is made again as often as it takes, since servers outlive a
 * database that is away for a while; `onRefused` is called when somebody has it alone by then.
 */
export async function stayInHouse(
  ownerUrl: string,
  what: string,
  onRefused: (error: Error) => void,
): Promise<Stay> {
  let left = false;
  const watch = (client: pg.Client): pg.Client => {
    client.once('end', () => void comeBack());
    return client;
  };
  let current = watch(await enter(ownerUrl, stayName(what)));
  async function comeBack(): Promise<void> {
    while (!left) {
      const again = await enter(ownerUrl, stayName(what)).catch((error: Error) => error);
      if (again instanceof Unavailable) return onRefused(again);
      if (again instanceof Error) await pause();
      else {
        current = watch(again);
        if (left) await current.end().catch(() => undefined);
        return;
      }
    }
  }
  return {
    leave: async () => {
      left = true;
      await current.end().catch(() => undefined);
    },
  };
}

/** Has it alone until told to leave; throws `Unavailable`, naming who is there, while anybody else is. */
export async function haveHouseAlone(ownerUrl: string, what: string, why: string): Promise<Stay> {
  const client = await connect(ownerUrl, stayName(what));
  try {
    if (!(await take(client, 'pg_try_advisory_lock'))) {
      const others = await findOthers(client);
      throw new Unavailable(
        'the database is in use',
        `Stop Gatehouse first, on every machine: ${why} This database is in use by: ${others.join('; ')}.`,
      );
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { leave: () => client.end().catch(() => undefined) };
}
