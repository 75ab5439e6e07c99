/*
 * npm run bench:restore: the drill. A trust's database and its evidence are backed up while the server runs, and
 * restored onto a folder that has nothing, by the commands that a school's IT would type; beside it, by turns, `cp` of
 * the restored folder, until it lies on the disk. With --quick the demo's year and half a gigabyte of evidence, else
 * 200,000 concerns and five.
 */
import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createMasterKey, loadMasterKey } from '#platform/crypto';
import { createLog } from '#platform/log';
import { seedDemo } from '../src/apps/demo-seed.ts';
import { openPrepared, type PreparedServer } from './harness/database.ts';
import { besidePeer, type Figure, figure, printer, single } from './harness/figures.ts';
import { type Options, readOptions, say } from './harness/options.ts';
import { compare, interleave } from './harness/pairs.ts';
import { spreadOf } from './harness/statistics.ts';
import { gatehouse, type Ran } from './restore/command.ts';
import { makeEvidence } from './restore/evidence.ts';

const run = promisify(execFile);
const files = ['0-open', '1-people', '2-concerns', '3-timelines', '4-close'].map(
  (name) => `bench/web/data/${name}.sql`,
);
const LEAST_OF_CP = 1 / 3;
const MOST_MEMORY_MB = 200;

interface Drill {
  readonly env: Readonly<Record<string, string>>;
  readonly keyFile: string;
  readonly backups: string;
  readonly restored: string;
  readonly copied: string;
}

const backupReport = z.object({ rows: z.number(), bytes: z.number(), fileBytes: z.number() });
const restoreReport = z.object({
  rows: z.number(),
  files: z.number(),
  bytes: z.number(),
  seconds: z.number(),
  verifySeconds: z.number(),
  times: z.object({ load: z.number(), index: z.number(), check: z.number() }),
  auditFaults: z.literal(0),
});

async function layOut(dataDir: string, server: PreparedServer, bytes: number): Promise<Drill> {
  const source = join(dataDir, 'restore-source');
  await mkdir(source, { recursive: true });
  await makeEvidence(source, bytes);
  const keyFile = join(source, 'keys/master.key');
  createMasterKey(keyFile);
  const env = { DATABASE_URL: server.ownerUrl, GATEHOUSE_DATA: source, GATEHOUSE_KEY_FILE: keyFile };
  const folder = (name: string) => join(dataDir, `restore-${name}`);
  const [backups, restored, copied] = [folder('backups'), folder('new'), folder('copied')];
  for (const path of [backups, restored, copied]) await rm(path, { recursive: true, force: true });
  return { env, keyFile, backups, restored, copied };
}

async function bytesBelow(folder: string): Promise<number> {
  return Number((await run('du', ['-sb', folder])).stdout.split('\t')[0]);
}

async function onDisk(folder: string): Promise<void> {
  await run('sync', ['-f', folder]);
}

interface Measured {
  /** Bytes a second of the folder as it is in the end. */
  readonly rate: number;
  readonly ran?: Ran;
}

async function restore({ backups, restored, keyFile }: Drill): Promise<Measured> {
  await rm(restored, { recursive: true, force: true });
  await onDisk(backups);
  const env = { DATABASE_URL: '', GATEHOUSE_DATA: restored, GATEHOUSE_KEY_FILE: '' };
  const ran = await gatehouse(['restore', backups, '--key', keyFile, '--json'], env, restored);
  const { seconds } = restoreReport.parse(JSON.parse(ran.said));
  say(`  restored in ${seconds.toFixed(1)} s`);
  return { rate: (await bytesBelow(restored)) / seconds, ran };
}

async function copy({ restored, copied }: Drill): Promise<Measured> {
  await rm(copied, { recursive: true, force: true });
  await onDisk(restored);
  const bytes = await bytesBelow(restored);
  const began = performance.now();
  await run('cp', ['-r', restored, copied]);
  await onDisk(copied);
  const seconds = (performance.now() - began) / 1000;
  say(`  copied in ${seconds.toFixed(1)} s`);
  await rm(copied, { recursive: true, force: true });
  return { rate: bytes / seconds };
}

