import type { Services } from '#platform/http';
import type { Job } from '#platform/jobs';
import { tidyFiles } from './housekeeping/service.ts';
import { vaultOf } from './vault.ts';

export function evidenceJobs(services: Services): Job[] {
  const vault = vaultOf(services);
  return [
    { name: 'evidence.housekeeping', cron: '25 * * * *', run: () => tidyFiles(services.database, vault) },
  ];
}
