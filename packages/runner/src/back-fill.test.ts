import { describe, expect, it } from 'vitest'
import { createTargetSchema } from './testing/target-schema.ts'
import { createWorld, type World } from './testing/world.ts'

const everything = { from: '2000-01-01T00:00:00Z' }
const small = { limits: { batch: { records: 20 } } }
const incremental = { source: { mode: 'incremental', where: {} }, acknowledge: { mode: 'none' } } as const

async function idsOf(world: World): Promise<readonly number[]> {
  return (await world.delivered()).map(({ id }) => Number(id))
}

describe('a back-fill', () => {
  it('delivers what its range has, whatever its mark, and marks nothing', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const [marked, due] = [await world.approved({ exported: true }), await world.approved({ exported: false })]

    const receipt = await world.fill(everything)

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: marked.length + due.length, acknowledged: 0 })
    expect(await world.approved({ exported: false })).toEqual(due)
    expect(world.sandbox.requests.every(({ method, path }) => method === 'GET' || path.includes('oauth'))).toBe(true)
  })

  it('teaches the process what was delivered, which then only marks it', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await world.approved({ exported: false })
    await world.fill(everything)
    const before = (await idsOf(world)).length

    const receipt = await world.run()

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 0, unchanged: due.length })
    expect(await world.approved({ exported: false })).toEqual([])
    expect(await idsOf(world)).toHaveLength(before)
  })

  it('marks what it delivers if it is asked to', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })

    const receipt = await world.fill(everything, { acknowledges: true })

    expect(receipt).toMatchObject({ outcome: 'succeeded', acknowledged: receipt.delivered, waiting: 0 })
    expect(await world.approved({ exported: false })).toEqual([])
  })

  it('delivers nothing twice, unless it is asked to because the mapping is another one', async () => {
    await using world = await createWorld({ records: { invoices: 60 } })
    await world.run({ change: incremental })

    const unchanged = await world.fill(everything, { change: incremental })
    const again = await world.fill(everything, { change: incremental, redelivers: true })

    expect(unchanged).toMatchObject({ read: 60, unchanged: 60, delivered: 0 })
    expect(again).toMatchObject({ read: 60, unchanged: 0, delivered: 60 })
  })

  it('reads a range of ids', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const ids = world.sandbox.control.ids('invoices')
    const [firstId = 0, lastId = 0] = [ids[40], ids[119]]

    await world.fill({ firstId, lastId }, { change: incremental })

    expect(await idsOf(world)).toEqual(ids.slice(40, 120))
  })

  it('reads a range of the time at which records were created', async () => {
    await using world = await createWorld({ records: { invoices: 60 } })
    const query = { fields: ['id', 'created-at'], limit: 60 } as const
    const all = await world.connection.resource('invoices').query(query).toArray()
    const times = all.map((invoice) => String(invoice['created-at'])).sort()
    const [from = '', until = ''] = [times[20], times[40]]
    const within = all.filter(
      (invoice) => String(invoice['created-at']) >= from && String(invoice['created-at']) < until,
    )

    await world.fill({ from, until, by: 'created-at' }, { change: incremental })

    expect(within.length).toBeGreaterThan(0)
    expect(await idsOf(world)).toEqual(within.map(({ id }) => id))
  })

  it('leaves the window of the process where it was', async () => {
    await using world = await createWorld({ records: { invoices: 60 } })
    await world.run({ change: incremental })
    const [changed = 0] = world.sandbox.control.ids('invoices')
    world.sandbox.control.update('invoices', changed, { 'invoice-number': 'CHANGED-1' })

    const filled = await world.fill({ firstId: changed + 1 }, { change: incremental })
    const receipt = await world.run({ change: incremental })

    expect(filled).toMatchObject({ delivered: 0, unchanged: 59 })
    expect(receipt).toMatchObject({ delivered: 1 })
  })

  it('that was killed goes on where it was, also after a run of the process in between', async () => {
    await using world = await createWorld({ records: { invoices: 300 } })
    const all = (await world.approved({ exported: true })).length + (await world.approved({ exported: false })).length

    const signal = await world.fillKilled('batch-kept', 3, everything, small)
    const between = await world.run({ change: small })
    const receipt = await world.fill(everything, { change: small })

    expect(signal).toBe('SIGKILL')
    expect(between).toMatchObject({ outcome: 'succeeded' })
    expect(receipt).toMatchObject({ outcome: 'succeeded', isResumed: true })
    const ids = await idsOf(world)
    expect([ids.length, new Set(ids).size]).toEqual([all, all])
  })

  it('is not taken for a run that was killed', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    await world.runKilled('batch-kept', 2, small)

    await world.fill(everything, { change: small })
    const receipt = await world.run({ change: small })

    expect(receipt).toMatchObject({ isResumed: true, outcome: 'succeeded' })
    expect(await world.approved({ exported: false })).toEqual([])
  })
})

