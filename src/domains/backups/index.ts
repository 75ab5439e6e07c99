export { type BackedUp, backUp, checkAndRecord, clearOld } from './back-up.ts';
export { failureInWords } from './failures.ts';
export { type BackupJobs, backupJobs } from './jobs.ts';
export { seesBackups } from './policy.ts';
export { type Restored, type RestoreOptions, restoreBackup } from './restore.ts';
export { backupRoutes } from './routes.tsx';
export { type BackupAlarm, findBackupAlarm } from './service.ts';
