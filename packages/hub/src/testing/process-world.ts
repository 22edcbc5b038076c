import { createDefinition, weekdays } from '@coupa-connector/process'
import type { Run, RunEnvelope, RunStateCall, RunStateInput } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { createId } from '../basics/create-id.ts'
import { hashCredential } from '../containers/nodes/credentials.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { DeploymentTable } from '../database/process-tables.ts'
import type { HubOptions } from '../hub.ts'
import { callRunState } from '../processes/calls/call-run-state.ts'
import { claimRuns } from '../processes/runs/leases/claim-runs.ts'
import { fireSchedules } from '../processes/schedules/fire-schedules.ts'
import type { NodePrincipal } from '../server/pipeline/principal.ts'
import { type ConnectionTestWorld, startConnectionTestWorld } from './connection-world.ts'
import { readDatabaseTime } from './database/test-database.ts'
import { hearNodes } from './hear-nodes.ts'

const hourMs = 3_600_000

/** A hub with a process that is deployed on a container of two nodes, and what a node does with its runs. */
export interface ProcessWorld extends AsyncDisposable {
  readonly world: ConnectionTestWorld
  readonly context: HubContext
  readonly account: string
  readonly nodes: readonly [NodePrincipal, NodePrincipal]
  readonly deployment: string
  readonly process: string
  readonly environment: string
  /** What the deployment was made with. */
  readonly parts: { readonly container: string; readonly connection: string; readonly destination: string }
  /** Changes columns of the deployment. */
  change(
    values: Partial<Pick<DeploymentTable, 'overlap' | 'catch_up' | 'catch_up_hours' | 'jitter_seconds'>>,
  ): Promise<void>
  /** Deploys another process in the same environment, over the same connection unless another one is given. */
  deployProcess(name: string, options?: OtherProcess): Promise<string>
  /** Puts the deployment into maintenance: from so long ago, for so long. */
  maintain(hoursAgo: number, hours: number): Promise<void>
  /** Gives the deployment a schedule whose next instant is told; returns its id. */
  addSchedule(schedule: Readonly<Record<string, unknown>>, nextAt?: Date): Promise<string>
  /** Starts a run as a person, of another deployment if one is given; returns its id. */
  startRun(deployment?: string): Promise<string>
  /** One run as the API shows it. */
  readRun(id: string): Promise<Run>
  claim(node: NodePrincipal, room?: number): Promise<readonly RunEnvelope[]>
  /** A call of a run's state as a node sends it. */
  call<Call extends RunStateCall>(
    held: HeldAttempt,
    call: Call,
    input: RunStateInput<Call>,
    number?: number,
  ): Promise<unknown>
  /** Ends a run as a node does. */
  end(held: HeldAttempt, outcome?: string): Promise<void>
  fire(schedule: string): Promise<void>
  /** Runs of the deployment, in the order in which they were made. */
  runs(): Promise<readonly RunRow[]>
}

/** What another process does; without a template, it reads suppliers and marks nothing. */
export interface OtherProcess {
  readonly template?: string
  readonly acknowledge?: string
  readonly connection?: string
}

export interface HeldAttempt {
  readonly node: NodePrincipal
  readonly run: string
  readonly attempt: number
}

export interface RunRow {
  readonly id: string
  readonly state: string
  readonly outcome: string | null
  readonly reason: string | null
  readonly attempt: number
  readonly planned_at: Date | null
}

