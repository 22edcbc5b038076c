import { containerTasks } from '../containers/housekeeping.ts'
import { sweepJobsTask } from '../jobs/sweep-jobs.ts'
import { peopleTasks } from '../people/housekeeping.ts'
import { deleteUnusedSecrets } from '../secrets/delete-unused-secrets.ts'
import { createExpiryTasks, type RetentionOptions } from './expire-rows.ts'
import type { HousekeepingTask } from './task.ts'

/** Everything that a hub does by itself. */
export function createHubTasks(retention: RetentionOptions = {}): readonly HousekeepingTask[] {
  return [sweepJobsTask, ...containerTasks, ...peopleTasks, deleteUnusedSecrets, ...createExpiryTasks(retention)]
}
