import { type ProcessState, processStates } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { deploymentState, hasActiveRun } from './deployment-state.ts'

export interface ProcessFacets {
  readonly total: number
  readonly states: Record<ProcessState, number>
}

/** Numbers of processes by state. One that is deployed twice counts in the states of both deployments. */
export async function readProcessFacets(db: Kysely<Database>, account: string): Promise<ProcessFacets> {
  const { rows } = await sql<{ state: ProcessState | 'total'; count: number }>`
    with placed as materialized (
      select process_id, ${deploymentState()} as state, ${hasActiveRun()} as is_running
      from deployment where account_id = ${account}
    )
    select state, count(distinct process_id)::int as count from placed group by state
    union all select 'running', count(distinct process_id)::int from placed where is_running
    union all select 'not-deployed', count(*)::int from process
      where account_id = ${account} and not exists (select from deployment where process_id = process.id)
    union all select 'total', count(*)::int from process where account_id = ${account}`.execute(db)
  const counts = new Map(rows.map(({ state, count }) => [state, count]))
  const states = Object.fromEntries(processStates.map((state) => [state, counts.get(state) ?? 0]))
  return { total: counts.get('total') ?? 0, states: states as ProcessFacets['states'] }
}
