import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { completeJobs } from './end/complete-jobs.ts'
import { pollJobs } from './queue/poll-jobs.ts'
import { reportEvents } from './queue/report-events.ts'

/** What the nodes of containers ask for and tell about jobs. */
export function createNodeJobHandlers(
  context: HubContext,
): Pick<Handlers, 'node.poll' | 'node.events' | 'node.complete'> {
  return {
    'node.poll': async ({ caller, body, meta }) => ({ body: await pollJobs(context, caller, body, meta) }),
    'node.events': async ({ caller, params, body }) => ({
      body: await reportEvents(context, caller, params.job, body),
    }),
    'node.complete': async ({ caller, body }) => ({ body: await completeJobs(context, caller, body.completions) }),
  }
}
