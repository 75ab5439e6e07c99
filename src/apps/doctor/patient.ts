import pg from 'pg';
import type { Config } from '#platform/config';
import { lookAtEmbedded } from '#platform/db';
import type { Patient, Rows } from './types.ts';

const LONGEST_MS = 3_000;

export interface Opened {
  readonly database: Patient;
  close(): Promise<void>;
}

const closed = (database: Patient): Opened => ({ database, close: async () => {} });

async function open(ownerUrl: string): Promise<Opened> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'gatehouse doctor',
    connectionTimeoutMillis: LONGEST_MS,
    statement_timeout: LONGEST_MS,
    options: '-c default_transaction_read_only=on',
  });
  // Without a listener, a connection that the server ends would end the doctor.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    // The driver's texts name the host and the account, never the password.
    return closed({ state: 'unreachable', why: error instanceof Error ? error.message : 'unknown' });
  }
  // The checks ask at once; a connection answers one at a time.
  let last: Promise<unknown> = Promise.resolve();
  const ask = (text: string, values: readonly unknown[] = []): Promise<Rows> => {
    const next = last.then(async () => (await client.query<Rows[number]>(text, [...values])).rows);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    database: { state: 'open', ownerUrl, ask },
    close: () => client.end().catch(() => undefined),
  };
}

/** The way into the database beside whoever uses it; where none runs, none is started. */
export async function openPatient(config: Config): Promise<Opened> {
  if (config.databaseUrl !== undefined) return open(config.databaseUrl);
  try {
    const found = await lookAtEmbedded(config.dataDir);
    return found.state === 'running' ? await open(found.ownerUrl) : closed(found);
  } catch (error) {
    return closed({ state: 'unreachable', why: error instanceof Error ? error.message : 'unknown' });
  }
}
