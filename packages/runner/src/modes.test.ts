import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '@coupa-connector/connector/plugins'
import { describe, expect, it } from 'vitest'
import { connectTo, type DefinitionChange, machineClock, runInvoices } from './testing/invoice-run.ts'
import { createWorld, type World } from './testing/world.ts'

const incremental: DefinitionChange = {
  source: { mode: 'incremental', where: {} },
  acknowledge: { mode: 'none' },
}
const full: DefinitionChange = { source: { mode: 'full', where: {} }, acknowledge: { mode: 'none' } }

async function idsOf(world: World): Promise<readonly number[]> {
  return (await world.delivered()).map(({ id }) => Number(id))
}

describe('an incremental run', () => {
  it('delivers everything first, then what changed, then nothing', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const all = world.sandbox.control.ids('invoices')

    const first = await world.run({ change: incremental })
    const idle = await world.run({ change: incremental })
    world.sandbox.control.update('invoices', all[7] ?? 0, { 'invoice-number': 'CHANGED-7' })
    const second = await world.run({ change: incremental })

    expect(first).toMatchObject({ outcome: 'succeeded', delivered: 200 })
    expect(idle).toMatchObject({ outcome: 'succeeded', delivered: 0 })
    expect(second).toMatchObject({ outcome: 'succeeded', delivered: 1 })
    expect((await idsOf(world)).at(-1)).toBe(all[7])
  })

  it('ends its window by the time of Coupa, whatever the clock of the machine shows', async () => {
    await using world = await createWorld({ records: { invoices: 50 } })
    const now = (): number => Date.now() + 3_600_000
    await using connection = connectTo(world.places, { clock: { ...systemClock, now } })
    const run = () => runInvoices(world.places, connection, { change: incremental, clock: { ...machineClock, now } })
    await run()
    const [id = 0] = world.sandbox.control.ids('invoices')
    world.sandbox.control.update('invoices', id, { 'invoice-number': 'CHANGED' })

    expect(await run()).toMatchObject({ outcome: 'succeeded', delivered: 1 })
  })

  it('does not take marks for changes', async () => {
    await using world = await createWorld({ records: { invoices: 50 } })
    await world.run({ change: incremental })
    for (const { id } of await world.approved({ exported: false })) {
      await world.connection.resource('invoices').markExported(Number(id))
    }

    const receipt = await world.run({ change: incremental })

    expect(receipt).toMatchObject({ delivered: 0 })
  })

  it('goes on from where it was killed', async () => {
    await using world = await createWorld({ records: { invoices: 300 } })
    const change = { ...incremental, limits: { batch: { records: 50 } } }

    await world.runKilled('batch-committed', 3, change)
    const receipt = await world.run({ change })

    expect(receipt).toMatchObject({ isResumed: true, read: 300, delivered: 300 })
    expect(await idsOf(world)).toEqual(world.sandbox.control.ids('invoices'))
  })
})

describe('a full refresh', () => {
  it('delivers everything each time, and says which generation to read when it is complete', async () => {
    await using world = await createWorld({ records: { invoices: 120 } })

    const first = await world.run({ change: full })
    const second = await world.run({ change: full })

    const { generation } = JSON.parse(await readFile(join(world.out, 'generation.json'), 'utf8'))
    expect([first.delivered, second.delivered]).toEqual([120, 120])
    expect(generation).toBe(second.run)
  })
})

describe('another organization behind the same address', () => {
  it('is refused, and nothing is written', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    await world.run()
    for (const id of world.sandbox.control.ids('invoices').slice(0, 3)) {
      world.sandbox.control.update('invoices', id, { 'created-at': '2001-01-01T00:00:00Z' })
    }
    world.sandbox.control.resetLog()

    const receipt = await world.run()

    expect(receipt).toMatchObject({ outcome: 'failed', code: 'ORGANIZATION_CHANGED', read: 0 })
    expect(world.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true)
  })
})
