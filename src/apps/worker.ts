import { concernJobs } from '#domains/concerns';
import type { Services } from '#platform/http';
import { startJobs } from '#platform/jobs';
import { createMailer, deliverWaiting } from '#platform/mailer';
import type { Running } from './run.ts';

/** Everything that Gatehouse does by itself. */
export async function startWorker(services: Services, url: string): Promise<Running> {
  const { config, database, log } = services;
  const mailer = createMailer(config);
  const jobs = await startJobs(
    url,
    [
      {
        name: 'mail',
        cron: '* * * * *',
        run: () => deliverWaiting({ database, mailer, origin: config.origin, log }),
      },
      ...concernJobs(services),
    ],
    log,
  );
  return {
    stop: async () => {
      await jobs.stop();
      mailer.close();
    },
  };
}
