import { type Kysely, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { finishRun } from './finish-run.ts'
import {
  countsForOrganization,
  marksRecords,
  type Obstacle,
  obstacleOf,
  readStartFacts,
  type StartFacts,
} from './run-obstacles.ts'

/** What became of a run that was to begin: a node may take it, or it waits on, or it ended at once. */
export type Beginning = 'queued' | 'ended' | Obstacle

/** A run that may begin, with the container that runs it. */
type StartingRun = StartFacts & { readonly container: string }

/**
 * Queues waiting runs of deployments that the caller has locked, in the order in which they are told, unless others are in their
 * way. They run the version that is deployed now. Without its container a run ends as failed. Says what became of each that
 * waited.
 */
export async function queueRuns(
  context: HubContext,
  trx: Kysely<Database>,
  runs: readonly string[],
): Promise<ReadonlyMap<string, Beginning>> {
  if (runs.length === 0) return new Map()
  await lockOrganizations(trx, runs)
  const facts = new Map(
    (await readStartFacts(trx, sql<boolean>`run.id = any(${runs}::uuid[])`)).map((run) => [run.id, run]),
  )
  const beginnings = new Map<string, Beginning>()
  const starting: StartingRun[] = []
  for (const id of runs) {
    const run = facts.get(id)
    if (run === undefined) continue
    const { container } = run
    if (container === null) {
      const reason = 'The container of the deployment does not exist any more.'
      await finishRun(context, trx, id, { outcome: 'failed', code: 'CONTAINER_NOT_ASSOCIATED', reason })
      beginnings.set(id, 'ended')
      continue
    }
    const obstacle = obstacleBeside(run, starting)
    if (obstacle === undefined) starting.push({ ...run, container })
    beginnings.set(id, obstacle ?? 'queued')
  }
  await start(context, trx, starting)
  return beginnings
}

/** What keeps a run waiting, when those that are told begin with it. */
function obstacleBeside(run: StartFacts, starting: readonly StartFacts[]): Obstacle | undefined {
  const { organization, marks } = run
  if (organization === '') return obstacleOf(run)
  const beside = starting.filter((other) => other.account_id === run.account_id && other.organization === organization)
  const marking = marks === null ? undefined : beside.find((other) => other.marks === marks && marksRecords(other))
  if (marking !== undefined && marksRecords(run)) {
    const reason = `The run ${marking.id} marks ${marks} of ${organization}, and only one run at a time does.`
    return { kind: 'resource', reason }
  }
  return obstacleOf({
    ...run,
    organization_runs: run.organization_runs + beside.filter(countsForOrganization).length,
  })
}

async function start(
  { runEngine, topics }: HubContext,
  trx: Kysely<Database>,
  starting: readonly StartingRun[],
): Promise<void> {
  if (starting.length === 0) return
  const given = starting.map((run) => ({
    id: run.id,
    version: run.version,
    container: run.container,
    organization: run.organization,
    marks: marksRecords(run) ? run.marks : null,
  }))
  await sql`
    update process_run as run set state = 'queued', version = given.version, container_id = given.container,
      organization = given.organization, marks = given.marks
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (id uuid, version integer, container uuid, organization text, marks text)
    where run.id = given.id and run.state = 'waiting'`.execute(trx)
  await runEngine.startAll(
    trx,
    starting.map(({ id, account_id: account, container }) => ({ run: id, account, container })),
  )
  await topics.publish(
    trx,
    starting.map(({ container }) => `jobs-waiting:${container}` as const),
  )
}

/**
 * Whoever lets runs begin in an organization does so alone: what it counts stays true until it has committed. All take the locks in
 * one order, so that no two wait for each other.
 */
async function lockOrganizations(trx: Kysely<Database>, runs: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(used.name, 0)) from (
      select distinct 'runs ' || run.account_id || ' ' || connection.organization as name
      from process_run as run
      join deployment on deployment.id = run.deployment_id
      join connection on connection.account_id = run.account_id and connection.id = deployment.connection_id
      where run.id = any(${runs}::uuid[]) and connection.organization <> ''
        and run.kind <> 'check' and run.stream = 'main'
      order by name
    ) as used`.execute(trx)
}
