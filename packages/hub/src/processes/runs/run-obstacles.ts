import { type MaintenanceWindow, maintenanceEnd } from '@coupa-connector/process'
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import { containerBehind } from '../../containers/directory/container-behind.ts'
import type { DeploymentTable, ProcessRunTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'

/** Why a run waits. */
export interface Obstacle {
  readonly kind: 'paused' | 'maintenance' | 'deployment' | 'organization' | 'resource'
  /** In a sentence. */
  readonly reason: string
}

/** Starts that somebody asks for: neither a pause nor maintenance keeps them waiting. */
export const askedFor: readonly ProcessRunTable['trigger'][] = ['person', 'api', 'retry']

/** A deployment as far as it says whether something starts by itself. */
type Hold = Pick<DeploymentTable, 'marks'> & {
  readonly paused_at: Date | null
  readonly maintenance: readonly MaintenanceWindow[]
}

/** Why a deployment starts nothing by itself now; undefined when it does. */
export function holdOf({ paused_at, maintenance }: Omit<Hold, 'marks'>, now: Date): Obstacle | undefined {
  if (paused_at !== null) return { kind: 'paused', reason: 'The deployment is paused.' }
  const end = maintenance.length === 0 ? undefined : maintenanceEnd(maintenance, now)
  if (end === undefined) return undefined
  return { kind: 'maintenance', reason: `The deployment is in maintenance until ${end.toISOString()}.` }
}

type Kind = Pick<Selectable<ProcessRunTable>, 'kind' | 'stream'>

/** Whether a run is among those of which an organization takes only a few at once. What goes on beside the runs takes a share of the requests instead. */
export function countsForOrganization({ kind, stream }: Kind): boolean {
  return kind !== 'check' && stream === 'main'
}

/** Whether a run of a process that acknowledges marks records. A back-fill that does is in the stream of the runs. */
export function marksRecords({ kind, stream }: Kind): boolean {
  return kind === 'run' || kind === 'answers' || (kind === 'backfill' && stream === 'main')
}

/** Runs of processes that use the organization `organization` of the account `account`, as `countsForOrganization` has it. */
export function runsOfOrganization(
  account: RawBuilder<unknown>,
  organization: RawBuilder<unknown>,
): RawBuilder<number> {
  return sql<number>`(
    select count(*)::integer from process_run as active
    where active.account_id = ${account} and active.organization = ${organization}
      and active.state in ('queued', 'running') and active.kind <> 'check' and active.stream = 'main')`
}

/** What keeps runs waiting, by their ids. One that is not named may begin. */
export async function findObstacles(
  executor: Kysely<Database>,
  account: string,
  runs: readonly string[],
): Promise<ReadonlyMap<string, Obstacle>> {
  if (runs.length === 0) return new Map()
  const facts = await readStartFacts(
    executor,
    sql<boolean>`run.account_id = ${account}::uuid and run.id = any(${runs}::uuid[])`,
  )
  return new Map(
    facts.flatMap((run) => {
      const obstacle = obstacleOf(run)
      return obstacle === undefined ? [] : [[run.id, obstacle] as const]
    }),
  )
}

/** Reads what decides whether runs may begin, of those that wait and of which `which` holds. */
export async function readStartFacts(
  executor: Kysely<Database>,
  which: RawBuilder<boolean>,
): Promise<readonly StartFacts[]> {
  const { rows } = await sql<StartFacts>`
    select run.id, run.account_id, run.kind, run.stream, run.trigger, deployment.paused_at, deployment.maintenance, deployment.marks,
      coalesce(connection.organization, '') as organization, account.runs_per_organization,
      case when connection.organization <> ''
        then ${runsOfOrganization(sql`run.account_id`, sql`connection.organization`)} else 0 end as organization_runs,
      deployment.version, ${containerBehind(sql`run.account_id`, sql`deployment.container_id`)} as container,
      own.id as own_run, earlier.id as earlier_run, marking.id as marking_run, marking.process, marking.environment,
      hub_now() as now
    from process_run as run
    join account on account.id = run.account_id
    join deployment on deployment.id = run.deployment_id
    left join connection on connection.account_id = run.account_id and connection.id = deployment.connection_id
    left join process_run as own on own.deployment_id = run.deployment_id and own.stream = run.stream
      and own.state in ('queued', 'running')
    left join lateral (
      select before.id from process_run as before
      where before.deployment_id = run.deployment_id and before.stream = run.stream and before.state = 'waiting'
        and (before.created_at, before.id) < (run.created_at, run.id)
        and (before.trigger in (${sql.join(askedFor)}) or run.trigger not in (${sql.join(askedFor)}))
      limit 1
    ) as earlier on true
    left join lateral (
      select active.id, process.name as process, environment.name as environment
      from process_run as active
      join process on process.id = active.process_id
      join deployment as other on other.id = active.deployment_id
      join environment on environment.id = other.environment_id
      where active.account_id = run.account_id and active.organization = connection.organization
        and active.marks = deployment.marks and active.state in ('queued', 'running')
      limit 1
    ) as marking on connection.organization <> ''
    where ${which} and run.state = 'waiting'`.execute(executor)
  return rows
}

/** What decides whether a run that waits may begin, and what it begins with. */
export interface StartFacts extends Hold, Kind {
  readonly id: string
  readonly account_id: string
  /** That is deployed. */
  readonly version: number
  /** The container that runs it; null when the account may use it no more. */
  readonly container: string | null
  readonly trigger: ProcessRunTable['trigger']
  readonly organization: string
  readonly runs_per_organization: number
  readonly organization_runs: number
  readonly own_run: string | null
  readonly earlier_run: string | null
  readonly marking_run: string | null
  readonly process: string | null
  readonly environment: string | null
  readonly now: Date
}

/** What keeps a run waiting; undefined when it may begin. */
export function obstacleOf(facts: StartFacts): Obstacle | undefined {
  const { own_run, earlier_run, marking_run, organization, organization_runs, runs_per_organization: most } = facts
  if (own_run !== null) return { kind: 'deployment', reason: `The run ${own_run} is not over.` }
  const hold = askedFor.includes(facts.trigger) ? undefined : holdOf(facts, facts.now)
  if (hold !== undefined) return hold
  if (earlier_run !== null) return { kind: 'deployment', reason: `The run ${earlier_run} waits before it.` }
  if (organization === '') return undefined
  if (marking_run !== null && marksRecords(facts)) {
    const what = `The run ${marking_run} of ${facts.process} in ${facts.environment}`
    return {
      kind: 'resource',
      reason: `${what} marks ${facts.marks} of ${organization}, and only one run at a time does.`,
    }
  }
  if (!countsForOrganization(facts) || organization_runs < most) return undefined
  const reason = `${organization_runs} runs use ${organization}, and the account allows ${most} at once.`
  return { kind: 'organization', reason }
}
