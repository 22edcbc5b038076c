import { alertTasks } from './alerts/alert-tasks.ts'
import { schemaTasks } from './connection-schemas/schema-tasks.ts'
import { scheduledTestsTask } from './connection-tests/start-scheduled-tests.ts'
import { forgetContainerLeftovers, noteContainerStatuses } from './containers/housekeeping.ts'
import { watchClock } from './housekeeping/database-clock.ts'
import { createExpiryTasks, type RetentionOptions } from './housekeeping/expire-rows.ts'
import type { HousekeepingTask } from './housekeeping/task.ts'
import { sweepJobsTask } from './jobs/queue/sweep-jobs.ts'
import { peopleTasks } from './people/housekeeping.ts'
import { forgetOldInputsTask } from './processes/loads/forget-old-inputs.ts'
import { retryHeldLoadsTask } from './processes/loads/retry-held-loads.ts'
import { reconcileRunsTask, recoverRunsTask } from './processes/runs/leases/recover-runs.ts'
import { startWaitingRunsTask } from './processes/runs/start-waiting-runs.ts'
import { deleteUnusedSecrets } from './secrets/delete-unused-secrets.ts'

/** Everything that a hub does by itself. */
export function createHubTasks(retention: RetentionOptions = {}): readonly HousekeepingTask[] {
  return [
    watchClock,
    sweepJobsTask,
    recoverRunsTask,
    startWaitingRunsTask,
    retryHeldLoadsTask,
    reconcileRunsTask,
    noteContainerStatuses,
    forgetContainerLeftovers,
    ...peopleTasks,
    deleteUnusedSecrets,
    forgetOldInputsTask,
    scheduledTestsTask,
    ...schemaTasks,
    ...alertTasks,
    ...createExpiryTasks(retention),
  ]
}
