import { sql } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import { isHeard, showsCredential } from '../jobs/queue/lock-container.ts'
import { hasWaitingRuns } from '../processes/runs/leases/claim-runs.ts'
import type { NodePrincipal } from '../server/pipeline/principal.ts'

/** What waits for a node. */
export interface FoundWork {
  readonly hasJobs: boolean
  readonly hasCancellations: boolean
  /** Runs of processes. */
  readonly hasRuns: boolean
}

/**
 * What a node would be given, found out without a lock: nearly all looks of waiting polls end here. Undefined when the node
 * is gone, has another credential, stands still, or was started again since: what asks is the program before, which may still
 * run somewhere.
 */
export async function lookForWork(
  { db }: HubContext,
  node: NodePrincipal,
  boot: string,
): Promise<FoundWork | undefined> {
  const { rows } = await sql<FoundWork>`
    select
      exists (select from job where job.container_id = ${node.container.id}::uuid and job.state = 'queued') as "hasJobs",
      exists (
        select from job where job.node_id = ${node.id}::uuid and job.state = 'running'
          and job.cancel_requested_at is not null and job.cancel_told_at is null
      ) as "hasCancellations",
      ${hasWaitingRuns(node.container.id)} as "hasRuns"
    from container_node as node
    where node.id = ${node.id}::uuid and (boot_id is null or boot_id = ${boot}::uuid) and ${showsCredential(node)}
      and ${isHeard}`.execute(db)
  return rows[0]
}
