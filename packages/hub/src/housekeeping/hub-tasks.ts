import { forgetContainerLeftovers, noteContainerStatuses } from '../containers/housekeeping.ts'
import { sweepJobsTask } from '../jobs/sweep-jobs.ts'
import { peopleTasks } from '../people/housekeeping.ts'
import { deleteUnusedSecrets } from '../secrets/delete-unused-secrets.ts'
import { watchClock } from './database-clock.ts'
import { createExpiryTasks, type RetentionOptions } from './expire-rows.ts'
import type { HousekeepingTask } from './task.ts'

/** Everything that a hub does by itself. */
export function createHubTasks(retention: RetentionOptions = {}): readonly HousekeepingTask[] {
  return [
    watchClock,
    sweepJobsTask,
    noteContainerStatuses,
    forgetContainerLeftovers,
    ...peopleTasks,
    deleteUnusedSecrets,
    ...createExpiryTasks(retention),
  ]
}
