import { join } from 'node:path';
import pg from 'pg';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { type EmbeddedDatabase, startEmbedded } from '../../src/platform/db/embedded.ts';
import { asOwner } from './killing.ts';

/** An installation that commands are tried on, each in a process of its own. */
export interface Installation {
  readonly kind: 'embedded' | 'own';
  readonly dataDir: string;
  readonly keyFile: string;
  readonly env: Readonly<Record<string, string>>;
  /** The database that comes along is started for it, where nothing runs it. */
  withOwner<T>(act: (owner: pg.Pool) => Promise<T>): Promise<T>;
}

export const log = createLog('silent', 'test');
/** Commands start the server anew with what makes writes last; here nothing need outlive a power cut. */
const settings = { fsync: 'off' };

async function newFolder(dataDir: string, ownerUrl: string): Promise<void> {
  const appPassword = loadMasterKey(join(dataDir, 'keys/master.key')).password('database/gatehouse_app');
  await migrate({ ownerUrl, log, appPassword });
}

/** On the PostgreSQL that comes along, not running. */
export async function embeddedInstallation(dataDir: string): Promise<Installation> {
  const keyFile = join(dataDir, 'keys/master.key');
  createMasterKey(keyFile);
  const installation: Installation = {
    kind: 'embedded',
    dataDir,
    keyFile,
    env: { GATEHOUSE_DATA: dataDir },
    withOwner: async (act) => {
      const server = await startEmbedded({ dataDir, log, settings });
      try {
        return await asOwner(server.ownerUrl, act);
      } finally {
        await server.stop();
      }
    },
  };
  const server = await startEmbedded({ dataDir, log, settings });
  await newFolder(dataDir, server.ownerUrl).finally(() => server.stop());
  return installation;
}

/** On a database that somebody else runs, as `DATABASE_URL` names it. */
export async function ownInstallation(dataDir: string, server: EmbeddedDatabase): Promise<Installation> {
  const keyFile = join(dataDir, 'keys/master.key');
  createMasterKey(keyFile);
  await newFolder(dataDir, server.ownerUrl);
  return {
    kind: 'own',
    dataDir,
    keyFile,
    env: { GATEHOUSE_DATA: dataDir, DATABASE_URL: server.ownerUrl },
    withOwner: (act) => asOwner(server.ownerUrl, act),
  };
}

/** Another database on a server, empty, as whoever runs it makes one. */
export async function newDatabase(
  { adminUrl, ownerUrl }: Pick<EmbeddedDatabase, 'adminUrl' | 'ownerUrl'>,
  name: string,
): Promise<{ readonly ownerUrl: string; readonly adminUrl: string }> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client
    .query(`create database ${name} owner gatehouse_owner template template0`)
    .finally(() => client.end());
  const named = (url: string): string => {
    const parsed = new URL(url);
    parsed.pathname = `/${name}`;
    return parsed.toString();
  };
  return { ownerUrl: named(ownerUrl), adminUrl: named(adminUrl) };
}
