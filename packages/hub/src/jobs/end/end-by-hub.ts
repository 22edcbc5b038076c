import type {
  HubOperationOutcome,
  HubOutcome,
  HubOutcomeFacts,
  HubTestOutcome,
  TestReport,
} from '@coupa-connector/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { JobEnd } from './finish-jobs.ts'
import { createHubReport } from './hub-report.ts'
import { createHubResult, operationTitle } from './hub-result.ts'

/** What has to be known of a job for the hub to end it; `unfinishedColumns` reads it. */
export interface UnfinishedJob {
  readonly id: string
  readonly attempt: number
  readonly kind: 'test' | 'operation'
  readonly container_name: string
  /** Of an operation. */
  readonly action: string | null
  readonly began_at: Date
  readonly lasted_ms: number
}

/** The columns of an `UnfinishedJob`, from a row named `job`. */
export const unfinishedColumns: RawBuilder<unknown> = sql`job.id, job.attempt, job.kind, job.container_name,
  job.request->'operation'->>'action' as action, coalesce(job.started_at, job.queued_at) as began_at,
  (extract(epoch from hub_now() - coalesce(job.started_at, job.queued_at)) * 1000)::float8 as lasted_ms`

export interface HubEndFacts extends Omit<HubOutcomeFacts, 'container'> {
  readonly stage?: string | undefined
  readonly stages?: TestReport['stages'] | undefined
  /** A sentence that is added to the message of the outcome. */
  readonly addition?: string | undefined
}

/** The end of a job of either kind that the hub itself comes to. */
export function endByHub(
  context: HubOfTests,
  job: UnfinishedJob,
  outcome: HubOutcome,
  facts: HubEndFacts = {},
): JobEnd {
  return job.kind === 'test' ? endTestByHub(context, job, outcome, facts) : endOperationByHub(job, outcome, facts)
}

/**
 * The end of a job that a node was given and did not finish. A change may have been made in Coupa, and ends as
 * `OUTCOME_UNKNOWN` whatever became of the node.
 */
export function endUnfinished(
  context: HubOfTests,
  job: UnfinishedJob,
  outcome: HubOutcome,
  facts: HubEndFacts = {},
): JobEnd {
  return isWrite(job.action) ? endOperationByHub(job, 'OUTCOME_UNKNOWN', facts) : endByHub(context, job, outcome, facts)
}

export function endTestByHub(
  { connectionType }: HubOfTests,
  job: UnfinishedJob,
  outcome: HubTestOutcome,
  facts: HubEndFacts,
): JobEnd {
  const { container_name: container } = job
  const startedAt = job.began_at.toISOString()
  const ended = { container, startedAt, durationMs: durationOf(job), ...facts }
  const report = createHubReport(connectionType, outcome, ended)
  return { job: job.id, attempt: job.attempt, kind: 'test', outcome, title: report.title, report, result: null }
}

export function endOperationByHub(job: UnfinishedJob, outcome: HubOperationOutcome, facts: HubEndFacts): JobEnd {
  const { container_name: container } = job
  const result = createHubResult(outcome, { container, durationMs: durationOf(job), ...facts })
  const title = operationTitle(outcome) ?? outcome
  return { job: job.id, attempt: job.attempt, kind: 'operation', outcome, title, report: null, result }
}

type HubOfTests = Pick<HubContext, 'connectionType'>

function durationOf({ lasted_ms }: UnfinishedJob): number {
  return Math.max(0, Math.round(lasted_ms))
}

/** Whether a lost job must not go to another node, because Coupa may already have made the change. */
export function isWrite(action: string | null): boolean {
  return action !== null && !repeatable.has(action)
}

/** What changes nothing in Coupa. The probe of a check is written and removed again. */
const repeatable: ReadonlySet<string> = new Set([
  'get',
  'query',
  'summarize',
  'check-destination',
  'preview-process',
  'read-schema',
])
