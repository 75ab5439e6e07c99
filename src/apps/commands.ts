import type { ParseArgsConfig } from 'node:util';
import { settings } from '#platform/config';
import { runDemo, runMigrate, runStart } from './run.ts';

export interface Arguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** Gives the exit code: 0 done, 1 refused. Throws {@link WrongUse} where the words were wrong. */
  run(args: Arguments): Promise<number>;
}

/** The command was called wrongly: exit code 2. */
export class WrongUse extends Error {}

const environment = Object.entries(settings)
  .map(([name, { about }]) => `  ${name.padEnd(20)}${about}`)
  .join('\n');

export const commands: readonly Command[] = [
  {
    name: 'demo',
    usage: 'demo',
    summary: 'Try it: a made-up trust with a year of history, on this machine alone',
    run: () => runDemo(process.env),
  },
  {
    name: 'start',
    usage: 'start [--only web,worker]',
    summary: 'Run it for real',
    details: `\nSettings, from the environment:\n${environment}\n`,
    options: { only: { type: 'string' } },
    run: ({ values }) => {
      const parts = typeof values.only === 'string' ? values.only.split(',') : ['web', 'worker'];
      const unknown = parts.find((part) => part !== 'web' && part !== 'worker');
      if (unknown !== undefined) throw new WrongUse(`--only takes web and worker, not "${unknown}".`);
      return runStart(process.env, { web: parts.includes('web'), worker: parts.includes('worker') });
    },
  },
  {
    name: 'migrate',
    usage: 'migrate',
    summary: 'Bring the database to this version',
    run: () => runMigrate(process.env),
  },
];
