import { existsSync } from 'node:fs';
import { systemClock } from '#platform/clock';
import { type Config, readConfig, WrongConfiguration } from '#platform/config';
import { checks } from './checks/index.ts';
import { openPatient } from './patient.ts';
import { type Check, type Context, type Finding, fail } from './types.ts';

export interface Examined extends Finding {
  readonly name: string;
  readonly title: string;
}

const LONGEST_MS = 4_000;

/** A check that hangs or breaks is a finding like any other: the rest is told all the same. */
async function runOne(check: Check, context: Context): Promise<Examined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    const finding = fail(
      `no answer within ${LONGEST_MS / 1000} seconds`,
      'What should answer at once does not: a server that is not reached, or a disk or network share that hangs.',
      'See that it is connected and answers; then run this again.',
    );
    timer = setTimeout(() => resolve(finding), LONGEST_MS);
  });
  const found = Promise.resolve()
    .then(() => check.run(context))
    .catch((error: Error) =>
      fail(
        `could not be looked at: ${error.message}`,
        'The check itself failed.',
        'Tell whoever looks after Gatehouse.',
      ),
    );
  const { name, title } = check;
  const finding = await Promise.race([found, late]);
  clearTimeout(timer);
  return { name, title, ...finding };
}

function configurationOf(env: Readonly<Record<string, string | undefined>>): Config | Examined {
  try {
    return readConfig(env);
  } catch (error) {
    if (!(error instanceof WrongConfiguration)) throw error;
    const finding = fail(
      error.message.replaceAll('\n', ' '),
      'Gatehouse does not start with these settings.',
      'Correct what is named; nothing else was looked at.',
    );
    return { name: 'settings', title: 'Settings', ...finding };
  }
}

/** Looks at everything, at once; starts, stops and changes nothing. */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
  some: readonly Check[] = checks,
): Promise<Examined[]> {
  const config = configurationOf(env);
  if ('status' in config) return [config];
  const { database, close } = await openPatient(config);
  const isSetUp = existsSync(config.keyFile) || database.state === 'open';
  const context: Context = { config, at: systemClock.now(), database, isSetUp };
  try {
    return await Promise.all(some.map((check) => runOne(check, context)));
  } finally {
    await close();
  }
}