describe('a back-fill beside a run of the process', () => {
  it('never leaves an older version behind the newer one of the run', async () => {
    await using schema = await createTargetSchema()
    await using world = await createWorld({ records: { invoices: 60 }, target: schema.target })
    await world.run({ change: incremental })
    const [id = 0] = world.sandbox.control.ids('invoices')
    world.sandbox.control.update('invoices', id, { 'invoice-number': 'BETWEEN' })
    // The back-fill has read BETWEEN, and the run delivers NEWEST before its batch is committed.
    let isDone = false
    const receipt = await world.fill(everything, {
      change: incremental,
      onStep: async (step) => {
        if (step !== 'batch-opened' || isDone) return
        isDone = true
        world.sandbox.control.update('invoices', id, { 'invoice-number': 'NEWEST' })
        await world.run({ change: incremental })
      },
    })

    expect(receipt).toMatchObject({ outcome: 'succeeded', read: 60 })
    expect(await schema.query(`select invoice_number from $schema.invoice where id = ${id}`)).toEqual([
      { invoice_number: 'NEWEST' },
    ])
    expect(await world.run({ change: incremental })).toMatchObject({ delivered: 0 })
  })

  it('delivers again what is in a batch of the run that nobody knows the fate of', async () => {
    await using world = await createWorld({ records: { invoices: 60 } })
    await world.run({ change: incremental })
    const [id = 0] = world.sandbox.control.ids('invoices')
    world.sandbox.control.update('invoices', id, { 'invoice-number': 'BETWEEN' })
    await world.runKilled('batch-committed', 1, incremental)
    world.sandbox.control.update('invoices', id, { 'invoice-number': 'NEWEST' })

    let waits = 0
    const receipt = await world.fill(everything, {
      change: incremental,
      clock: {
        sleep: async () => {
          waits++
          if (waits === 1) await world.run({ change: incremental })
        },
      },
    })

    expect(receipt).toMatchObject({ outcome: 'succeeded', read: 60 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id, 'invoice-number': 'NEWEST' })
    expect(await world.run({ change: incremental })).toMatchObject({ delivered: 0 })
  })

  it('ends without those records when the batch of the run is never settled', async () => {
    await using world = await createWorld({ records: { invoices: 60 } })
    await world.run({ change: incremental })
    const [id = 0] = world.sandbox.control.ids('invoices')
    world.sandbox.control.update('invoices', id, { 'invoice-number': 'BETWEEN' })
    await world.runKilled('batch-committed', 1, incremental)
    world.sandbox.control.update('invoices', id, { 'invoice-number': 'NEWEST' })

    const failed = await world.fill(everything, { change: incremental, clock: { sleep: async () => {} } })
    await world.run({ change: incremental })
    const receipt = await world.fill(everything, { change: incremental })

    expect(failed).toMatchObject({ outcome: 'failed', code: 'RECORDS_IN_USE' })
    expect(receipt).toMatchObject({ outcome: 'succeeded' })
  })
})
