import { type Spread, spreadOf } from './statistics.ts';

export interface Pair<T> {
  readonly peer: T;
  readonly ours: T;
}

/** Peer and ours by turns, so that whatever else the machine does falls on both. */
export async function interleave<T>(
  times: number,
  peer: () => Promise<T>,
  ours: () => Promise<T>,
): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  for (let n = 0; n < times; n += 1) pairs.push({ peer: await peer(), ours: await ours() });
  return pairs;
}

export interface Compared {
  readonly value: Spread;
  readonly peerValue: Spread;
  /** Of each pair's own two numbers. */
  readonly ratio: Spread;
}

export function compare<T>(pairs: readonly Pair<T>[], number: (measured: T) => number): Compared {
  return {
    value: spreadOf(pairs.map(({ ours }) => number(ours))),
    peerValue: spreadOf(pairs.map(({ peer }) => number(peer))),
    ratio: spreadOf(pairs.map(({ ours, peer }) => number(ours) / number(peer))),
  };
}
