import { cpuSeconds } from '../harness/cpu.ts';
import { type Aim, besidePeer, type Figure, figure } from '../harness/figures.ts';
import { type Answered, type Asked, type Load, run } from '../harness/load.ts';
import { type Options, say } from '../harness/options.ts';
import { compare, interleave, type Pair } from '../harness/pairs.ts';
import type { Program } from '../harness/processes.ts';
import { spreadOf } from '../harness/statistics.ts';
import type { House } from './house.ts';

const CONNECTIONS = 32;
const MOST_SPREAD = 5;

export interface Loaded {
  readonly name: string;
  readonly next: () => Asked;
  /** Of the bare route's requests a second; shown only, where it is left out. */
  readonly ratio?: number;
}

export interface Servers {
  readonly house: House;
  readonly bare: Program & { readonly origin: string };
  /** The database server's process. */
  readonly database: number;
}

interface Measured extends Answered {
  /** Milliseconds of processor time that an answer took, in the web process and in the database. */
  readonly webCpu: number;
  readonly databaseCpu: number;
}

async function runWithCpu(load: Load, web: number, database: number): Promise<Measured> {
  const before = [await cpuSeconds([web]), await cpuSeconds([database])];
  const answered = await run(load);
  const after = [await cpuSeconds([web]), await cpuSeconds([database])];
  const each = (which: 0 | 1) =>
    (1000 * ((after[which] ?? 0) - (before[which] ?? 0))) / (answered.requestsPerSecond * load.seconds);
  return { ...answered, webCpu: each(0), databaseCpu: each(1) };
}

/** Until the code is compiled and the plans are made: what a process that runs for weeks is like. */
const warm = (origin: string, next: () => Asked, seconds: number) =>
  run({ origin, connections: CONNECTIONS, seconds, next });

const cpuFigure = (name: string, pairs: readonly Pair<Measured>[], number: (measured: Measured) => number) =>
  besidePeer(name, 'ms', { ...compare(pairs, number), peer: 'select 1' });

/** A page at 32 connections, in turns with the bare route. */
export async function measureLoaded(
  { name, next, ratio }: Loaded,
  { house, bare, database }: Servers,
  options: Options,
): Promise<Figure[]> {
  await warm(house.origin, next, options.warmSeconds);
  const load = { connections: CONNECTIONS, seconds: options.secondsEach };
  const pairs = await interleave(
    options.pairs,
    () =>
      runWithCpu(
        { ...load, origin: bare.origin, next: () => ({ path: '/', headers: {} }) },
        bare.pid,
        database,
      ),
    () => runWithCpu({ ...load, origin: house.origin, next }, house.pid, database),
  );
  const failures = pairs.reduce((sum, { ours }) => sum + ours.failures, 0);
  if (failures > 0) say(`${name}: ${failures} answers were not 200: these figures are worth nothing.`);
  const ours = pairs.map((pair) => pair.ours);
  const aim = (target: Aim): Aim | undefined => (ratio === undefined ? undefined : target);
  const compared = compare(pairs, (measured) => measured.requestsPerSecond);
  return [
    besidePeer(`web.${name}.requests`, '/s', { ...compared, peer: 'select 1' }, aim({ atLeast: ratio ?? 0 })),
    figure(`web.${name}.p50`, spreadOf(ours.map((o) => o.p50)), 'ms'),
    figure(`web.${name}.p95`, spreadOf(ours.map((o) => o.p95)), 'ms'),
    figure(`web.${name}.p99`, spreadOf(ours.map((o) => o.p99)), 'ms'),
    figure(
      `web.${name}.p99-to-p50`,
      spreadOf(ours.map((o) => o.p99 / o.p50)),
      'times',
      aim({ atMost: MOST_SPREAD }),
    ),
    cpuFigure(`web.${name}.cpu-web`, pairs, (measured) => measured.webCpu),
    cpuFigure(`web.${name}.cpu-database`, pairs, (measured) => measured.databaseCpu),
    figure(`web.${name}.failures`, spreadOf(ours.map((o) => o.failures)), 'answers', { atMost: 0 }),
  ];
}
