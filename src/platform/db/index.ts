export type {
  AuditEvent,
  ContentRow,
  CorrespondentActor,
  Me,
  Role,
} from './actor.ts';
export { createDatabase, type Database, type FoundSession, type Tx } from './database.ts';
export { attachEmbedded, type EmbeddedDatabase, lookAtEmbedded, startEmbedded } from './embedded.ts';
export { bulkSettings, discardEmbedded, syncEmbedded } from './embedded-bulk.ts';
export { haveHouseAlone, type Stay, stayInHouse } from './house.ts';
export {
  appUrl,
  MIGRATION_LOCK,
  migrate,
  migrationState,
  type Ran,
  refuseNewer,
  replayMigrations,
  setAppPassword,
  UNFINISHED_MARK,
  unknownMigrations,
} from './migrate.ts';
export { ownVersion } from './migration-state.ts';
export type { DB } from './schema.ts';
export { holdsSealed } from './sealed.ts';
