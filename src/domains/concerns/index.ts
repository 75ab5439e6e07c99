export { concernJobs } from './jobs.ts';
export { reportRoutes } from './report/routes.tsx';
export { findTodayForReporter } from './report/today.ts';
