import type { BodyOf, ResponseOf, Routes, RunEnvelope } from '@coupa-connector/protocol'
import type { HubContext } from '../context/hub-context.ts'
import { jobLimits } from '../jobs/job/job-limits.ts'
import { takeCancellations } from '../jobs/queue/claim-jobs.ts'
import { type JobTaking, takeJobs } from '../jobs/queue/take-jobs.ts'
import { listenForNews } from '../jobs/watch/wait-for-news.ts'
import { claimRuns } from '../processes/runs/leases/claim-runs.ts'
import { releaseRun } from '../processes/runs/leases/release-runs.ts'
import type { NodePrincipal } from '../server/pipeline/principal.ts'
import { lookForWork } from './look-for-work.ts'

/**
 * Waits for jobs and runs of the node's container and leases them to it; ends early with wishes to cancel what the node holds. No
 * database connection is held while it waits. What was leased to a node that is gone by then is given back at once. Throws
 * `CREDENTIAL_REFUSED` as soon as the node is removed or has another credential.
 */
export async function pollWork(
  context: HubContext,
  node: NodePrincipal,
  { boot, capacity, runCapacity, waitMs }: BodyOf<Routes['node.poll']>,
  { signal, recheck }: { readonly signal: AbortSignal; readonly recheck: () => Promise<void> },
): Promise<ResponseOf<Routes['node.poll']>> {
  const untilMs = context.clock.monotonicMs() + waitMs
  using news = listenForNews(context, [`jobs-waiting:${node.container.id}`])
  const take = { context, node, boot, capacity, runCapacity, signal, recheck }
  let isTold = false
  while (!signal.aborted) {
    // When news of waiting jobs has come, it takes them without looking first, which saves a statement before the job starts.
    const jobs = isTold ? await takeJobs(take) : []
    const answer = jobs.length > 0 ? { jobs, runs: [], cancel: [] } : await lookAndTake(take)
    if (answer.jobs.length + answer.runs.length + answer.cancel.length > 0) return answer
    const leftMs = untilMs - context.clock.monotonicMs()
    if (leftMs <= 0) break
    isTold = await news.next(Math.min(leftMs, jobLimits.recheckMs), signal)
  }
  return { jobs: [], runs: [], cancel: [] }
}

interface Taking extends JobTaking {
  readonly runCapacity: number
  readonly recheck: () => Promise<void>
}

async function lookAndTake(take: Taking): Promise<ResponseOf<Routes['node.poll']>> {
  const { context, node, boot, recheck } = take
  const found = await lookForWork(context, node, boot)
  if (!found) {
    await recheck()
    return { jobs: [], runs: [], cancel: [] }
  }
  const cancel = found.hasCancellations ? await takeCancellations(context, node) : []
  const jobs = found.hasJobs ? await takeJobs(take) : []
  // A test that somebody waits for comes first; runs come with the next poll.
  const runs = found.hasRuns && jobs.length === 0 && cancel.length === 0 ? await takeRuns(take) : []
  return { jobs, runs, cancel }
}

/** Gives runs to the node. Those for a node that has gone meanwhile are given back. */
async function takeRuns({ context, node, boot, runCapacity, signal }: Taking): Promise<RunEnvelope[]> {
  if (runCapacity === 0 || signal.aborted) return []
  const runs = await claimRuns(context, node, runCapacity, boot)
  if (!signal.aborted) return runs
  for (const { run, attempt } of runs) await releaseRun(context, node, { run, attempt })
  return []
}
