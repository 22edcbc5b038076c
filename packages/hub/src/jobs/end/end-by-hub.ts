import type { HubOutcomeFacts, TestReport } from '@coupa-connector/protocol'
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

/** The end of a job that the hub itself comes to. */
export function endByHub(
  { connectionType }: Pick<HubContext, 'connectionType'>,
  job: UnfinishedJob,
  outcome: string,
  facts: HubEndFacts = {},
): JobEnd {
  const durationMs = Math.max(0, Math.round(job.lasted_ms))
  const base = { job: job.id, attempt: job.attempt, kind: job.kind, outcome }
  const { container_name: container } = job
  if (job.kind === 'operation') {
    const result = createHubResult(outcome, { container, durationMs, ...facts })
    return { ...base, title: operationTitle(outcome) ?? outcome, report: null, result }
  }
  const startedAt = job.began_at.toISOString()
  const report = createHubReport(connectionType, outcome, { container, startedAt, durationMs, ...facts })
  return { ...base, title: report.title, report, result: null }
}

/** Whether a lost job must not go to another node, because Coupa may already have made the change. */
export function isWrite(action: string | null): boolean {
  return action !== null && action !== 'get' && action !== 'query'
}
