import { formatInstant, Temporal } from '#platform/clock';
import { type Check, fail, notSeen, ok, warn } from '../types.ts';

const LATE_HOURS = 26;
const FAR_TOO_LATE_HOURS = 7 * 24;

/** Gatehouse's own backups (`gatehouse backup`); what other tools make it does not know. */
export const backup: Check = {
  name: 'backup',
  title: 'Backup',
  run: async ({ database, at }) => {
    if (database.state !== 'open') return notSeen;
    const means = 'What is lost with this machine is lost.';
    const todo = 'Take one: “gatehouse backup <folder on another disk>”, and have it taken daily.';
    const [last] = await database
      .ask('select max(ended_at) as at from app.backup where failure is null and check_failure is null')
      .catch(() => []);
    if (!(last?.at instanceof Date))
      return warn(
        'Gatehouse has made none',
        `${means} Backups made with other tools are not seen here.`,
        todo,
      );
    const made = Temporal.Instant.fromEpochMilliseconds(last.at.getTime());
    const hours = made.until(at).total('hours');
    const says = `the last one is of ${formatInstant(made)}`;
    if (hours > FAR_TOO_LATE_HOURS) return fail(says, means, todo);
    return hours > LATE_HOURS ? warn(says, means, todo) : ok(says);
  },
};
