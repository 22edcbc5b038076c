import { sql } from 'kysely'
import { removeOldRows } from '../housekeeping/remove-old-rows.ts'
import type { HousekeepingTask } from '../housekeeping/task.ts'
import { sendAlertsTask } from './outbox/send-messages.ts'
import { noteConnectionStatesTask } from './watch/note-connection-states.ts'
import { watchDeploymentsTask } from './watch/watch-deployments.ts'

/** How long alerts are kept for people to look at, and messages that are done with. */
const keptDays = 90

/** Everything that a hub does by itself about alerts. */
export const alertTasks: readonly HousekeepingTask[] = [
  noteConnectionStatesTask,
  watchDeploymentsTask,
  sendAlertsTask,
  {
    name: 'forget-old-alerts',
    intervalMs: 24 * 3_600_000,
    remove: async (context, now) => {
      // What is gone can be over no more.
      await sql`delete from alert_incident where not exists (select from deployment where deployment.id = subject_id)
        and not exists (select from connection where connection.account_id = alert_incident.account_id
          and connection.id = subject_id)`.execute(context.db)
      const isOld = sql`created_at < ${now}::timestamptz - make_interval(days => ${keptDays}::int)`
      await removeOldRows(context, { table: 'alert', condition: isOld, oldestFirst: sql`created_at`, keptDays })
      await removeOldRows(context, {
        table: 'alert_message',
        condition: sql`${isOld} and state in ('sent', 'given-up')`,
        oldestFirst: sql`created_at`,
        keptDays,
      })
    },
  },
]
