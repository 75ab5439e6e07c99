import { migrationState, ownVersion } from '#platform/db';
import { type Check, fail, notSeen, ok, warn } from '../types.ts';

export const migrations: Check = {
  name: 'migrations',
  title: 'Version of the data',
  run: async ({ database }) => {
    if (database.state !== 'open') return notSeen;
    const { missing, unknown, changed, newerVersion } = await migrationState(database.ownerUrl);
    if (unknown.length > 0)
      return fail(
        `a newer Gatehouse${newerVersion === null ? '' : ` (${newerVersion})`} has opened this database; this is ${ownVersion()}`,
        'This version refuses to start on it.',
        'Start the newer one, or restore the backup from before the upgrade.',
      );
    if (changed.length > 0)
      return fail(
        `${changed.join(', ')} is not the file that ran`,
        'Program and data do not belong together.',
        'Put the release back as it was.',
      );
    if (missing.length > 0)
      return warn(
        `${missing.length} ${missing.length === 1 ? 'migration waits' : 'migrations wait'}`,
        'The program is newer than the data.',
        'Take a backup; then the next start brings the data up to date.',
      );
    return ok('up to date');
  },
};
