import { describeMaintenance, describeSchedule, maintenanceEnd, parseSchedule } from '@coupa-connector/process'
import type { Deployment } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { notFound } from '../../basics/problem.ts'
import type { Database } from '../../database/schema.ts'
import { toEnvironment } from '../environments/environment-handlers.ts'
import { rememberedInstants } from '../schedules/remembered-instants.ts'
import { readEnds } from './deployment-ends.ts'
import { deploymentState, lastSuccessAt } from './deployment-state.ts'

/** One deployment. Throws `NOT_FOUND`. */
export async function readDeployment(db: Kysely<Database>, account: string, id: string): Promise<Deployment> {
  const [deployment] = await readDeployments(db, account, { id }, { hasUpcoming: true })
  if (!deployment) throw notFound('deployment')
  return deployment
}

/** The deployments of some processes, or the one with an id; by process and environment. */
export async function readDeployments(
  db: Kysely<Database>,
  account: string,
  which: { readonly id: string } | { readonly processes: readonly string[] },
  { hasUpcoming = false }: { readonly hasUpcoming?: boolean } = {},
): Promise<Deployment[]> {
  if ('processes' in which && which.processes.length === 0) return []
  const rows = await db
    .selectFrom('deployment')
    .innerJoin('process', 'process.id', 'deployment.process_id')
    .innerJoin('environment', 'environment.id', 'deployment.environment_id')
    .innerJoin('destination', 'destination.id', 'deployment.destination_id')
    .leftJoin('connection', (join) =>
      join
        .onRef('connection.account_id', '=', 'deployment.account_id')
        .onRef('connection.id', '=', 'deployment.connection_id'),
    )
    .leftJoin('container', (join) =>
      join
        .onRef('container.account_id', '=', 'deployment.account_id')
        .onRef('container.id', '=', 'deployment.container_id'),
    )
    .leftJoin('cloud_attachment', (join) =>
      join
        .onRef('cloud_attachment.account_id', '=', 'deployment.account_id')
        .onRef('cloud_attachment.id', '=', 'deployment.container_id'),
    )
    .selectAll('deployment')
    .select([
      'process.name as process_name',
      'environment.name as environment_name',
      'environment.classification',
      'environment.created_at as environment_created_at',
      'connection.name as connection_name',
      'connection.organization',
      'destination.name as destination_name',
      'destination.kind as destination_kind',
    ])
    .select(sql<Date>`hub_now()`.as('now'))
    .select(sql<string | null>`coalesce(container.name, cloud_attachment.name)`.as('container_name'))
    .select(
      sql<number>`(select count(*) from process_failure
        where process_failure.deployment_id = deployment.id and process_failure.state = 'open')`.as('open_failures'),
    )
    .select(
      sql<LastRun | null>`(select jsonb_build_object('id', id, 'kind', kind, 'state', state, 'outcome', outcome,
          'reason', reason, 'delivered', coalesce(receipt->'delivered', counters->'delivered', '0'),
          'createdAt', created_at, 'endedAt', ended_at)
        from process_run where process_run.deployment_id = deployment.id and state <> 'skipped' and kind not in ('check', 'preview', 'verify')
        order by created_at desc, id desc limit 1)`.as('last_run'),
    )
    .select(
      sql<ActiveRun | null>`(select jsonb_build_object('id', id, 'state', state, 'createdAt', created_at, 'startedAt', started_at)
        from process_run where process_run.deployment_id = deployment.id and state in ('waiting', 'queued', 'running')
        order by created_at, id limit 1)`.as('active_run'),
    )
    .select([deploymentState().as('state'), lastSuccessAt().as('last_success_at')])
    .where('deployment.account_id', '=', account)
    .$if('id' in which, (select) => select.where('deployment.id', '=', 'id' in which ? which.id : ''))
    .$if('processes' in which, (select) =>
      select.where('deployment.process_id', 'in', 'processes' in which ? [...which.processes] : []),
    )
    .orderBy('process.name')
    .orderBy('environment.name')
    .execute()
  const schedules = await readSchedules(
    db,
    rows.map(({ id }) => id),
  )
  const ends = await readEnds(
    db,
    rows.map(({ id }) => id),
  )
  const ofDeployment = Map.groupBy(schedules, ({ deployment_id }) => deployment_id)
  return rows.map((row) => ({
    id: row.id,
    process: { id: row.process_id, name: row.process_name },
    environment: toEnvironment({
      id: row.environment_id,
      name: row.environment_name,
      classification: row.classification,
      created_at: row.environment_created_at,
    }),
    version: row.version,
    previousVersion: row.previous_version,
    container: { id: row.container_id, name: row.container_name },
    connection: { id: row.connection_id, name: row.connection_name },
    destination: { id: row.destination_id, name: row.destination_name, kind: row.destination_kind },
    ends: ends.get(row.id) ?? {},
    organization: row.organization,
    settings: row.settings,
    schedules: (ofDeployment.get(row.id) ?? []).map(({ id, schedule, next_at }) => ({
      id,
      schedule: schedule as Deployment['schedules'][number]['schedule'],
      words: describeSchedule(parseSchedule(schedule)),
      nextAt: row.paused_at === null ? (next_at?.toISOString() ?? null) : null,
      upcoming: hasUpcoming ? upcoming(schedule, row.now) : [],
    })),
    state: row.state,
    nextAt: row.paused_at === null ? soonest((ofDeployment.get(row.id) ?? []).map(({ next_at }) => next_at)) : null,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    activeRun: row.active_run && {
      ...row.active_run,
      createdAt: momentOf(row.active_run.createdAt),
      startedAt: row.active_run.startedAt && momentOf(row.active_run.startedAt),
    },
    overlap: row.overlap,
    catchUp: row.catch_up,
    catchUpHours: row.catch_up_hours,
    jitterSeconds: row.jitter_seconds,
    maintenance: row.maintenance.map(({ days, ...window }) => ({
      ...window,
      days: [...days],
      words: describeMaintenance({ days, ...window }),
    })),
    maintenanceUntil: maintenanceEnd(row.maintenance, row.now)?.toISOString() ?? null,
    pauseAfterFailures: row.pause_after_failures,
    failuresInARow: row.failures_in_a_row,
    paused:
      row.paused_at === null
        ? null
        : { at: row.paused_at.toISOString(), by: row.paused_by_name ?? '', reason: row.paused_reason ?? '' },
    openFailures: row.open_failures,
    lastRun: row.last_run && {
      ...row.last_run,
      createdAt: momentOf(row.last_run.createdAt),
      endedAt: row.last_run.endedAt && momentOf(row.last_run.endedAt),
    },
    revision: row.revision,
  }))
}

type LastRun = NonNullable<Deployment['lastRun']>
type ActiveRun = NonNullable<Deployment['activeRun']>

/** How many of the next instants are shown. */
const shownInstants = 5

function upcoming(schedule: Readonly<Record<string, unknown>>, now: Date): string[] {
  return rememberedInstants(schedule, { after: now, count: shownInstants }).map((at) => at.toISOString())
}

function soonest(instants: readonly (Date | null)[]): string | null {
  const times = instants.flatMap((at) => (at === null ? [] : [at.getTime()]))
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString()
}

/** A moment as JSON of the database has it, as the API has it. */
function momentOf(text: string): string {
  return new Date(text).toISOString()
}

async function readSchedules(db: Kysely<Database>, deployments: readonly string[]) {
  if (deployments.length === 0) return []
  return await db
    .selectFrom('process_schedule')
    .select(['id', 'deployment_id', 'schedule', 'next_at'])
    .where('deployment_id', 'in', [...deployments])
    .orderBy('id')
    .execute()
}
