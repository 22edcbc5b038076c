import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findInFolder } from '../state/folder/find-in-folder.ts'
import { openStateFolder } from '../state/folder/open-state-folder.ts'
import type { DefinitionChange } from '../testing/invoice-run.ts'
import { createWorld, type World } from '../testing/world.ts'

const change: DefinitionChange = {
  mapping: {
    shape: 'flat',
    columns: {
      id: 'id',
      number: { path: 'invoice-number', as: 'integer' },
      note: { path: 'internal-note', sensitive: 'hash' },
    },
  },
  destination: { format: 'csv' },
  limits: { errors: { max: 1000, share: 1 } },
}
const monthMs = 31 * 86_400_000

let world: World
let id: string
beforeAll(async () => {
  world = await createWorld({ records: { invoices: 40 } })
  const [first] = await world.approved({ exported: false })
  id = String(first?.id)
  world.sandbox.control.update('invoices', Number(id), { 'invoice-number': 'INV-4711', 'internal-note': 'call Ada' })
})
afterAll(() => world[Symbol.asyncDispose]())

const state = (now = Date.now()) => openStateFolder(world.places.state, { now: () => now, isExclusive: false })

describe('a record that the mapping refuses', () => {
  it('is kept with its failure, without what is sensitive, until it is in order', async () => {
    await world.run({ change })

    await using opened = state()
    const payload = await opened.failurePayload(id)
    expect(payload).toMatchObject({ source: { id: Number(id), 'invoice-number': 'INV-4711', 'internal-note': '***' } })
    expect(JSON.stringify(await opened.failures())).not.toContain('INV-4711","')

    for (const { id: due } of await world.approved({ exported: false })) {
      world.sandbox.control.update('invoices', Number(due), { 'invoice-number': String(due) })
    }
    await world.run({ change })

    expect(await opened.failurePayload(id)).toBeUndefined()
  })

  it('is found by its number and by its id, as it is delivered, and as it was set aside', () => {
    const [delivered, ...others] = findInFolder(world.places.state, id)

    expect(delivered).toMatchObject({ kind: 'delivery', id, key: id, state: 'acknowledged', batch: expect.any(String) })
    expect(delivered?.objects).toEqual([expect.stringMatching(/^invoice_.*\.csv$/)])
    expect(others).toMatchObject([{ kind: 'failure', state: 'fixed', code: 'VALUE_UNFIT', id }])
    expect(findInFolder(world.places.state, 'nothing')).toEqual([])
  })

  it('is not kept for longer than a month', async () => {
    world.sandbox.control.update('invoices', Number(id), { 'invoice-number': 'INV-4711', exported: false })
    await world.run({ change })
    await using later = state(Date.now() + monthMs)
    expect(await later.failurePayload(id)).toBeDefined()

    const { id: run } = await later.beginRun({ definition: 'another', trigger: 'person' })

    expect(await later.failurePayload(id)).toBeUndefined()
    expect(await later.failures({ ids: [id] })).toMatchObject([{ state: 'open' }])
    expect(run).toBeDefined()
  })
})