const megabytes = (bytes: number): number => bytes / 1e6;

function restoreFigures(rans: readonly Ran[], idle: number): Figure[] {
  const reports = rans.map(({ said }) => restoreReport.parse(JSON.parse(said)));
  const of = (name: string, number: (report: (typeof reports)[number]) => number, unit: string) =>
    figure(`restore.${name}`, spreadOf(reports.map(number)), unit);
  const over = spreadOf(rans.map(({ memory }) => memory - idle));
  return [
    of('seconds', ({ seconds }) => seconds, 's'),
    of('rows-seconds', ({ times }) => times.load, 's'),
    of('indexes-seconds', ({ times }) => times.index, 's'),
    of('references-seconds', ({ times }) => times.check, 's'),
    of('verify-seconds', ({ verifySeconds }) => verifySeconds, 's'),
    figure('restore.memory-over-idle', over, 'MB', { atMost: MOST_MEMORY_MB }),
    figure('restore.memory-database', spreadOf(rans.map(({ serverMemory }) => serverMemory)), 'MB'),
  ];
}

/** Ours first: what it restored is what is copied then. */
async function byTurns(drill: Drill, times: number) {
  const turns = await interleave(
    times,
    () => restore(drill),
    () => copy(drill),
  );
  return turns.map(({ peer: ours, ours: peer }) => ({ ours, peer }));
}

async function measure(
  drill: Drill,
  times: number,
  print: (figures: readonly Figure[]) => void,
): Promise<void> {
  const idle = (await gatehouse(['backup', 'list', drill.backups, '--json'], drill.env)).memory;
  const made = await gatehouse(['backup', drill.backups, '--json'], drill.env);
  const report = backupReport.parse(JSON.parse(made.said));
  const again = await gatehouse(['backup', drill.backups, '--json'], drill.env);
  print([
    single('backup.rows', report.rows, 'rows'),
    single('backup.database', megabytes(report.bytes), 'MB'),
    single('backup.evidence', megabytes(report.fileBytes), 'MB'),
    single('backup.seconds', made.seconds, 's'),
    single('backup.again-seconds', again.seconds, 's'),
    single('backup.memory-over-idle', made.memory - idle, 'MB', { atMost: MOST_MEMORY_MB }),
  ]);
  const pairs = await byTurns(drill, times);
  const rates = compare(pairs, ({ rate }) => megabytes(rate));
  print([
    besidePeer('restore.rate', 'MB/s', { ...rates, peer: 'cp, synced' }, { atLeast: LEAST_OF_CP }),
    ...restoreFigures(
      pairs.flatMap(({ ours }) => (ours.ran === undefined ? [] : [ours.ran])),
      idle,
    ),
  ]);
}

async function openSource({ quick, dataDir }: Options): Promise<PreparedServer> {
  if (!quick) return openPrepared({ name: 'web', dataDir, files });
  const server = await openPrepared({ name: 'restore', dataDir, files: [] });
  const keyFile = join(dataDir, 'restore-source', 'keys/master.key');
  createMasterKey(keyFile);
  await seedDemo(server.ownerUrl, createLog('warn', 'bench'), { masterKey: loadMasterKey(keyFile) });
  return server;
}

export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const server = await openSource(options);
  try {
    const drill = await layOut(options.dataDir, server, options.quick ? 500_000_000 : 5_000_000_000);
    // The full one takes long enough that a machine's moods even out.
    await measure(drill, options.quick ? 3 : 1, printer(options.json));
    for (const path of [drill.backups, drill.restored, drill.copied])
      await rm(path, { recursive: true, force: true });
  } finally {
    await server.stop();
  }
  return 0;
}
