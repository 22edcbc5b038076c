import { sql } from 'kysely'
import type { HousekeepingTask } from '../housekeeping/task.ts'
import type { HubContext } from '../hub-context.ts'
import { sweepJobsTask } from './sweep-jobs.ts'

/** How long finished jobs stay in the history: a quarter of a year. */
const historyDays = 90
const batchSize = 1000

/** Takes jobs out of the history, with their events. */
const deleteOldJobsTask: HousekeepingTask = { name: 'delete-old-jobs', intervalMs: 3_600_000, run: deleteOldJobs }

/** What the hub does about jobs by itself. */
export const jobTasks: readonly HousekeepingTask[] = [sweepJobsTask, deleteOldJobsTask]

/** Deletes jobs that were finished 90 days ago, a thousand at a time so that no statement takes long. */
export async function deleteOldJobs({ db, stopping }: HubContext): Promise<void> {
  while (!stopping.aborted) {
    const { numAffectedRows = 0n } = await sql`
      delete from job where id in (
        select id from job where state = 'finished' and finished_at < hub_now() - ${historyDays}::float8 * interval '1 day'
        order by finished_at limit ${batchSize} for update skip locked
      )`.execute(db)
    if (numAffectedRows < batchSize) return
  }
}
