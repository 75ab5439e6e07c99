import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Check, fail, ok, warn } from '../types.ts';

const GIGABYTE = 1_000_000_000;
const LEAST = 1;
const ENOUGH = 5;

/** The folder, or what it will be made in. */
const nearest = (path: string): Promise<string> =>
  stat(path).then(
    () => path,
    () => nearest(dirname(path)),
  );

export const disk: Check = {
  name: 'disk-space',
  title: 'Disk space',
  run: async ({ config }) => {
    const { bavail, bsize } = await statfs(await nearest(config.dataDir));
    const free = (bavail * bsize) / GIGABYTE;
    const says = `${free.toFixed(1)} GB free`;
    const todo =
      'Free space on that disk, or move the data folder to a larger one while Gatehouse is stopped.';
    if (free < LEAST)
      return fail(says, 'On a full disk nothing can be reported. What was sent is safe.', todo);
    if (free < ENOUGH) return warn(says, 'Evidence, the database and its log grow.', todo);
    return ok(says);
  },
};
