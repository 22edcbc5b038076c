import { createLoad } from '@coupa-connector/process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { retryHeldLoads } from './retry-held-loads.ts'

let world: ProcessWorld
let suppliers: string
let addresses: string
beforeEach(async () => {
  world = await startProcessWorld()
  suppliers = await deployLoad('L09')
  addresses = await deployLoad('L10')
})
afterEach(() => world[Symbol.asyncDispose]())

async function deployLoad(template: string): Promise<string> {
  const { client } = world.world.owner
  const params = { account: world.account }
  const definition = createLoad({ template, source: 'files', format: 'csv' }) as never
  const { body } = await client.call('processes.apply', { params, body: { definition } })
  const place = { ...params, process: body.process ?? '', environment: world.environment }
  return (await client.call('process.deploy', { params: place, body: { version: 1, ...world.parts } })).body.id
}

async function claim(): Promise<HeldAttempt | undefined> {
  const [node] = world.nodes
  const [claimed] = await world.claim(node)
  return claimed && { node, run: claimed.run, attempt: claimed.attempt }
}

/** A run of a load with a single record, and the outcome of that. */
async function load(deployment: string, outcome: object, label = 'A'): Promise<void> {
  await world.startRun(deployment)
  const held = await claim()
  if (held === undefined) throw new Error('no run was given')
  await world.call(held, 'load-begin', { definition: 'f', trigger: 'person' })
  const claimed = {
    name: 'a.csv',
    sha256: held.run,
    sizeBytes: 1,
    doesNullClear: false,
    definition: 'f',
    isForced: false,
  }
  const { id: input } = (await world.call(held, 'load-claim-input', claimed)) as { id: number }
  await world.call(held, 'load-begin-reading', { input })
  const row = { row: 1, key: `["${label}"]`, label, hash: 'h', fields: { number: label } }
  await world.call(held, 'load-add-rows', { input, rows: [row] })
  await world.call(held, 'load-order', { input })
  await world.call(held, 'load-rows-complete', { input, settlements: [], notices: [] })
  await world.call(held, 'load-settle', { input, settlements: [{ row: 1, ...outcome } as never], counts: {} })
  await world.call(held, 'load-input-ended', { input, state: 'loaded' })
  await world.end(held, 'partial')
}

const created = { outcome: 'created', detail: { id: '1' } }
const holds = (field: string) => ({
  outcome: 'held',
  detail: { class: 'missing-reference', code: 'MISSING_REFERENCE', message: 'It waits.', field },
})

async function runsOf(deployment: string) {
  const query = { deployment, limit: 50 }
  const { body } = await world.world.owner.client.call('runs.list', { params: { account: world.account }, query })
  return body.items
}

it('records that wait for a supplier are tried again, once, when a load has brought suppliers', async () => {
  await load(addresses, holds('supplier.number'))
  await retryHeldLoads(world.context)
  expect(await runsOf(addresses)).toHaveLength(1)
  await load(suppliers, created)

  await retryHeldLoads(world.context)
  await retryHeldLoads(world.context)

  const [started, ...others] = await runsOf(addresses)
  expect(others).toHaveLength(1)
  expect(started).toMatchObject({ state: 'queued', trigger: 'after', requestedBy: { name: 'the load before' } })
  const held = await claim()
  if (held === undefined) throw new Error('no run was given')
  await world.call(held, 'load-begin', { definition: 'f', trigger: 'after' })
  expect(await world.call(held, 'load-reopen', { classes: ['missing-reference'], sinceMs: 0 })).toBe(1)
  await world.end(held)
  await retryHeldLoads(world.context)
  expect(await runsOf(addresses)).toHaveLength(2)
})

it('records that wait for a parent are tried again when the load itself has brought more', async () => {
  const commodities = await deployLoad('L08')
  await load(commodities, holds('parent'))
  await retryHeldLoads(world.context)
  expect(await runsOf(commodities)).toHaveLength(1)
  await load(commodities, created, 'B')

  await retryHeldLoads(world.context)

  expect(await runsOf(commodities)).toHaveLength(3)
})

it('records that wait for something else are left alone, and so are those of a paused deployment', async () => {
  await load(addresses, holds('country'))
  await load(suppliers, created)
  await retryHeldLoads(world.context)
  expect(await runsOf(addresses)).toHaveLength(1)
  await load(addresses, holds('supplier.number'))
  await load(suppliers, { ...created, outcome: 'unchanged' })
  await retryHeldLoads(world.context)
  expect(await runsOf(addresses)).toHaveLength(2)

  await load(suppliers, created)
  const params = { account: world.account, deployment: addresses }
  await world.world.owner.client.call('deployment.pause', { params, body: { reason: 'Audit' } })
  await retryHeldLoads(world.context)

  expect(await runsOf(addresses)).toHaveLength(2)
})
