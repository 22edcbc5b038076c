import { isLoad, type LoadDefinition, parseProcess, providesFor } from '@coupa-connector/process'
import { type Kysely, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { PeriodicTask } from '../../housekeeping/task.ts'
import { createRun } from '../runs/create-run.ts'

/** So many deployments are looked at in one go. */
const mostDeployments = 100

/**
 * Tries records again that a load holds because what they refer to was missing, when a run of a load that brings such records has
 * ended in the same environment. It may be the load itself: parents may come in a later input than what is below them.
 */
export const retryHeldLoadsTask: PeriodicTask = {
  name: 'retry-held-loads',
  intervalMs: 5000,
  run: async (context) => await retryHeldLoads(context),
}

export async function retryHeldLoads(context: HubContext): Promise<void> {
  for (const { deployment } of await findHeldLoads(context.db)) {
    await context.db.transaction().execute(async (trx) => {
      const locked = await trx
        .selectFrom('deployment')
        .selectAll()
        .where('id', '=', deployment)
        .forNoKeyUpdate()
        .skipLocked()
        .executeTakeFirst()
      // Another hub may have started the run since, and the load may have another version.
      const [held] = locked === undefined ? [] : await findHeldLoads(trx, deployment)
      if (locked === undefined || held === undefined || !isProvided(held)) return
      await createRun(context, trx, {
        deployment: locked,
        kind: 'run',
        trigger: 'after',
        requestedBy: { kind: 'system', id: null, name: 'the load before' },
        parameters: { retried: { classes: ['missing-reference'] } },
      })
    })
  }
}

/** A load that holds records, and the loads that have brought records since it last ran. */
interface HeldLoad {
  readonly deployment: string
  readonly definition: unknown
  /** Fields that the records wait for; null where Coupa did not say which. */
  readonly fields: readonly (string | null)[]
  readonly providers: readonly unknown[]
}

function isProvided({ definition, fields, providers }: HeldLoad): boolean {
  const waiting = loadOf(definition)
  if (waiting === undefined) return false
  return providers.some((given) => {
    const provider = loadOf(given)
    return provider !== undefined && providesFor(provider, waiting, fields)
  })
}

function loadOf(definition: unknown): LoadDefinition | undefined {
  const process = parseProcess(definition)
  return isLoad(process) ? process : undefined
}

/** Loads that hold records and run at the moment neither by themselves nor at somebody's request. */
async function findHeldLoads(executor: Kysely<Database>, deployment?: string): Promise<readonly HeldLoad[]> {
  const { rows } = await sql<HeldLoad>`
    with held as (
      select deployment_id, jsonb_agg(distinct field) as fields from process_failure
      where state = 'open' and class = 'missing-reference' and last_seen_at > hub_now() - interval '7 days'
        and (${deployment ?? null}::uuid is null or deployment_id = ${deployment ?? null}::uuid)
      group by deployment_id
    )
    select waiting.id as deployment, version.definition, held.fields, provider.definitions as providers
    from held
    join deployment as waiting on waiting.id = held.deployment_id and waiting.paused_at is null
    join process_version as version on version.account_id = waiting.account_id
      and version.process_id = waiting.process_id and version.number = waiting.version
    cross join lateral (
      select coalesce(max(coalesce(started_at, created_at)), '-infinity') as started_at from process_run
      where deployment_id = waiting.id and kind = 'run' and state <> 'skipped') as last_run
    cross join lateral (
      select jsonb_agg(provided.definition) as definitions from deployment as other
      join process_version as provided on provided.account_id = other.account_id
        and provided.process_id = other.process_id and provided.number = other.version
      where other.account_id = waiting.account_id and other.environment_id = waiting.environment_id
        and exists (
          select from process_run as brought
          where brought.deployment_id = other.id and brought.kind = 'run' and brought.state = 'ended'
            and brought.outcome in ('succeeded', 'partial') and brought.ended_at > last_run.started_at
            and coalesce((brought.counters->>'created')::bigint, 0)
              + coalesce((brought.counters->>'updated')::bigint, 0) > 0)) as provider
    where provider.definitions is not null and version.definition->>'direction' = 'in'
      and not exists (
        select from process_run as open
        where open.deployment_id = waiting.id and open.stream = 'main' and open.state in ('waiting', 'queued', 'running'))
    order by waiting.id limit ${mostDeployments}`.execute(executor)
  return rows
}
