import type { TestReport } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { isRecord } from '../../basics/is-record.ts'
import type { Database } from '../../database/schema.ts'

/** How far a test had come, by what its node told. */
export interface ReachedStages {
  /** The one that was begun last. */
  readonly stage: string
  /** Those that were finished. */
  readonly stages: TestReport['stages']
}

/** How far tests have come, by job. A test that reported no stage since its last lease is not included. */
export async function readReachedStages(
  executor: Kysely<Database>,
  jobs: readonly string[],
): Promise<Map<string, ReachedStages>> {
  if (jobs.length === 0) return new Map()
  const { rows } = await sql<{ job_id: string; type: string; data: Record<string, unknown> }>`
    select job_id, type, data from job_event
    where job_id in (${sql.join(jobs.map((id) => sql`${id}::uuid`))})
      and type in ('leased', 'stage-started', 'stage-finished')
    order by job_id, sequence`.execute(executor)
  const reached = new Map<string, ReachedStages>()
  for (const { job_id, type, data } of rows) {
    const before = reached.get(job_id)
    const name = stageName(data)
    if (type === 'leased') reached.delete(job_id)
    else if (name !== undefined) {
      const finished = type === 'stage-finished' ? toStage(data.stage) : undefined
      const stage = type === 'stage-started' ? name : (before?.stage ?? name)
      reached.set(job_id, { stage, stages: [...(before?.stages ?? []), ...(finished ? [finished] : [])] })
    }
  }
  return reached
}

/** Events name a stage, or hold what came of it. */
function stageName({ stage }: Record<string, unknown>): string | undefined {
  if (typeof stage === 'string') return stage
  return isRecord(stage) && typeof stage.name === 'string' ? stage.name : undefined
}

const statuses = ['passed', 'failed', 'skipped', 'warned'] as const

function toStage(stage: unknown): TestReport['stages'][number] | undefined {
  if (!isRecord(stage) || typeof stage.name !== 'string') return undefined
  const status = statuses.find((each) => each === stage.status)
  if (status === undefined || typeof stage.durationMs !== 'number') return undefined
  const note = typeof stage.note === 'string' ? { note: stage.note } : {}
  return { name: stage.name, status, durationMs: stage.durationMs, ...note }
}
