export { readAnchors } from './anchors.ts';
export { auditJobs } from './jobs.ts';

export type { Verification } from './types.ts';
export { verifyAudit } from './verify.ts';
export { inWords } from './words.ts';
