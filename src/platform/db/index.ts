export type {
  AuditEvent,
  Me,
  Role,
} from './actor.ts';
export { createDatabase, type Database, type FoundSession, type Tx } from './database.ts';
export { attachEmbedded, type EmbeddedDatabase, lookAtEmbedded, startEmbedded } from './embedded.ts';
export { appUrl, migrate, migrationState, refuseNewer } from './migrate.ts';
export { ownVersion } from './migration-state.ts';
export type { DB } from './schema.ts';
export { holdsSealed } from './sealed.ts';
