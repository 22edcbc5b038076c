import { sql } from 'kysely'
import { removeOldRows } from '../housekeeping/remove-old-rows.ts'
import type { HousekeepingTask } from '../housekeeping/task.ts'
import { noteSchemasTask } from './note-schemas.ts'

/** How long people can look at what has changed. */
const keptDays = 400

/** Everything that a hub does by itself about the fields of organizations. */
export const schemaTasks: readonly HousekeepingTask[] = [
  noteSchemasTask,
  {
    name: 'forget-old-schema-drifts',
    intervalMs: 24 * 3_600_000,
    remove: (context, now) =>
      removeOldRows(context, {
        table: 'schema_drift',
        condition: sql`at < ${now}::timestamptz - make_interval(days => ${keptDays}::int)`,
        oldestFirst: sql`at`,
        keptDays,
      }),
  },
]
