export { answerForReport } from './guard/service.ts';
export { evidenceJobs } from './jobs.ts';
export { checkKeys, rewrapSchoolKeys } from './keys/service.ts';
export { attachFolder, holdsLocked } from './queries.ts';
export { looksAfterDisks } from './quota/policy.ts';
export { findShortOfRoom, type ShortOfRoom } from './quota/service.ts';
export { evidenceRoutes } from './routes.ts';
export { vaultOf } from './vault.ts';
export { kindOfFile, sizeWords } from './words.ts';
