export type {
  AuditEvent,
  Me,
  Role,
} from './actor.ts';
export { createDatabase, type Database, type FoundSession, type Tx } from './database.ts';
export { attachEmbedded, type EmbeddedDatabase, startEmbedded } from './embedded.ts';
export { bulkSettings, discardEmbedded, syncEmbedded } from './embedded-bulk.ts';
export {
  appUrl,
  MIGRATION_LOCK,
  migrate,
  type Ran,
  replayMigrations,
  UNFINISHED_MARK,
  unknownMigrations,
} from './migrate.ts';
export type { DB } from './schema.ts';
