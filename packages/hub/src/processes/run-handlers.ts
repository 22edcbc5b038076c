import type { Run } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { auditRequest } from '../audit/audit-request.ts'
import { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import { listenForNews } from '../jobs/watch/wait-for-news.ts'
import type { ChangeRequest, Handlers } from '../server/routes/handler.ts'
import { askedRun } from './asked-run.ts'
import { lockDeployment } from './deployments/change-deployment.ts'
import { readDeployment } from './deployments/deployment-view.ts'
import { markDismissed } from './failures/mark-dismissed.ts'
import { dismissFailures, findOpenFailures, listFailures } from './failures/process-failures.ts'
import { retriedRecords } from './failures/retried-records.ts'
import { listResults } from './loads/list-results.ts'
import { cancelRun } from './runs/cancel-run.ts'
import { createRun, type NewRun } from './runs/create-run.ts'
import { listRuns, readRun } from './runs/run-view.ts'
import { asSeenBy, withoutRecords } from './runs/shown-records.ts'

type RunRouteId =
  | Extract<keyof Handlers, `run.${string}` | `runs.${string}`>
  | 'failures.list'
  | 'failures.retry'
  | 'failures.dismiss'

/** News may be lost, so whoever waits for a run looks again after this time. */
const recheckMs = 2000

/** Runs, and the records that they set aside. */
export function createRunHandlers(context: HubContext): Pick<Handlers, RunRouteId> {
  const { db } = context
  return {
    'runs.start': (request) => {
      return request.commit(async (trx) => {
        const { deployment } = request.params
        const asked = await askedRun(trx, await lockDeployment(trx, request.account.id, deployment), request.body)
        const run = { ...asked, trigger: triggerOf(request) }
        return { body: await startRun(context, trx, request, deployment, run) }
      })
    },
    'runs.list': async ({ account, query }) => {
      const { items, nextCursor } = await listRuns(db, account.id, query)
      return { body: { items: items.map(withoutRecords), nextCursor } }
    },
    'run.get': async ({ account, params, query, meta }) => {
      const untilMs = context.clock.monotonicMs() + query.waitMs
      using news = listenForNews(context, [`run-changed:${params.run}`])
      for (;;) {
        const run = await readRun(db, account.id, params.run)
        const leftMs = untilMs - context.clock.monotonicMs()
        const isOver = run.state === 'ended' || run.state === 'skipped'
        if (leftMs <= 0 || isOver || meta.signal.aborted) return { body: asSeenBy(account.role, run) }
        await news.next(Math.min(leftMs, recheckMs), meta.signal)
        await meta.recheck()
      }
    },
    'run.results': async ({ account, params, query }) => ({
      body: await listResults(db, account.id, params.run, query),
    }),
    'run.cancel': async (request) => {
      await cancelRun(context, request, request.params.run)
      return { body: await readRun(db, request.account.id, request.params.run) }
    },
    'failures.list': async ({ account, params, query }) => {
      await readDeployment(db, account.id, params.deployment)
      return { body: await listFailures(db, params.deployment, query) }
    },
    'failures.retry': (request) =>
      request.commit(async (trx) => {
        const { deployment } = request.params
        const locked = await lockDeployment(trx, request.account.id, deployment)
        const found = await findOpenFailures(trx, deployment, request.body)
        if (found.length === 0) {
          throw new HubProblem('NOT_READY', {
            detail:
              'None of these records is set aside any more: a run fixed them, or somebody retried or dismissed them.',
            suggestion: 'List the failures again to see what is open.',
          })
        }
        const retried = await retriedRecords(trx, locked, request.body, found)
        const run = { kind: 'run', trigger: 'retry', ...retried } as const
        return { body: await startRun(context, trx, request, deployment, run) }
      }),
    'failures.dismiss': async (request) => {
      const { deployment } = request.params
      const { markExported, ...body } = request.body
      const answer = await db.transaction().execute(async (trx) => {
        const locked = await lockDeployment(trx, request.account.id, deployment)
        const ids = await dismissFailures(trx, deployment, body)
        await auditRequest(trx, request, {
          subject: { kind: 'deployment', id: deployment, name: '' },
          detail: { reason: body.reason, dismissed: ids.length, markExported },
        })
        const isMarked = markExported && ids.length > 0
        const by = { requestedBy: request.actor, trigger: triggerOf(request) }
        return { dismissed: ids.length, run: isMarked ? await markDismissed(context, trx, locked, ids, by) : null }
      })
      return { body: answer }
    },
  }
}

async function startRun(
  context: HubContext,
  trx: Kysely<Database>,
  request: ChangeRequest,
  id: string,
  run: Pick<NewRun, 'kind' | 'trigger' | 'ids' | 'limit' | 'parameters' | 'stream'>,
): Promise<Run> {
  const deployment = await lockDeployment(trx, request.account.id, id)
  const made = await createRun(context, trx, { ...run, deployment, requestedBy: request.actor })
  if (made === undefined) throw new TypeError('A run that nobody planned was made before')
  const started = await readRun(trx, request.account.id, made)
  await auditRequest(trx, request, {
    subject: { kind: 'run', id: made, name: started.process.name },
    detail: { environment: started.environment, version: started.version, trigger: run.trigger, kind: run.kind },
  })
  return started
}

function triggerOf({ actor }: ChangeRequest): 'person' | 'api' {
  return actor.kind === 'person' ? 'person' : 'api'
}
