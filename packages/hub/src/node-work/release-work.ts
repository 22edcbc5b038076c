import type { Kysely } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import { releaseJobs } from '../jobs/queue/release-jobs.ts'
import { releaseRuns } from '../processes/runs/leases/release-runs.ts'

/** Lets go of what a container, an attachment to it or a node has, because it is being removed or was started anew. */
export async function releaseWork(
  context: HubContext,
  trx: Kysely<Database>,
  of: Parameters<typeof releaseJobs>[2],
): Promise<void> {
  await releaseJobs(context, trx, of)
  await releaseRuns(context, trx, of)
}
