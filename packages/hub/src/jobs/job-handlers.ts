import { type JobEvent, largestInteger } from '@coupa-connector/protocol'
import { createId } from '../basics/create-id.ts'
import { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { AccountAccess } from '../server/pipeline/principal.ts'
import type { Handlers, RequestMeta, StreamedEvent } from '../server/routes/handler.ts'
import { cancelJob } from './end/cancel-job.ts'
import { listJobs, readEvents, readJob, readMatrix } from './job/read-jobs.ts'
import { startOperation } from './start/start-operation.ts'
import { startTests } from './start/start-tests.ts'
import { findDifferences } from './watch/matrix-differences.ts'
import { streamEvents, type Watcher, waitForEvents, waitForFinish } from './watch/watch-job.ts'

type JobRouteId =
  | 'tests.start'
  | 'tests.startMatrix'
  | 'tests.matrix'
  | 'tests.list'
  | 'reads.start'
  | 'operations.start'
  | 'jobs.list'
  | 'job.get'
  | 'job.events'
  | 'job.stream'
  | 'job.cancel'

/** Tests, operations, and the jobs that both are. */
export function createJobHandlers(context: HubContext): Pick<Handlers, JobRouteId> {
  const { db } = context
  return {
    'tests.start': async (request) => {
      const { container, ...target } = request.body
      return await request.commit(async (trx) => {
        const { jobs } = await startTests(context, trx, request, target, { container, matrix: null })
        const [job] = jobs
        if (!job) throw new Error('A test was started and is not there')
        return { body: job }
      })
    },
    'tests.startMatrix': async (request) => {
      const { containers, ...target } = request.body
      const matrix = createId()
      return await request.commit(async (trx) => ({
        body: { matrix, ...(await startTests(context, trx, request, target, { containers, matrix })) },
      }))
    },
    'tests.matrix': async ({ account, params }) => {
      const jobs = await readMatrix(db, account.id, params.matrix)
      const isFinished = jobs.every(({ state }) => state === 'finished')
      return { body: { matrix: params.matrix, isFinished, jobs, differences: findDifferences(jobs) } }
    },
    'tests.list': async ({ account, query }) => ({
      body: await listJobs(db, account.id, { ...query, kind: 'test' }),
    }),
    'reads.start': (request) => request.commit(async (trx) => ({ body: await startOperation(context, trx, request) })),
    'operations.start': (request) =>
      request.commit(async (trx) => ({ body: await startOperation(context, trx, request) })),
    'jobs.list': async ({ account, query }) => ({ body: await listJobs(db, account.id, query) }),
    'job.get': async ({ account, params, query, meta }) => ({
      body:
        query.waitMs === 0
          ? await readJob(db, account.id, params.job)
          : await waitForFinish(context, watcherOf(account, meta), params.job, query.waitMs),
    }),
    'job.events': async ({ account, params, query, meta }) => ({
      body: await waitForEvents(context, watcherOf(account, meta), params.job, query),
    }),
    'job.stream': async ({ account, params, query, meta }) => {
      const after = readLastEventId(meta.lastEventId) ?? query.after
      // Checked before the stream starts, so that a missing job is a problem and not an empty stream.
      await readEvents(db, account.id, params.job, after)
      return { body: toStream(streamEvents(context, watcherOf(account, meta), params.job, after)) }
    },
    'job.cancel': async (request) => ({ body: await cancelJob(context, request) }),
  }
}

/** The number in `Last-Event-ID`. Undefined for what is not a number of an event. */
function readLastEventId(given: string | undefined): number | undefined {
  const last = Number(given)
  if (!Number.isInteger(last) || last <= 0) return undefined
  if (last <= largestInteger) return last
  throw new HubProblem('REQUEST_INVALID', {
    detail: 'Last-Event-ID is larger than any number of an event.',
    suggestion: 'Send the id of the last event that was received, or leave the header out.',
  })
}

function watcherOf(account: AccountAccess, { signal, recheck }: RequestMeta): Watcher {
  return { account: account.id, signal, recheck }
}

async function* toStream(events: AsyncIterable<JobEvent>): AsyncGenerator<StreamedEvent<JobEvent>> {
  for await (const event of events) yield { id: String(event.sequence), data: event }
}
