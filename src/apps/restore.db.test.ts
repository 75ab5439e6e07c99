import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chooseBackup } from '#platform/backup';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { migrate } from '#platform/db';
import { systemIds } from '#platform/ids';
import { createLog } from '#platform/log';
import { diskStore } from '#platform/storage';
import { factories } from '#test/factories/index.ts';
import { gatehouse } from '#test/support/command.ts';
import { contentsOf } from '#test/support/second-database.ts';
import { type TemporaryFolder, temporaryFolder } from '#test/support/temporary-folder.ts';
import { type EmbeddedDatabase, startEmbedded } from '../platform/db/embedded.ts';

/** The commands as they are typed, in processes of their own, from one machine to another. */

// Real processes and servers, several in a test, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const log = createLog('silent', 'test');
const LEFT_OUT = ['signin.session', 'signin.attempt', 'app.backup', 'audit.chain', 'audit.event'];

let folder: TemporaryFolder;
let server: EmbeddedDatabase;
let source: string;
let backups: string;
let keyFile: string;

const on = (dataDir: string) => ({ GATEHOUSE_DATA: dataDir });

beforeAll(async () => {
  folder = await temporaryFolder('restore');
  source = join(folder.path, 'source');
  backups = join(folder.path, 'backups');
  keyFile = join(source, 'keys/master.key');
  createMasterKey(keyFile);
  server = await startEmbedded({ dataDir: source, log, settings: { fsync: 'off' } });
  const appPassword = loadMasterKey(keyFile).password('database/gatehouse_app');
  await migrate({ ownerUrl: server.ownerUrl, log, appPassword });
  const pool = new pg.Pool({ connectionString: server.ownerUrl, max: 1 });
  // No made-up chain: what is restored must verify.
  const made = Object.entries(factories).filter(([name]) => !/^(audit\.|app\.protected_table)/.test(name));
  for (const [, factory] of made) await factory({ owner: pool });
  await pool.end();
  const store = diskStore(join(source, 'objects'));
  for (let n = 0; n < 12; n += 1) await store.write(systemIds.uuid(), Readable.from([randomBytes(700_000)]));
});

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

async function contentsIn(dataDir: string): Promise<Record<string, string>> {
  const restored = await startEmbedded({ dataDir, log, settings: { fsync: 'off' } });
  try {
    return await contentsOf(restored.adminUrl, LEFT_OUT);
  } finally {
    await restored.stop();
  }
}

const objectsIn = (dataDir: string) =>
  readdirSync(join(dataDir, 'objects'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name} ${readFileSync(join(entry.parentPath, entry.name)).toString('base64url')}`)
    .sort();

test('a backup says what it holds, and that it was restored and found good', async () => {
  const made = await gatehouse(['backup', backups, '--json', '--check'], on(source));
  expect(made.code, made.said).toBe(0);
  expect(JSON.parse(made.out)).toMatchObject({
    files: 12,
    fileBytes: 8_400_000,
    checked: { failure: null },
  });
});

test('without the key file it says what cannot be read, and writes nothing', async () => {
  const target = join(folder.path, 'keyless');
  const { code, said } = await gatehouse(['restore', backups, '--into', target], on(source));
  expect(code).toBe(1);
  expect(said).toContain(`nothing of the backup ${await chooseBackup(backups)} can be read`);
  expect(said).toMatch(/the evidence \(12 files, 8\.4 MB\)/);
  expect(said).toContain('recovery key');
  expect(existsSync(target)).toBe(false);
  const other = join(folder.path, 'other.key');
  createMasterKey(other);
  const wrong = await gatehouse(['restore', backups, '--into', target, '--key', other], on(source));
  expect(wrong.code).toBe(1);
  expect(wrong.said).toContain('The key file is not the one');
  expect(existsSync(target)).toBe(false);
});

test('everything is back, and it is not restored over', async () => {
  const target = join(folder.path, 'target');
  const args = ['restore', backups, '--into', target, '--key', keyFile];
  const restored = await gatehouse([...args, '--json'], on(source));
  expect(restored.code, restored.said).toBe(0);
  expect(JSON.parse(restored.out)).toMatchObject({ files: 12, damaged: [], auditFaults: 0 });
  expect(await contentsIn(target)).toEqual(await contentsOf(server.adminUrl, LEFT_OUT));
  expect(objectsIn(target)).toEqual(objectsIn(source));
  expect(readFileSync(join(target, 'keys/master.key'), 'utf8')).toBe(readFileSync(keyFile, 'utf8'));
  const again = await gatehouse(args, on(source));
  expect(again.code).toBe(1);
  expect(again.said).toContain('is not empty');
  const verified = await gatehouse(['audit', 'verify'], on(target));
  expect(verified.code, verified.said).toBe(0);
});
