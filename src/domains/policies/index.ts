export { asReference, referencesFor } from './reference/queries.ts';
export { referenceRoutes } from './reference/routes.tsx';
export type { Reference } from './reference/types.ts';
export { forceWords } from './reference/words.ts';
