export { type BackedUp, backUp, checkAndRecord, clearOld } from './back-up.ts';
export { failureInWords } from './failures.ts';
export { backupJobs } from './jobs.ts';
export { seesBackups } from './policy.ts';
export { type Restored, restoreBackup } from './restore.ts';
export { backupRoutes } from './routes.tsx';
export { findBackupAlarm } from './service.ts';
