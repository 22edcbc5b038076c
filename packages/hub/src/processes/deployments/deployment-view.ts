import { describeMaintenance, describeSchedule, maintenanceEnd, parseSchedule } from '@coupa-connector/process'
import type { Deployment } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { notFound } from '../../basics/problem.ts'
import type { Database } from '../../database/schema.ts'
import { toEnvironment } from '../environments/environment-handlers.ts'

/** One deployment. Throws `NOT_FOUND`. */
export async function readDeployment(db: Kysely<Database>, account: string, id: string): Promise<Deployment> {
  const [deployment] = await readDeployments(db, account, { id })
  if (!deployment) throw notFound('deployment')
  return deployment
}

/** The deployments of some processes, or the one with an id; by process and environment. */
export async function readDeployments(
  db: Kysely<Database>,
  account: string,
  which: { readonly id: string } | { readonly processes: readonly string[] },
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
      sql<LastRun | null>`(select jsonb_build_object('id', id, 'state', state, 'outcome', outcome, 'createdAt', created_at)
        from process_run where process_run.deployment_id = deployment.id and state <> 'skipped'
        order by created_at desc, id desc limit 1)`.as('last_run'),
    )
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
    settings: row.settings,
    schedules: schedules
      .filter(({ deployment_id }) => deployment_id === row.id)
      .map(({ id, schedule, next_at }) => ({
        id,
        schedule: schedule as Deployment['schedules'][number]['schedule'],
        words: describeSchedule(parseSchedule(schedule)),
        nextAt: row.paused_at === null ? (next_at?.toISOString() ?? null) : null,
      })),
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
    lastRun: row.last_run && { ...row.last_run, createdAt: new Date(row.last_run.createdAt).toISOString() },
    revision: row.revision,
  }))
}

interface LastRun {
  readonly id: string
  readonly state: string
  readonly outcome: string | null
  readonly createdAt: string
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
