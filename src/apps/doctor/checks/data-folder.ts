import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { type Check, fail, ok, warn } from '../types.ts';

const OTHERS_READ = 0o066;

const mayWrite = (path: string): Promise<boolean> =>
  access(path, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false, // that is the answer
  );

export const dataFolder: Check = {
  name: 'data-folder',
  title: 'Data folder',
  run: async ({ config: { dataDir } }) => {
    const found = await stat(dataDir).catch(() => undefined);
    if (found === undefined)
      return warn(
        `${dataDir} is not there yet`,
        'The first start makes it.',
        'Or set GATEHOUSE_DATA to where it lies.',
      );
    if (!(await mayWrite(dataDir)))
      return fail(
        `${dataDir} cannot be written by this account`,
        'Gatehouse cannot start as this account.',
        'Run this as the account that Gatehouse runs as, or give the folder to it.',
      );
    if ((found.mode & OTHERS_READ) !== 0)
      return warn(
        `${dataDir} can be read or written by other accounts`,
        'Key and database have modes of their own, but nobody else has business here.',
        `Run: chmod go-rw ${dataDir}`,
      );
    return ok(dataDir);
  },
};
