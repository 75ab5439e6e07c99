import { PgBoss } from 'pg-boss';
import type { Database } from '#platform/db';
import { faultOf, type Log } from '#platform/log';
import { forgetOthers, markDone, markFailed } from './queries.ts';

export { listen } from './listen.ts';
export { findJobRuns, type JobRun } from './queries.ts';
export { type WorkerState, workerState } from './standstill.ts';

/** A job that runs by itself. It takes no input: what is due stands in the tables, so nothing is lost with a queue. */
export interface Job {
  readonly name: string;
  /** Cron, in English time, minutes at the finest. */
  readonly cron: string;
  /** One that takes longer counts as lost, and is tried again; a quarter of an hour, if it is not said. */
  readonly longestSeconds?: number;
  run(): Promise<void>;
}

export interface Jobs {
  stop(): Promise<void>;
}

const EVERY_MINUTE = '* * * * *';
const keeper = { kind: 'system', role: 'housekeeper' } as const;
const ranAs = ({ name, cron }: Job) => ({ name, minutely: cron === EVERY_MINUTE });

/** Runs the job and writes down that it ran, or since when it fails: what tells people that the worker is alive. */
async function runNoted(job: Job, database: Database, log: Log): Promise<void> {
  const began = performance.now();
  try {
    await job.run();
  } catch (error) {
    await database
      .withActor(keeper, (tx) => markFailed(tx, ranAs(job)))
      .catch((cause: Error) => log.warn({ job: job.name, err: cause.message }, 'a failure was not noted'));
    throw error;
  }
  await database.withActor(keeper, (tx) => markDone(tx, ranAs(job)));
  log.debug({ job: job.name, ms: Math.round(performance.now() - began) }, 'job done');
}

interface Worker {
  readonly url: string;
  readonly jobs: readonly Job[];
  readonly database: Database;
  readonly log: Log;
}

/** One run of a job at a time over all processes (`policy: 'short'`); one that fails is tried again. */
export async function startJobs({ url, jobs, database, log }: Worker): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: url, max: 3, migrate: false, createSchema: false });
  boss.on('error', (error) => log.warn(faultOf(error), 'the job queue stumbled'));
  await boss.start();
  const names = jobs.map(({ name }) => name);
  await database.withActor(keeper, (tx) => forgetOthers(tx, names));
  for (const job of jobs) {
    const expiry = job.longestSeconds === undefined ? {} : { expireInSeconds: job.longestSeconds };
    await boss.createQueue(job.name, { policy: 'short', retryLimit: 3, retryBackoff: true, ...expiry });
    await boss.work(job.name, { pollingIntervalSeconds: 2 }, () => runNoted(job, database, log));
    await boss.schedule(job.name, job.cron, null, { tz: 'Europe/London' });
    // After a night that was switched off, what is due is made up for at once, not at the next full minute.
    if (job.cron === EVERY_MINUTE) await boss.send(job.name, null);
  }
  return {
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
