import { auditJobs } from '#domains/audit';
import { backupJobs } from '#domains/backups';
import { concernJobs } from '#domains/concerns';
import { evidenceJobs } from '#domains/evidence';
import { rosterJobs } from '#domains/people';
import { signInJobs } from '#domains/sign-in';
import type { Services } from '#platform/http';
import { listen, startJobs } from '#platform/jobs';
import { createMailer, deliverWaiting, purgeSent } from '#platform/mailer';
import type { Running } from './run.ts';

/** Everything that Gatehouse does by itself. */
export async function startWorker(services: Services, url: string, ownerUrl: string): Promise<Running> {
  const { config, database, log } = services;
  const mailer = createMailer(config);
  const deliver = () => deliverWaiting({ database, mailer, origin: config.origin, log });
  const postman = listen(url, 'gatehouse_mail', deliver, log);
  const audits = auditJobs(services);
  const backups = backupJobs(services, ownerUrl);
  await backups.begin();
  // Now, and not at the next full hour: a fresh start has no anchor yet, and one after a night none of today.
  for (const audit of audits) {
    await audit
      .run()
      .catch((error: Error) => log.warn({ job: audit.name, err: error.message }, 'will be tried again'));
  }
  const jobs = await startJobs({
    url,
    database,
    log,
    jobs: [
      // What the mail server did not take is tried again; what is new leaves by notification.
      { name: 'mail', cron: '* * * * *', run: deliver },
      {
        name: 'mail.housekeeping',
        cron: '50 3 * * *',
        run: async () => void (await database.withActor({ kind: 'system', role: 'housekeeper' }, purgeSent)),
      },
      ...rosterJobs(services),
      ...signInJobs(services),
      ...concernJobs(services),
      ...evidenceJobs(services),
      ...audits,
      ...backups.jobs,
    ],
  });
  return {
    stop: async () => {
      await postman.stop();
      await backups.stop();
      await jobs.stop();
      mailer.close();
    },
  };
}
