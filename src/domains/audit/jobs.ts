import type { Services } from '#platform/http';
import type { Job } from '#platform/jobs';
import { anchorChains } from './anchors.ts';

/** Hourly, so that a machine that is switched off at night has its anchor of the day all the same. */
export function auditJobs({ database, config, log }: Services): Job[] {
  return [
    {
      name: 'audit.anchor',
      cron: '5 * * * *',
      run: async () => {
        const anchored = await anchorChains(database, config.dataDir);
        if (anchored > 0) log.info({ chains: anchored }, 'anchored the audit chains');
      },
    },
  ];
}
