import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';

export interface JobRun {
  readonly name: string;
  readonly minutely: boolean;
  readonly doneAt: Instant | null;
  readonly failingSince: Instant | null;
}

type Ran = Pick<JobRun, 'name' | 'minutely'>;

export async function markDone(tx: Tx, { name, minutely }: Ran): Promise<void> {
  await tx.db
    .insertInto('app.job_run')
    .values({ name, minutely, done_at: tx.at })
    .onConflict((row) => row.column('name').doUpdateSet({ minutely, done_at: tx.at, failing_since: null }))
    .execute();
}

export async function markFailed(tx: Tx, { name, minutely }: Ran): Promise<void> {
  await tx.db
    .insertInto('app.job_run')
    .values({ name, minutely, failing_since: tx.at })
    .onConflict((row) =>
      row.column('name').doUpdateSet({ failing_since: sql`coalesce(job_run.failing_since, ${tx.at})` }),
    )
    .execute();
}

/** Jobs of an earlier version would stand still for ever. */
export async function forgetOthers(tx: Tx, names: readonly string[]): Promise<void> {
  await tx.db
    .deleteFrom('app.job_run')
    .where('name', 'not in', [...names])
    .execute();
}

export async function findJobRuns(tx: Tx): Promise<JobRun[]> {
  return tx.db
    .selectFrom('app.job_run')
    .select(['name', 'minutely', 'done_at as doneAt', 'failing_since as failingSince'])
    .orderBy('name')
    .execute();
}
