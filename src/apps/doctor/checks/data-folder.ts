import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { type Check, fail, ok, warn } from '../types.ts';

const OTHERS_READ = 0o066;

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false; // that is the answer
  }
}

export const dataFolder: Check = {
  name: 'data-folder',
  title: 'Data folder',
  run: ({ config: { dataDir } }) => {
    if (!existsSync(dataDir))
      return warn(
        `${dataDir} is not there yet`,
        'The first start makes it.',
        'Or set GATEHOUSE_DATA to where it lies.',
      );
    if (!mayWrite(dataDir))
      return fail(
        `${dataDir} cannot be written by this account`,
        'Gatehouse cannot start as this account.',
        'Run this as the account that Gatehouse runs as, or give the folder to it.',
      );
    if ((statSync(dataDir).mode & OTHERS_READ) !== 0)
      return warn(
        `${dataDir} can be read or written by other accounts`,
        'Key and database have modes of their own, but nobody else has business here.',
        `Run: chmod go-rw ${dataDir}`,
      );
    return ok(dataDir);
  },
};
