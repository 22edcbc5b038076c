// The whole public surface, listed by hand. What is not here is private.

export { type BackupOptions, backupDatabase } from './backup/backup-database.ts'
export type { BackupHeader, BackupSummary } from './backup/backup-format.ts'
export { restoreDatabase } from './backup/restore-database.ts'
export { DatabaseError, type DatabaseErrorCode } from './database/database-error.ts'
export type { HubDatabase } from './database/hub-database.ts'
export { isDatabaseUnavailable } from './database/is-database-unavailable.ts'
export {
  type EmbeddedDatabaseOptions,
  embeddedDatabaseNotice,
  openEmbeddedDatabase,
} from './database/open-embedded.ts'
export { openPostgresqlDatabase, type PostgresqlDatabaseOptions } from './database/open-postgresql.ts'
export { createHousekeeper, type Housekeeper } from './housekeeping/create-housekeeper.ts'
export { createExpiryTasks, type RetentionOptions } from './housekeeping/expire-rows.ts'
export type { HousekeepingTask } from './housekeeping/task.ts'
export { createHub, type Hub, type HubOptions } from './hub.ts'
export type { HubClock, HubLog, Sealer } from './hub-context.ts'
export type { OpenIdConnectOptions, PeopleOptions } from './people/people-options.ts'
export {
  createKeyDocument,
  type KeyDocument,
  KeyringError,
  parseKeyDocument,
  toKeyring,
} from './secrets/keyring.ts'
export { createSealer, type KeyringSealer } from './secrets/sealer.ts'
