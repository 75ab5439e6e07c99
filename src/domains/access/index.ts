export { restrictionRoutes } from './restriction/routes.tsx';
export { lift, restrict, restrictionsOf } from './restriction/service.ts';
export type { Restriction, Scope } from './restriction/types.ts';
export { restrictionWords, scopeWords } from './restriction/words.ts';
