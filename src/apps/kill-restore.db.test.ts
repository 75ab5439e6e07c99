import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatehouse } from '#test/support/command.ts';
import { embeddedInstallation, type Installation, log, newDatabase } from '#test/support/installation.ts';
import { asOwner } from '#test/support/killing.ts';
import { moments } from '#test/support/moments.ts';
import { fillSealed, openEverything } from '#test/support/sealed.ts';
import { contentsOf } from '#test/support/second-database.ts';
import { type TemporaryFolder, temporaryFolder } from '#test/support/temporary-folder.ts';
import { type EmbeddedDatabase, startEmbedded } from '../platform/db/embedded.ts';

/** A restore killed at random moments lets nothing start, and run again it brings everything back. */

const ROUNDS = Number(process.env.GATEHOUSE_KILLS ?? 2);
const FILLED = { schools: 4, files: 12 };
const LEFT_OUT = ['signin.session', 'signin.attempt', 'app.backup', 'audit.chain', 'audit.event'];

let folder: TemporaryFolder;
let server: EmbeddedDatabase;
let source: Installation;
let backups: string;
let expected: Record<string, string>;

/** What a restore goes into: a folder, and for every other one a database of one's own. */
interface Target {
  readonly kind: 'embedded' | 'own';
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
  look<T>(act: (urls: { readonly ownerUrl: string; readonly adminUrl: string }) => Promise<T>): Promise<T>;
}

async function newTarget(turn: number): Promise<Target> {
  const dataDir = join(folder.path, `target-${turn}`);
  if (turn % 2 === 0) {
    const look: Target['look'] = async (act) => {
      const restored = await startEmbedded({ dataDir, log, settings: { fsync: 'off' } });
      return act(restored).finally(() => restored.stop());
    };
    return { kind: 'embedded', dataDir, env: { GATEHOUSE_DATA: dataDir }, look };
  }
  const urls = await newDatabase(server, `restored_${turn}`);
  const env = { GATEHOUSE_DATA: dataDir, DATABASE_URL: urls.ownerUrl };
  return { kind: 'own', dataDir, env, look: (act) => act(urls) };
}

beforeAll(async () => {
  folder = await temporaryFolder('kill-restore');
  backups = join(folder.path, 'backups');
  server = await startEmbedded({ dataDir: join(folder.path, 'server'), log, settings: { fsync: 'off' } });
  source = await embeddedInstallation(join(folder.path, 'source'));
  await source.withOwner((owner) => fillSealed(owner, source.dataDir, FILLED));
  const made = await gatehouse(['backup', backups, '--check'], source.env);
  expect(made.code, made.said).toBe(0);
  const again = await startEmbedded({ dataDir: source.dataDir, log, settings: { fsync: 'off' } });
  expected = await contentsOf(again.adminUrl, LEFT_OUT).finally(() => again.stop());
}, 180_000);

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

const argsFor = () => ['restore', backups, '--key', source.keyFile, '--json'];

async function lookAtAll({ dataDir, look }: Target): Promise<void> {
  expect(existsSync(join(dataDir, 'RESTORE-UNFINISHED'))).toBe(false);
  expect(readdirSync(dataDir).filter((name) => name.includes('coming'))).toEqual([]);
  expect(readFileSync(join(dataDir, 'keys/master.key'), 'utf8')).toBe(readFileSync(source.keyFile, 'utf8'));
  await look(async ({ adminUrl, ownerUrl }) => {
    expect(await contentsOf(adminUrl, LEFT_OUT)).toEqual(expected);
    const { schools, files } = FILLED;
    expect(await asOwner(ownerUrl, (owner) => openEverything(owner, dataDir))).toEqual({
      files: schools * files,
      people: schools,
      wrong: [],
    });
  });
}

async function expectNothingStarts({ env }: Target): Promise<void> {
  const start = await gatehouse(['migrate'], env);
  expect(start.code).toBe(1);
  expect(start.said).toContain('was not finished');
}

test(`everything is back after ${ROUNDS} kills of a restore that was run again`, async ({ annotate }) => {
  const random = moments('a restore');
  const whole: number[] = [];
  for (const turn of [0, 1]) {
    const target = await newTarget(turn);
    const ended = await gatehouse(argsFor(), target.env);
    expect(ended.code, ended.said).toBe(0);
    whole.push(ended.ms);
    await lookAtAll(target);
    await rm(target.dataDir, { recursive: true });
  }
  const found = { killed: 0, ended: 0, marked: 0, complete: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const target = await newTarget(round + 2);
    const mark = join(target.dataDir, 'RESTORE-UNFINISHED');
    const isComplete = () => existsSync(mark) && readFileSync(mark, 'utf8').includes('Complete:');
    // One in five when only marks are left, which is a small part of a run.
    const moment = round % 5 === 4 ? random.after(isComplete, 4) : random.anywhere(whole[round % 2] ?? 0);
    const { code } = await gatehouse(argsFor(), target.env, moment);
    found[code === null ? 'killed' : 'ended'] += 1;
    if (isComplete()) found.complete += 1;
    if (existsSync(mark)) {
      found.marked += 1;
      await expectNothingStarts(target);
    }
    const isBack = !existsSync(mark) && existsSync(join(target.dataDir, 'objects'));
    if (code === 0) expect(isBack).toBe(true);
    if (!isBack) {
      const again = await gatehouse(argsFor(), target.env);
      expect(again.code, again.said).toBe(0);
    }
    await lookAtAll(target);
    await rm(target.dataDir, { recursive: true });
  }
  await annotate(JSON.stringify(found));
  expect(found.killed).toBeGreaterThan(0);
}, 3_000_000);
