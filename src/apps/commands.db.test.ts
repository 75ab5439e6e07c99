import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { gatehouse } from '#test/support/command.ts';
import { freePort } from '#test/support/free-port.ts';
import { startGatehouse } from '#test/support/gatehouse-process.ts';
import { log, ownInstallation } from '#test/support/installation.ts';
import { type TemporaryFolder, temporaryFolder } from '#test/support/temporary-folder.ts';
import { type EmbeddedDatabase, startEmbedded } from '../platform/db/embedded.ts';

// Real processes and servers, several in a test, on cores that other tests keep busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: TemporaryFolder;
let server: EmbeddedDatabase;

beforeAll(async () => {
  folder = await temporaryFolder('commands');
  server = await startEmbedded({ dataDir: join(folder.path, 'server'), log, settings: { fsync: 'off' } });
});
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

test('the key is not changed beside a Gatehouse that runs on the same database, and older backups need the old one', async () => {
  const place = await ownInstallation(join(folder.path, 'own'), server);
  const backups = join(folder.path, 'backups');
  const key = () => readFileSync(place.keyFile, 'utf8');
  const before = key();
  const running = await startGatehouse(place.dataDir, await freePort(), place.env);
  const refused = await gatehouse(['key', 'rotate'], place.env).finally(() => running.stop());
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(/Stop Gatehouse first.*gatehouse web on .*, process \d+/s);
  expect(key()).toBe(before);

  const backUp = async () => JSON.parse((await gatehouse(['backup', backups, '--json'], place.env)).out).name;
  const older = await backUp();
  const rotated = await gatehouse(['key', 'rotate'], place.env);
  expect(rotated.code, rotated.said).toBe(0);
  expect(key()).not.toBe(before);
  const newer = await backUp();
  const listed = await gatehouse(['backup', 'list', backups, '--json'], place.env);
  expect(JSON.parse(listed.out)).toEqual([
    { name: older, opens: false, fault: null },
    { name: newer, opens: true, fault: null },
  ]);
  const words = (await gatehouse(['backup', 'list', backups], place.env)).out;
  expect(words).toMatch(new RegExp(`${older} .*needs another key\\n.*${newer} .*opens with the key file`));
  const keyless = { ...place.env, GATEHOUSE_KEY_FILE: join(folder.path, 'none.key') };
  const untried = await gatehouse(['backup', 'list', backups], keyless);
  expect(untried.code).toBe(0);
  expect(untried.out).toContain('which ones it opens was not tried');
});

test('what a command logs goes beside what it says', async () => {
  const env = { GATEHOUSE_DATA: join(folder.path, 'new'), LOG_LEVEL: 'info' };
  const { code, out, said } = await gatehouse(['migrate'], env);
  expect(code, said).toBe(0);
  expect(said).toContain('0001-foundation.sql');
  expect(out).toBe('The database is up to date.\n');
  const verified = await gatehouse(['audit', 'verify', '--json'], env);
  expect(JSON.parse(verified.out)).toBeTypeOf('object');
});
