import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStateFolder } from '../state/folder/open-state-folder.ts'
import { hastyClock } from '../testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from '../testing/load-world.ts'

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 30 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const clock = hastyClock
const header = ['number', 'name', 'status', 'payment-term.code']

describe('a run of a load that is continued', () => {
  it('tries a record that it holds itself not again, and counts it once', async () => {
    const rows = [header, ['C-1', 'One', 'active', 'NONE'], ['C-2', 'Two', 'active', 'N30']]
    const file = await world.writeRows('suppliers.csv', rows)
    await expect(world.load(file, { clock, killed: { step: 'result-kept', times: 1 } })).rejects.toThrow('killed')

    const receipt = await world.load(file, { clock })

    expect(receipt).toMatchObject({ isResumed: true, outcome: 'partial', read: 2, held: 1, created: 1 })
  })

  it('takes an input by force once only', async () => {
    const file = await world.writeRows('suppliers.csv', [header, ['C-1', 'One', 'active', 'N30']])
    await world.load(file, { clock })
    const forced = { clock, isForced: true }
    await expect(world.load(file, { ...forced, killed: { step: 'input-ended', times: 1 } })).rejects.toThrow('killed')

    const receipt = await world.load(file, forced)

    expect(receipt).toMatchObject({ isResumed: true, read: 1, unchanged: 1 })
  })

  it('leaves a copy of the outcomes with an input that it only has to move away', async () => {
    const inbox = join(world.folder, 'inbox')
    const file = await world.writeRows('inbox/suppliers.csv', [header, ['C-1', 'One', 'active', 'N30']])
    await utimes(file, 1_700_000_000, 1_700_000_000)
    const options = { clock, settings: { folder: inbox } }
    await expect(world.load(file, { ...options, killed: { step: 'input-ended', times: 1 } })).rejects.toThrow('killed')

    expect(await world.load(file, options)).toMatchObject({ isResumed: true, created: 1 })

    expect(await readdir(join(inbox, 'archive'))).toEqual(['suppliers.csv', 'suppliers.csv.result.ndjson'])
  })

  it('says of an invoice that it created it, however often it was interrupted before the invoice was complete', async () => {
    const [supplier] = await world.records('suppliers', { status: 'active' }, ['number'])
    const file = await world.writeRows('invoices.csv', [
      ['invoice-number', 'supplier.number', 'invoice-date', 'currency.code'],
      ['V-1', String(supplier?.number), '2026-11-02', 'USD'],
    ])
    const options = { template: 'L22', clock }
    const killed = { step: 'rows-intended', times: 1 } as const
    await expect(world.load(file, { ...options, killed })).rejects.toThrow('killed')
    // What the killed program had on its way arrives after its end.
    const draft = {
      'invoice-number': 'V-1',
      supplier: { number: String(supplier?.number) },
      'invoice-date': '2026-11-02',
    }
    await world.connection.resource<string>('invoices').create({ ...draft, currency: { code: 'USD' } })
    await expect(world.load(file, { ...options, killed })).rejects.toThrow('killed')

    const receipt = await world.load(file, options)

    expect(receipt).toMatchObject({ isResumed: true, created: 1, updated: 0 })
  })
})

describe('a load whose position is reset', () => {
  it('loads an input again, knows its records, and still tries what it holds', async () => {
    const rows = [header, ['C-1', 'One', 'active', 'N30'], ['C-2', 'Two', 'active', 'NONE']]
    const file = await world.writeRows('suppliers.csv', rows)
    await world.load(file, { clock })
    const reset = async (): Promise<void> => {
      await using state = openStateFolder(join(world.folder, 'state'), { now: Date.now })
      await state.reset('position')
    }
    await reset()
    await reset()

    const receipt = await world.load(file, { clock })

    expect(receipt).toMatchObject({ unchanged: 1, inputs: [{ state: 'loaded' }] })
    expect(await world.load(file, { clock })).toMatchObject({ inputs: [{ state: 'already-loaded' }] })
  })
})
