import { type Aim, besidePeer, type Figure, figure } from '../harness/figures.ts';
import { type Asked, run } from '../harness/load.ts';
import { type Options, say } from '../harness/options.ts';
import { compare, interleave } from '../harness/pairs.ts';
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

const warm = (origin: string, next: () => Asked) =>
  run({ origin, connections: CONNECTIONS, seconds: 1, next });

/** A page at 32 connections, in turns with the bare route. */
export async function measureLoaded(
  { name, next, ratio }: Loaded,
  house: House,
  bare: string,
  options: Options,
): Promise<Figure[]> {
  await warm(house.origin, next);
  const load = { connections: CONNECTIONS, seconds: options.secondsEach };
  const pairs = await interleave(
    options.pairs,
    () => run({ ...load, origin: bare, next: () => ({ path: '/', headers: {} }) }),
    () => run({ ...load, origin: house.origin, next }),
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
    figure(`web.${name}.failures`, spreadOf(ours.map((o) => o.failures)), 'answers', { atMost: 0 }),
  ];
}
