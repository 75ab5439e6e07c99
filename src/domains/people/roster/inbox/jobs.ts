import type { Services } from '#platform/http';
import type { Job } from '#platform/jobs';
import { lookAtInbox } from './look.ts';

/** Every minute where a folder is set; a file is taken in at the second look that finds it the same. */
export function rosterJobs(services: Services): Job[] {
  const { rosterInbox, rosterInboxShare } = services.config;
  if (rosterInbox === undefined) return [];
  const told = new Set<string>();
  const tellOnce = (key: string, facts: object, message: string) => {
    if (told.has(key)) return;
    told.add(key);
    services.log.warn(facts, message);
  };
  return [
    {
      name: 'roster.inbox',
      cron: '* * * * *',
      run: async () => {
        try {
          for (const urn of await lookAtInbox(services, rosterInbox, rosterInboxShare))
            tellOnce(urn, { urn }, 'a folder of the roster inbox belongs to no school');
        } catch (error) {
          if (!(error instanceof Error && 'syscall' in error)) throw error;
          tellOnce('inbox', { err: error.message }, 'the roster inbox cannot be read');
        }
      },
    },
  ];
}