export async function startProcessWorld(options: Partial<HubOptions> = {}): Promise<ProcessWorld> {
  const world = await startConnectionTestWorld(options)
  const { context } = world
  const { client, account } = world.owner
  const params = { account: account.id }
  const container = createId()
  await context.db
    .insertInto('container')
    .values({
      account_id: account.id,
      id: container,
      kind: 'molecule',
      name: 'Berlin',
      allow_browsing: true,
      created_at: sql<Date>`hub_now()`,
    })
    .execute()
  const nodes = [await addNode(context, container, 'first'), await addNode(context, container, 'second')] as const
  const connection = await world.createConnection()
  const target = { name: 'Folder', kind: 'files', settings: { folder: '/tmp/out' } }
  const destination = (await client.call('destinations.create', { params, body: target })).body
  const definition = createDefinition({ template: 'E01', destination: 'files', name: 'ok-to-pay' }) as never
  const applied = (await client.call('processes.apply', { params, body: { definition } })).body
  const { items } = (await client.call('environments.list', { params })).body
  const environment = items.find(({ name }) => name === 'test')?.id ?? ''
  const process = applied.process ?? ''
  const parts = { container, connection: connection.id, destination: destination.id }
  const deployed = await client.call('process.deploy', {
    params: { ...params, process, environment },
    body: { version: 1, ...parts },
  })
  const deployment = deployed.body.id
  const numbers = new Map<string, number>()

  const own: ProcessWorld = {
    world,
    context,
    account: account.id,
    nodes,
    deployment,
    process,
    environment,
    parts,
    change: async (values) => {
      await context.db.updateTable('deployment').set(values).where('id', '=', deployment).execute()
    },
    deployProcess: async (name, { template, acknowledge, connection: over } = {}) => {
      const made = createDefinition({
        destination: 'files',
        name,
        ...(template === undefined ? { template: 'E20', resource: 'suppliers' } : { template }),
        ...(acknowledge === undefined ? {} : { acknowledge }),
      })
      const applied = await client.call('processes.apply', { params, body: { definition: made as never } })
      const { body } = await client.call('process.deploy', {
        params: { ...params, process: applied.body.process ?? '', environment },
        body: { version: 1, ...parts, ...(over === undefined ? {} : { connection: over }) },
      })
      return body.id
    },
    maintain: async (hoursAgo, hours) => {
      const fromMs = Date.parse(await readDatabaseTime(world.test.database)) - hoursAgo * hourMs
      const wall = (ms: number): string => new Date(ms).toISOString().slice(11, 16)
      const window = { days: weekdays, from: wall(fromMs), until: wall(fromMs + hours * hourMs), zone: 'UTC' }
      const maintenance = JSON.stringify([window])
      await context.db.updateTable('deployment').set({ maintenance }).where('id', '=', deployment).execute()
    },
    addSchedule: async (schedule, nextAt) => {
      const id = createId()
      await context.db
        .insertInto('process_schedule')
        .values({
          account_id: account.id,
          id,
          deployment_id: deployment,
          schedule: JSON.stringify(schedule),
          next_at: nextAt ?? null,
        })
        .execute()
      return id
    },
    startRun: async (of = deployment) =>
      (await client.call('runs.start', { params: { ...params, deployment: of }, body: {} })).body.id,
    readRun: async (run) => (await client.call('run.get', { params: { ...params, run } })).body,
    claim: async (node, room = 4) => {
      await hearNodes(context.db, node)
      return await claimRuns(context, node, room, undefined)
    },
    call: async ({ node, run, attempt }, call, input, number) => {
      const key = `${run} ${attempt}`
      const next = number ?? (numbers.get(key) ?? 0) + 1
      numbers.set(key, Math.max(next, numbers.get(key) ?? 0))
      return await callRunState(context, node, run, { attempt, number: next, call, input: input as never })
    },
    end: async (held, outcome = 'succeeded') => {
      await own.call(held, 'end', { outcome, receipt: { outcome }, watermarks: {}, canContinue: false })
    },
    fire: (schedule) => fireSchedules(context, [schedule]),
    runs: async () =>
      await context.db
        .selectFrom('process_run')
        .select(['id', 'state', 'outcome', 'reason', 'attempt', 'planned_at'])
        .where('deployment_id', '=', deployment)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    [Symbol.asyncDispose]: async () => {
      await context.runEngine.close()
      await world[Symbol.asyncDispose]()
    },
  }
  return own
}

async function addNode(context: HubContext, container: string, name: string): Promise<NodePrincipal> {
  const id = createId()
  await context.db
    .insertInto('container_node')
    .values({
      id,
      container_id: container,
      name,
      credential_hash: hashCredential(`ccn_${id}`),
      version: '0.1.0',
      connector_version: '0.1.0',
      reported_status: 'online',
      last_seen_at: sql<Date>`hub_now()`,
      enrolled_at: sql<Date>`hub_now()`,
    })
    .execute()
  const row = await context.db
    .selectFrom('container')
    .select('account_id')
    .where('id', '=', container)
    .executeTakeFirst()
  return {
    kind: 'node',
    id,
    name,
    container: { id: container, kind: 'molecule', name: 'Berlin', account: row?.account_id ?? '' },
  }
}
