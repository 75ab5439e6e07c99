export { answerForReport } from './guard/service.ts';
export { LockedCard } from './guard/views/locked.tsx';
export { evidenceJobs } from './jobs.ts';
export { checkKeys, rewrapSchoolKeys } from './keys/service.ts';
export { attachFolder, findItems } from './queries.ts';
export { evidenceRoutes } from './routes.ts';
export type { Answer, Item } from './types.ts';
export { vaultOf } from './vault.ts';
export { kindOfFile, sizeWords } from './words.ts';
