import { cases } from './cases.ts';
import { evidence } from './evidence.ts';
import { follows } from './follows.ts';
import { pathways } from './pathways.ts';
import { people } from './people.ts';
import { posts } from './posts.ts';
import { reports } from './reports.ts';
import { responsibilities } from './responsibilities.ts';
import { audit, mail } from './rest.ts';
import { retention } from './retention.ts';
import { rosters } from './rosters.ts';
import { sanctions } from './sanctions.ts';
import { settingChanges } from './settings.ts';
import { signIn } from './sign-in.ts';
import { staff } from './staff.ts';
import { transfers } from './transfers.ts';
import type { Matrix } from './types.ts';
import { watch } from './watch.ts';
import { waysIn } from './ways-in.ts';

export const matrix: Matrix = {
  ...people,
  ...posts,
  ...responsibilities,
  ...rosters,
  ...signIn,
  ...reports,
  ...cases,
  ...follows,
  ...pathways,
  ...staff,
  ...sanctions,
  ...watch,
  ...waysIn,
  ...evidence,
  ...retention,
  ...settingChanges,
  ...transfers,
  ...mail,
  ...audit,
};
