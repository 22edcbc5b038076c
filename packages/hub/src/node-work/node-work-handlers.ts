import type { HubContext } from '../context/hub-context.ts'
import { completeJobs } from '../jobs/end/complete-jobs.ts'
import { reportEvents } from '../jobs/queue/report-events.ts'
import { callRunState } from '../processes/calls/call-run-state.ts'
import { releaseRun } from '../processes/runs/leases/release-runs.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { pollWork } from './poll-work.ts'

/** What the nodes of containers ask for and tell about jobs and runs. */
export function createNodeWorkHandlers(
  context: HubContext,
): Pick<Handlers, 'node.poll' | 'node.events' | 'node.complete' | 'node.runState' | 'node.releaseRun'> {
  return {
    'node.poll': async ({ caller, body, meta }) => ({ body: await pollWork(context, caller, body, meta) }),
    'node.events': async ({ caller, params, body }) => ({
      body: await reportEvents(context, caller, params.job, body),
    }),
    'node.complete': async ({ caller, body }) => ({ body: await completeJobs(context, caller, body.completions) }),
    'node.runState': async ({ caller, params, body }) => ({
      // What was stored as JSON is answered as JSON.
      body: { result: (await callRunState(context, caller, params.run, body)) as never },
    }),
    'node.releaseRun': async ({ caller, params, body }) => {
      await releaseRun(context, caller, { run: params.run, attempt: body.attempt })
      return { body: undefined }
    },
  }
}
