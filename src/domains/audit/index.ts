export { readAnchors } from './anchors.ts';
export { auditJobs } from './jobs.ts';

export { verifyAudit } from './verify.ts';
export { inWords } from './words.ts';
