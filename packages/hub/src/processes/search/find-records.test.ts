import { createLoad } from '@coupa-connector/process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { createTestAccount } from '../../testing/test-account.ts'

let world: ProcessWorld
let delivering: HeldAttempt
let loading: HeldAttempt
beforeAll(async () => {
  world = await startProcessWorld()
  delivering = await deliver()
  loading = await load()
})
afterAll(() => world[Symbol.asyncDispose]())

const client = () => world.world.owner.client

async function take(): Promise<HeldAttempt> {
  const [node] = world.nodes
  const [taken] = await world.claim(node)
  if (taken === undefined) throw new Error('no run was given')
  return { node, run: taken.run, attempt: taken.attempt }
}

/** A run that has delivered an invoice and set another one aside. */
async function deliver(): Promise<HeldAttempt> {
  await world.startRun()
  const held = await take()
  await world.call(held, 'begin', { definition: 'f1', trigger: 'person' })
  const outcome = {
    records: [{ id: '1204', hash: 'h', sequence: 1, label: 'INV-4711' }],
    ...{ state: 'delivered', unchanged: [], counts: {}, position: { pass: 0 } },
    failures: [
      {
        id: '1205',
        stage: 'shape',
        class: 'invalid',
        code: 'VALUE_UNFIT',
        message: 'It is not a date.',
        label: 'INV-4712',
      },
    ],
  }
  await world.call(held, 'open-batch', { id: 'b1', openedAtMs: 1000, outcome })
  await world.call(held, 'batch-delivered', { batch: 'b1', objects: [{ object: 'invoice_1.csv' }], counts: {} })
  await world.end(held)
  return held
}

/** A load that has created a supplier from the newer of two inputs, and failed with the older one. */
async function load(): Promise<HeldAttempt> {
  const params = { account: world.account }
  const definition = createLoad({ template: 'L09', source: 'files', format: 'csv', name: 'suppliers' }) as never
  const applied = (await client().call('processes.apply', { params, body: { definition } })).body
  const where = { ...params, process: applied.process ?? '', environment: world.environment }
  const deployed = await client().call('process.deploy', { params: where, body: { version: 1, ...world.parts } })
  await world.startRun(deployed.body.id)
  const held = await take()
  await world.call(held, 'load-begin', { definition: 'f', trigger: 'person' })
  const failed = { class: 'invalid', code: 'NOT_A_CHOICE', message: 'It is not a status.' }
  await settle(held, 'old.csv', { row: 1, outcome: 'failed', detail: failed })
  const known = { key: '["N-1"]', id: '77', hash: 'h', record: { number: 'N-1' }, isInactive: false }
  await settle(held, 'new.csv', { row: 1, outcome: 'created', detail: { id: '77' }, known })
  await world.end(held)
  return held
}

async function settle(held: HeldAttempt, name: string, settlement: object): Promise<void> {
  const claim = { name, sha256: name, sizeBytes: 1, doesNullClear: false, definition: 'f', isForced: false }
  const { id: input } = (await world.call(held, 'load-claim-input', claim)) as { id: number }
  await world.call(held, 'load-begin-reading', { input })
  const row = { row: 1, key: '["N-1"]', label: 'N-1', hash: '', fields: { number: 'N-1' } }
  await world.call(held, 'load-add-rows', { input, rows: [row] })
  await world.call(held, 'load-order', { input })
  await world.call(held, 'load-rows-complete', { input, settlements: [], notices: [] })
  await world.call(held, 'load-settle', { input, settlements: [settlement as never], counts: {} })
}

const find = async (key: string, query: object = {}) =>
  (await client().call('records.find', { params: { account: world.account }, query: { key, ...query } })).body

describe('where a record is', () => {
  it.each(['INV-4711', '1204', ' INV-4711 '])(
    'says of a delivered one which run, batch and file has it: "%s"',
    async (key) => {
      expect(await find(key)).toMatchObject({
        items: [
          {
            ...{ kind: 'delivery', process: { name: 'ok-to-pay' }, environment: 'test', classification: 'test' },
            ...{ id: '1204', key: 'INV-4711' },
            ...{ state: 'delivered', at: '1970-01-01T00:00:01.000Z', run: delivering.run, batch: 'b1' },
            ...{ objects: ['invoice_1.csv'], input: null },
          },
        ],
        nextCursor: null,
      })
    },
  )

  it('says of one that was set aside why', async () => {
    expect((await find('INV-4712')).items).toMatchObject([
      { kind: 'failure', id: '1205', state: 'open', code: 'VALUE_UNFIT', message: 'It is not a date.' },
    ])
  })

  it.each(['N-1', '77'])(
    'says of one that was loaded what became of it in each input, page by page: %s',
    async (key) => {
      const first = await find(key, { limit: 1 })
      const second = await find(key, { limit: 1, cursor: first.nextCursor })

      expect(first.items).toMatchObject([
        { kind: 'load', state: 'created', id: '77', key: 'N-1', input: { name: 'new.csv', row: 1 }, run: loading.run },
      ])
      expect(second.items).toMatchObject([{ state: 'failed', input: { name: 'old.csv' }, code: 'NOT_A_CHOICE' }])
      expect(second.nextCursor).toBeNull()
    },
  )

  it('is told of one process, and of no other account', async () => {
    const stranger = await createTestAccount(world.world.test)
    const params = { account: stranger.account.id }

    expect((await find('1204', { process: world.process })).items).toHaveLength(1)
    expect((await find('N-1', { process: world.process })).items).toEqual([])
    expect((await stranger.client.call('records.find', { params, query: { key: '1204' } })).body.items).toEqual([])
  })
})
