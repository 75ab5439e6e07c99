export { newCode } from './credentials/code.ts';
export { signInJobs } from './housekeeping/jobs.ts';
export { checkAuthenticators, resealAuthenticators } from './keys/service.ts';
export { unknownNames } from './metrics.ts';
export { park } from './parking/routes.ts';
export { takeParked } from './parking/service.ts';
export { signInRoutes } from './routes.ts';
export { findIsSetUp } from './set-up/service.ts';
