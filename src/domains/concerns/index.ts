export { concernJobs } from './jobs.ts';
export { reportRoutes } from './report/routes.tsx';
export { findTodayForReporter } from './report/today.ts';
export type {
  CategoryId, ChildInvolvement, FourC, Intent, KindId, ParentsAnswer, Part, Place, Severity, Status, Stream,
} from './types.ts';
