import type { WebApp } from '#platform/http';
import { importRoutes } from './imports/routes.tsx';
import { leaverRoutes } from './leavers/routes.tsx';
import { matchRoutes } from './matches/routes.tsx';

export { findMapping } from './columns/queries.ts';
export { rememberColumns } from './columns/service.ts';
export { digestOf } from './digest.ts';
export { findHeld } from './held/queries.ts';
export { rosterJobs } from './inbox/jobs.ts';
export { applyRoster, planRoster } from './service.ts';
export { changesNothing, type RosterPlan, type RosterSchool } from './types.ts';
export { linesOf, whereOf } from './words.ts';

/** Imports of rosters, and the leavers that they propose. */
export function rosterRoutes(app: WebApp): void {
  importRoutes(app);
  leaverRoutes(app);
  matchRoutes(app);
}
