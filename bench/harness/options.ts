import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What every benchmark takes: `--quick` (under five minutes), `--json` (a line a figure), `--only` (a part of it). */
export interface Options {
  readonly quick: boolean;
  readonly json: boolean;
  /** Parts to measure; empty is all. */
  readonly only: readonly string[];
  /** Where prepared data are made once and kept. */
  readonly dataDir: string;
  /** How often each of ours is measured next to its peer. */
  readonly pairs: number;
  readonly secondsEach: number;
  /** How long it runs unmeasured first. */
  readonly warmSeconds: number;
}

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' } },
  });
  const quick = values.quick ?? false;
  return {
    quick,
    json: values.json ?? false,
    only: values.only?.split(',') ?? [],
    dataDir: resolve(process.env.GATEHOUSE_DATA ?? './var/bench'),
    pairs: quick ? 3 : 5,
    secondsEach: quick ? 2 : 5,
    warmSeconds: quick ? 4 : 10,
  };
}

/** Progress goes to the error stream: what is printed are the figures alone. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
