import { expect, test } from 'vitest';
import { Temporal } from '#platform/clock';
import { workerState } from './standstill.ts';

const at = Temporal.Instant.from('2026-11-20T09:00:00Z');
const ago = (minutes: number) => at.subtract({ minutes });
const run = (name: string, done: number | null, failing: number | null = null, minutely = true) => ({
  name,
  minutely,
  doneAt: done === null ? null : ago(done),
  failingSince: failing === null ? null : ago(failing),
});

test.each([
  ['no worker ever ran', [], 'never ran', undefined],
  ['only a rare job ran, long ago', [run('rare', 900, null, false)], 'never ran', undefined],
  ['both ran a moment ago', [run('mail', 0), run('escalate', 1)], 'running', undefined],
  ['five minutes are nothing yet', [run('mail', 5)], 'running', undefined],
  [
    'one that runs does not hide one that does not',
    [run('mail', 0), run('escalate', 40)],
    'standing still',
    40,
  ],
  ['what never ran through counts from its first failure', [run('mail', null, 7)], 'standing still', 7],
  ['what fails counts from when it last ran through', [run('mail', 9, 8)], 'standing still', 9],
] as const)('%s', (_, runs, state, since) => {
  expect(workerState(runs, at)).toEqual({ state, ...(since === undefined ? {} : { since: ago(since) }) });
});
