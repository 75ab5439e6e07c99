import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedDatabase, startEmbedded } from '../../src/platform/db/embedded.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Nothing in these folders needs to outlive a power cut. */
export const quick = { fsync: 'off' };

export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

export interface Held {
  child: ChildProcess;
  pid: number;
  ownerUrl: string;
  code?: string;
  message?: string;
}

/** Folders and processes of one test; `end` leaves nothing behind, whatever the test did. */
export interface Fixture {
  /** What GATEHOUSE_DATA names. */
  dataDir: string;
  /** Where the database keeps itself below it. */
  folder: string;
  said: string[];
  start(options?: Partial<Parameters<typeof startEmbedded>[0]>): Promise<EmbeddedDatabase>;
  /** The same in another process, which can be killed. */
  startElsewhere(settings?: Record<string, string>): Promise<Held>;
  end(): Promise<void>;
}

async function startElsewhere(
  dataDir: string,
  children: ChildProcess[],
  settings: Record<string, string>,
): Promise<Held> {
  const script = fileURLToPath(new URL('hold-database.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, ...JSON.parse(line) };
}

export async function embeddedFixture(): Promise<Fixture> {
  const folder = await temporaryFolder('embedded');
  const dataDir = join(folder.path, 'data');
  const said: string[] = [];
  const started: EmbeddedDatabase[] = [];
  const children: ChildProcess[] = [];
  const note = (message: string): void => void said.push(message);
  return {
    dataDir,
    folder: join(dataDir, 'database'),
    said,
    start: async (options = {}) => {
      const log = { info: note, warn: note, error: note };
      const database = await startEmbedded({ dataDir, log, settings: quick, ...options });
      started.push(database);
      return database;
    },
    startElsewhere: (settings = quick) => startElsewhere(dataDir, children, settings),
    end: async () => {
      for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
      for (const database of started) await database.stop();
      await folder.remove();
    },
  };
}
