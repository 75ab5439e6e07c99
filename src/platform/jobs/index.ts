import { PgBoss } from 'pg-boss';
import type { Log } from '#platform/log';

export { listen } from './listen.ts';

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

/** One run of a job at a time over all processes (`policy: 'singleton'`); one that fails is tried again. */
export async function startJobs(url: string, jobs: readonly Job[], log: Log): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: url, max: 3, migrate: false, createSchema: false });
  boss.on('error', (error) => log.warn({ err: error.message }, 'the job queue stumbled'));
  await boss.start();
  for (const job of jobs) {
    const expiry = job.longestSeconds === undefined ? {} : { expireInSeconds: job.longestSeconds };
    await boss.createQueue(job.name, { policy: 'short', retryLimit: 3, retryBackoff: true, ...expiry });
    await boss.work(job.name, { pollingIntervalSeconds: 2 }, async () => {
      const began = performance.now();
      await job.run();
      log.debug({ job: job.name, ms: Math.round(performance.now() - began) }, 'job done');
    });
    await boss.schedule(job.name, job.cron, null, { tz: 'Europe/London' });
  }
  return {
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
