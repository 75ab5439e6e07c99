import type { Services } from '#platform/http';
import type { Job } from '#platform/jobs';
import { purgeSignIn } from './queries.ts';

export function signInJobs({ database, log }: Pick<Services, 'database' | 'log'>): Job[] {
  const run = async () => {
    const purged = await database.withActor({ kind: 'system', role: 'housekeeper' }, purgeSignIn);
    if (purged > 0) log.info({ purged }, 'threw away what sign-in left behind');
  };
  return [{ name: 'sign-in.housekeeping', cron: '40 * * * *', run }];
}
