export { type ListedCertificate, listDestroyed, readDestroyed } from './destroyed.ts';
export { BackupError } from './errors.ts';
export { chooseBackup, listBackups } from './folder.ts';
export { nameOf, timeOf } from './format.ts';
export { type LoadTimes, loadBackup, requireKnownMigrations } from './load.ts';
export { type Made, makeBackup } from './make.ts';
export { type OpenedBackup, openBackup, opensWith } from './manifest.ts';
export { type Pruned, pruneBackups } from './prune.ts';
export {
  checkObjects,
  type FilesRestored,
  inWords,
  restoreAnchors,
  restoreObjects,
} from './restore-files.ts';
export {
  clearFolder,
  completeRestore,
  isUnfinished,
  markComplete,
  markFolder,
  refuseUnfinishedRestore,
  requireEmptyFolder,
  requireSpace,
  takeDatabase,
} from './target.ts';
