import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Definitions are kept as they were written. The order of their columns is that of files; jsonb would sort names by length. */
export const definitionsAsWritten: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`alter table process_version alter column definition type json`.execute(db)
    // A preview is asked for with a definition.
    await sql`alter table job alter column request type json`.execute(db)
  },
}
