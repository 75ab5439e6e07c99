import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseBackup, listBackups, openBackup } from '#platform/backup';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { migrate } from '#platform/db';
import { systemIds } from '#platform/ids';
import { createLog } from '#platform/log';
import { diskStore } from '#platform/storage';
import { factories } from '../../test/factories/index.ts';
import { contentsOf } from '../../test/support/second-database.ts';
import { type TemporaryFolder, temporaryFolder } from '../../test/support/temporary-folder.ts';
import { type EmbeddedDatabase, startEmbedded } from '../platform/db/embedded.ts';

/** The commands as they are typed, in processes of their own that can be killed, from one machine to another. */

const log = createLog('silent', 'test');
const LEFT_OUT = ['signin.session', 'signin.attempt', 'app.backup', 'audit.chain', 'audit.event'];
/** Fractions of an undisturbed run after which it is killed: spread over all of it, the same every time. */
const MOMENTS = [0.97, 0.62, 0.81, 0.5];

let folder: TemporaryFolder;
let server: EmbeddedDatabase;
let source: string;
let backups: string;
let keyFile: string;

interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly ms: number;
}

async function gatehouse(args: readonly string[], dataDir: string, killAfter?: number): Promise<Ended> {
  const began = performance.now();
  const child = spawn(process.execPath, ['bin/gatehouse.mjs', ...args], {
    env: {
      ...process.env,
      GATEHOUSE_DATA: dataDir,
      DATABASE_URL: '',
      GATEHOUSE_KEY_FILE: '',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  const ended = once(child, 'close');
  if (killAfter !== undefined) {
    await pause(killAfter); // the moment is what is tested; nothing is awaited by it
    child.kill('SIGKILL');
  }
  await ended;
  return { code: child.exitCode, said, ms: performance.now() - began };
}

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

describe('from one machine to another', () => {
  test('a backup killed at any moment is none, and those that there are stay whole', async () => {
    const whole = await gatehouse(['backup', backups, '--json'], source);
    expect(whole.code).toBe(0);
    rmSync(join(backups, 'objects'), { recursive: true });
    for (const moment of MOMENTS) {
      const before = await listBackups(backups);
      await gatehouse(['backup', backups], source, whole.ms * moment);
      // What a killed one had begun is another name's; what it finished is a backup like any other.
      const names = await listBackups(backups);
      expect(names.slice(0, before.length)).toEqual(before);
      for (const name of names) await openBackup(backups, name, loadMasterKey(keyFile));
    }
    const last = await gatehouse(['backup', backups, '--json', '--check'], source);
    expect(last.code, last.said).toBe(0);
    expect(JSON.parse(last.said)).toMatchObject({
      files: 12,
      fileBytes: 8_400_000,
      checked: { failure: null },
    });
    expect(readdirSync(backups).filter((name) => name.startsWith('coming-'))).toEqual([]);
    expect(existsSync(join(source, 'backup-check'))).toBe(false);
  }, 600_000);

  test('without the key file it says what cannot be read, and writes nothing', async () => {
    const target = join(folder.path, 'keyless');
    const { code, said } = await gatehouse(['restore', backups, '--into', target], source);
    expect(code).toBe(1);
    expect(said).toContain(`nothing of the backup ${await chooseBackup(backups)} can be read`);
    expect(said).toMatch(/the evidence \(12 files, 8\.4 MB\)/);
    expect(said).toContain('recovery key');
    expect(existsSync(target)).toBe(false);
    const other = join(folder.path, 'other.key');
    createMasterKey(other);
    const wrong = await gatehouse(['restore', backups, '--into', target, '--key', other], source);
    expect(wrong.code).toBe(1);
    expect(wrong.said).toContain('The key file is not the one');
    expect(existsSync(target)).toBe(false);
  });

  test('a restore killed at any moment starts nothing, and begins anew until everything is back', async () => {
    const target = join(folder.path, 'target');
    mkdirSync(target);
    const args = ['restore', backups, '--into', target, '--key', keyFile, '--json'];
    const first = join(folder.path, 'first');
    const whole = await gatehouse(['restore', backups, '--into', first, '--key', keyFile], source);
    expect(whole.code, whole.said).toBe(0);
    expect(whole.said).toContain('The audit record is whole');
    for (const moment of MOMENTS) {
      await gatehouse(args, source, whole.ms * moment);
      if (!existsSync(join(target, 'RESTORE-UNFINISHED'))) break;
      const start = await gatehouse(['migrate'], target);
      expect(start.code).toBe(1);
      expect(start.said).toContain('was not finished');
    }
    if (existsSync(join(target, 'RESTORE-UNFINISHED')) || !existsSync(join(target, 'database'))) {
      const last = await gatehouse(args, source);
      expect(last.code, last.said).toBe(0);
      expect(JSON.parse(last.said)).toMatchObject({ files: 12, damaged: [], auditFaults: 0 });
    }
    const expected = await contentsOf(server.adminUrl, LEFT_OUT);
    for (const dataDir of [first, target]) {
      expect(await contentsIn(dataDir)).toEqual(expected);
      expect(objectsIn(dataDir)).toEqual(objectsIn(source));
      expect(readFileSync(join(dataDir, 'keys/master.key'), 'utf8')).toBe(readFileSync(keyFile, 'utf8'));
    }
    const again = await gatehouse(args, source);
    expect(again.code).toBe(1);
    expect(again.said).toContain('is not empty');
    const verified = await gatehouse(['audit', 'verify'], target);
    expect(verified.code, verified.said).toBe(0);
  }, 600_000);
});
