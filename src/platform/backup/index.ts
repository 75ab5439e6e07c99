export { BackupError } from './errors.ts';
export { chooseBackup, listBackups } from './folder.ts';
export { nameOf, timeOf } from './format.ts';
export { type LoadTimes, loadBackup, requireKnownMigrations } from './load.ts';
export { type Made, type MakeOptions, makeBackup } from './make.ts';
export { type OpenedBackup, openBackup, readHeader } from './manifest.ts';
export { type Kept, type Pruned, pruneBackups } from './prune.ts';
export {
  checkObjects,
  type DamagedObject,
  type FilesRestored,
  inWords,
  restoreAnchors,
  restoreObjects,
} from './restore-files.ts';
export {
  clearFolder,
  isUnfinished,
  markFolder,
  refuseUnfinishedRestore,
  requireEmptyFolder,
  requireSpace,
  takeDatabase,
  unmarkDatabase,
  unmarkFolder,
} from './target.ts';
