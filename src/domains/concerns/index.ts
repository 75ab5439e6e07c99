export { caseRoutes, findTodayForHandler, readSaved } from './case/index.ts';
export { figuresRoutes } from './figures/routes.tsx';
export { findFigures } from './figures/service.ts';
export { noteGuard } from './files.ts';
export { concernJobs } from './jobs.ts';
export { paperRoutes } from './paper/routes.tsx';
export { reportRoutes } from './report/routes.tsx';
export { findTodayForReporter } from './report/today.ts';
export { findTodayAbove } from './routing/service.ts';
export { routingRoutes } from './routing/settings/routes.tsx';
export { signatureRoutes } from './signature/routes.tsx';
export type {
  CategoryId,
  ChildInvolvement,
  FourC,
  Intent,
  KindId,
  ParentsAnswer,
  Part,
  Place,
  Severity,
  Status,
  Stream,
} from './types.ts';
