import { type Instant, Temporal } from '#platform/clock';
import type { JobRun } from './queries.ts';

/** Five runs of what runs every minute: a start, or a database that moved, takes less. */
const PATIENCE_MINUTES = 5;

export type WorkerState =
  | { readonly state: 'running' }
  /** Since when something that should run every minute has not run through. */
  | { readonly state: 'standing still'; readonly since: Instant }
  /** No worker was ever started. */
  | { readonly state: 'never ran' };

/** Whether the worker is alive, from what it wrote down itself. */
export function workerState(runs: readonly JobRun[], at: Instant): WorkerState {
  const last = runs
    .filter(({ minutely }) => minutely)
    .flatMap(({ doneAt, failingSince }) => doneAt ?? failingSince ?? [])
    .sort(Temporal.Instant.compare)[0];
  if (last === undefined) return { state: 'never ran' };
  const isLate = last.until(at).total('minutes') > PATIENCE_MINUTES;
  return isLate ? { state: 'standing still', since: last } : { state: 'running' };
}
