// Listing, searching and dispatching in an account with 10,000 connections and 1,000 containers, against one with 100 and
// 100, the two taking turns: nothing may grow with what is there.

import { sql } from 'kysely'
import { createId } from '../packages/hub/src/basics/create-id.ts'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../packages/hub/src/testing/connection-world.ts'
import { startOwnServer } from '../packages/hub/src/testing/database/own-server.ts'
import { addConnections } from './support/listed-connections.ts'
import { type Measurement, median, report, round } from './support/measurement.ts'

const turns = 80
const warmUpTurns = 10

const server = await startOwnServer()
process.env.TEST_POSTGRESQL_URL = server.url
try {
  await using few = await createSet({ connections: 100, containers: 100 })
  await using many = await createSet({ connections: 10_000, containers: 1_000 })
  const work = {
    'listing connections': listConnections,
    'searching connections': searchConnections,
    'listing containers': listContainers,
    'starting a test': startTest,
  }
  const measurements: Measurement[] = []
  for (const [what, run] of Object.entries(work)) {
    const [fewMs, manyMs]: [number[], number[]] = [[], []]
    for (let turn = -warmUpTurns; turn < turns; turn++) {
      const times = [await timed(() => run(few)), await timed(() => run(many))] as const
      if (turn < 0) continue
      fewMs.push(times[0])
      manyMs.push(times[1])
    }
    measurements.push({
      what: `${what}, 10,000 connections and 1,000 containers`,
      against: 'the same with 100 of each',
      value: round(median(manyMs) / median(fewMs), 2),
      unit: '×',
      reach: { atMost: 2 },
      figures: { fewMs: round(median(fewMs), 2), manyMs: round(median(manyMs), 2), turns },
    })
  }
  report(measurements)
} finally {
  await server[Symbol.asyncDispose]()
}
process.exit()

interface AccountSet extends AsyncDisposable {
  readonly world: ConnectionTestWorld
  readonly connection: string
  readonly container: string
}

async function createSet(size: { readonly connections: number; readonly containers: number }): Promise<AccountSet> {
  const world = await startConnectionTestWorld({ rateLimits: 'off' })
  const { db } = world.context
  const { id: connection } = await world.createConnection('Connection 0')
  await addConnections(world, size.connections - 1)
  const container = createId()
  await sql`
    insert into container (account_id, id, kind, name, allow_browsing, created_at)
    select ${world.owner.account.id}::uuid, case number when 1 then ${container}::uuid else gen_random_uuid() end, 'atom',
      'Container ' || number, true, hub_now()
    from generate_series(1, ${size.containers}::integer) as number`.execute(db)
  await sql`
    insert into container_node (id, container_id, name, credential_hash, version, connector_version, reported_status,
      last_seen_at, enrolled_at)
    select gen_random_uuid(), id, 'node', id::text, '0.1.0', '0.1.0', 'online', hub_now() + interval '1 hour', hub_now()
    from container`.execute(db)
  await sql`analyze`.execute(db)
  return { world, connection, container, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

async function listConnections({ world: { owner } }: AccountSet): Promise<void> {
  await owner.keyClient.call('connections.list', { params: { account: owner.account.id } })
}

async function searchConnections({ world: { owner } }: AccountSet): Promise<void> {
  const { body } = await owner.keyClient.call('connections.list', {
    params: { account: owner.account.id },
    query: { search: 'connection 77' },
  })
  if (body.items.length === 0) throw new Error('nothing was found')
}

async function listContainers({ world: { owner } }: AccountSet): Promise<void> {
  await owner.keyClient.call('containers.list', { params: { account: owner.account.id } })
}

async function startTest({ world: { owner, context }, connection, container }: AccountSet): Promise<void> {
  const { body } = await owner.keyClient.call('tests.start', {
    params: { account: owner.account.id },
    body: { connection, container },
  })
  if (body.state !== 'queued') throw new Error(`the test ended at once with ${body.outcome}`)
  // So that the queue is never full.
  await context.db.deleteFrom('job_event').where('job_id', '=', body.id).execute()
  await context.db.deleteFrom('job').where('id', '=', body.id).execute()
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}
