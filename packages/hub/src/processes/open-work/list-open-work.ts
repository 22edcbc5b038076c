import type { FailureGroup, ProcessFailure, WaitingAnswers } from '@coupa-connector/protocol'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { failureGroupOf } from './failure-group.ts'

/** More than that is nothing to look through. */
const mostGroups = 200

interface Deployed {
  readonly deployment: string
  readonly process: string
  readonly process_name: string
  readonly environment: string
  readonly environment_name: string
  readonly classification: 'test' | 'production'
  readonly direction: 'in' | 'out'
}

/** Which failures are grouped. */
export interface FailureGroupFilter {
  readonly process?: string | undefined
  readonly deployment?: string | undefined
  readonly state: ProcessFailure['state']
}

/** The failures of an account by class and sentence, the newest first, and how many there are in all. */
export async function listFailureGroups(
  db: Kysely<Database>,
  account: string,
  { process, deployment, state }: FailureGroupFilter,
): Promise<{ items: FailureGroup[]; total: number }> {
  const { rows } = await sql<Deployed & GroupRow>`
    select ${deployedColumns}, found.*, (sum(found.count) over ())::integer as total
    from (
      select deployment_id, ${failureGroupOf} as "group", class, code, min(field) as field, min(message) as message,
        min(message) = max(message) as is_same, count(*)::integer as count,
        min(first_seen_at) as first_seen_at, max(last_seen_at) as last_seen_at
      from process_failure
      where state = ${state}::text and deployment_id in (
        select id from deployment where account_id = ${account}::uuid
          and (${process ?? null}::uuid is null or process_id = ${process ?? null}::uuid)
          and (${deployment ?? null}::uuid is null or id = ${deployment ?? null}::uuid))
      group by 1, 2, class, code
    ) as found
    ${joinDeployed(sql`found.deployment_id`)}
    order by found.last_seen_at desc, "group" limit ${mostGroups}`.execute(db)
  const items = rows.map((row) => ({
    deployment: toDeployed(row),
    group: row.group,
    class: row.class,
    code: row.code,
    field: row.field,
    message: row.message,
    isSame: row.is_same,
    count: row.count,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  }))
  return { items, total: rows[0]?.total ?? 0 }
}

/** The deployments of an account whose consumers owe answers, the oldest first. */
export async function listWaitingAnswers(db: Kysely<Database>, account: string): Promise<WaitingAnswers[]> {
  const { rows } = await sql<Deployed & { readonly waiting: number; readonly oldest_at: Date | null }>`
    select ${deployedColumns}, found.waiting, found.oldest_at
    from (
      select process_record.deployment_id, count(*)::integer as waiting,
        min(coalesce(process_run.ended_at, process_run.created_at)) as oldest_at
      from process_record
        left join process_run on process_run.id::text = process_record.run
      where process_record.state = 'waiting' and process_record.deployment_id in (
        select id from deployment where account_id = ${account}::uuid)
      group by process_record.deployment_id
    ) as found
    ${joinDeployed(sql`found.deployment_id`)}
    order by found.oldest_at nulls last, deployment.id`.execute(db)
  return rows.map((row) => ({
    deployment: toDeployed(row),
    waiting: row.waiting,
    oldestAt: row.oldest_at?.toISOString() ?? null,
  }))
}

interface GroupRow {
  readonly group: string
  readonly class: string
  readonly code: string
  readonly field: string | null
  readonly message: string
  readonly is_same: boolean
  readonly count: number
  readonly first_seen_at: Date
  readonly last_seen_at: Date
  readonly total: number
}

const deployedColumns: RawBuilder<unknown> = sql`
  deployment.id as deployment, process.id as process, process.name as process_name,
  environment.id as environment, environment.name as environment_name, environment.classification,
  case when process_version.definition->>'direction' = 'in' then 'in' else 'out' end as direction`

function joinDeployed(deployment: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    join deployment on deployment.id = ${deployment}
    join process on process.id = deployment.process_id
    join environment on environment.id = deployment.environment_id
    join process_version on process_version.process_id = deployment.process_id
      and process_version.number = deployment.version`
}

function toDeployed(row: Deployed): FailureGroup['deployment'] {
  return {
    id: row.deployment,
    process: { id: row.process, name: row.process_name },
    environment: { id: row.environment, name: row.environment_name, classification: row.classification },
    direction: row.direction,
  }
}
