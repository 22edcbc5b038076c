// The whole public surface, listed by hand. What is not here is private.
export type { HubDatabase } from './database/hub-database.ts'
export { type EmbeddedDatabaseOptions, openEmbeddedDatabase } from './database/open-embedded.ts'
export { openPostgresqlDatabase, type PostgresqlDatabaseOptions } from './database/open-postgresql.ts'
export { createHub, type Hub, type HubOptions } from './hub.ts'
export type { HubClock, HubLog, Sealer } from './hub-context.ts'
export type { OpenIdConnectOptions, PeopleOptions } from './people/people-options.ts'
