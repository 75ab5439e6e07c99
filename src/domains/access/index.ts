export { restrictionRoutes } from './restriction/routes.tsx';
export { lift, restrict, restrictionsOf } from './restriction/service.ts';
export { type Restriction, type Scope, scopes } from './restriction/types.ts';
export { restrictionWords, scopeWords } from './restriction/words.ts';
