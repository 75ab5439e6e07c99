export { caseRoutes, findTodayForHandler } from './case/index.ts';
export { figuresRoutes } from './figures/routes.tsx';
export { findFigures } from './figures/service.ts';
export { noteGuard } from './files.ts';
export { concernJobs } from './jobs.ts';
export { paperRoutes } from './paper/routes.tsx';
export type { Step } from './pathway/definition.ts';
export { definitions } from './pathway/definitions/index.ts';
export { choicesOf, pathwaysFor } from './pathway/progress.ts';
export { type Deeds, standingOf } from './pathway/standing.ts';
export type { Given } from './pathway/types.ts';
export { answeredWords } from './pathway/words.ts';
export { reportRoutes } from './report/routes.tsx';
export { findTodayForReporter } from './report/today.ts';
export { findTodayAbove } from './routing/service.ts';
export { routingRoutes } from './routing/settings/routes.tsx';
export { ladderRoutes } from './sanction/ladder/routes.tsx';
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
export { answerRoutes } from './ways/answers/routes.tsx';
export { identityRoutes } from './ways/identity/routes.tsx';
export { RECEIPT_PURPOSE } from './ways/intake/receipt.ts';
export { findUnopenableTold, resealTold } from './ways/keys/service.ts';
export { waySettingsRoutes } from './ways/settings/routes.tsx';
export { tellRoutes } from './ways/tell/routes.tsx';
