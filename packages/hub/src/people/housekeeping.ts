import { sql } from 'kysely'
import { removeOldRows } from '../housekeeping/remove-old-rows.ts'
import type { RemovalTask } from '../housekeeping/task.ts'

/** How long ended invitations and keys are kept for people to look at. */
const keptDays = 90

/** Removes what people leave behind. None of it has any effect any more by then. */
export const peopleTasks: readonly RemovalTask[] = [
  {
    name: 'delete-expired-sessions',
    intervalMs: 10 * 60_000,
    remove: async ({ db, people }, now) => {
      await sql`delete from session where expires_at <= ${now}::timestamptz
        or seen_at <= ${now}::timestamptz - ${people.sessionIdleMs}::float8 * interval '1 millisecond'`.execute(db)
    },
  },
  {
    name: 'delete-ended-invitations-and-keys',
    intervalMs: 24 * 3_600_000,
    remove: async (context, now) => {
      const ago = sql`${now}::timestamptz - make_interval(days => ${keptDays}::int)`
      await removeOldRows(context, {
        table: 'invitation',
        condition: sql`least(accepted_at, revoked_at, expires_at) < ${ago}`,
        oldestFirst: sql`created_at`,
        keptDays,
      })
      await removeOldRows(context, {
        table: 'api_key',
        condition: sql`least(revoked_at, expires_at) < ${ago}`,
        oldestFirst: sql`created_at`,
        keptDays,
      })
    },
  },
]
