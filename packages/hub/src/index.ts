// The whole public surface, listed by hand. What is not here is private.

export { type BackupOptions, backupDatabase } from './backup/backup-database.ts'
export type { BackupHeader, BackupSummary } from './backup/backup-format.ts'
export { restoreDatabase } from './backup/restore-database.ts'
export type { HubClock } from './basics/hub-clock.ts'
export type { HubLog } from './basics/hub-log.ts'
export { HubProblem, type ProblemFacts } from './basics/problem.ts'
export type { SuggestedConnection } from './context/hub-context.ts'
export type { MailOptions, MessagingOptions } from './context/messaging-options.ts'
export type { OpenIdConnectOptions, PeopleOptions } from './context/people-options.ts'
export type { Sealer } from './context/sealer.ts'
export { type EmbeddedDatabaseOptions, openEmbeddedDatabase } from './database/connecting/open-embedded.ts'
export { openPostgresqlDatabase, type PostgresqlDatabaseOptions } from './database/connecting/open-postgresql.ts'
export { DatabaseError, type DatabaseErrorCode } from './database/failures/database-error.ts'
export { isDatabaseUnavailable } from './database/failures/is-database-unavailable.ts'
export type { HubDatabase } from './database/hub-database.ts'
export { createHousekeeper, type Housekeeper } from './housekeeping/create-housekeeper.ts'
export { createExpiryTasks, type RetentionOptions } from './housekeeping/expire-rows.ts'
export type { HousekeepingTask, PeriodicTask, RemovalTask } from './housekeeping/task.ts'
export { createHub, type Hub, type HubOptions } from './hub.ts'
export { deleteUnusedSecrets } from './secrets/delete-unused-secrets.ts'
export { exportKeys, importKeys } from './secrets/export-keys.ts'
export {
  createKeyCommand,
  createKeyFile,
  createKeyText,
  type KeyFile,
  type KeyProvider,
} from './secrets/key-providers.ts'
export {
  createKeyDocument,
  type KeyDocument,
  type Keyring,
  KeyringError,
  parseKeyDocument,
  toKeyring,
} from './secrets/keyring.ts'
export { checkKeyring, openSealer } from './secrets/open-sealer.ts'
export { dropKey, type RotateKeysOptions, type RotationReport, rotateKeys } from './secrets/rotate-keys.ts'
export { createSealer, type KeyringSealer, type SealerOptions } from './secrets/sealer.ts'
export { type KeyVerification, type UnreadableSecret, verifyKeys } from './secrets/verify-keys.ts'
export type { RateLimit } from './server/pipeline/rate-limiter.ts'
export type { RateLimits } from './server/pipeline/request-limits.ts'
export type { ServerOptions } from './server/server-options.ts'
