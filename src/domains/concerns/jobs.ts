import type { Services } from '#platform/http';
import type { Job } from '#platform/jobs';
import { chaseMyConcern } from './case/chase/service.ts';
import { keepHouse } from './housekeeping/service.ts';
import { chasePoliceDecisions } from './referral/police/chase.ts';
import { escalateDue } from './routing/escalation/service.ts';
import { remindDue } from './routing/reminders/service.ts';

/** What is due stands in the tables, so a run that is missed is made up for by the next one. */
export function concernJobs({ database, log }: Services): Job[] {
  return [
    {
      name: 'concern.escalate',
      cron: '* * * * *',
      run: async () => {
        const told = await escalateDue(database);
        if (told > 0) log.info({ cases: told }, 'told the next in line');
      },
    },
    // Within the working day; each action is reminded of once a day, however often this runs.
    { name: 'concern.remind', cron: '*/10 7-18 * * *', run: async () => void (await remindDue(database)) },
    // A decision about the Police that was due before today is told to the Head, once a day (SY-3.1.4).
    {
      name: 'concern.police',
      cron: '*/10 7-18 * * *',
      run: async () => void (await chasePoliceDecisions(database)),
    },
    // Once a week: a case that MyConcern does not know of yet (CT-note-4).
    { name: 'concern.chase', cron: '10 8 * * 1', run: async () => void (await chaseMyConcern(database)) },
    {
      name: 'concern.housekeeping',
      cron: '20 * * * *',
      run: async () => log.info(await keepHouse(database), 'kept house'),
    },
  ];
}
