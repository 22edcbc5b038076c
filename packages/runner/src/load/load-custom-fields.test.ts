import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hastyClock } from '../testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from '../testing/load-world.ts'

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 60 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const clock = hastyClock
const header = ['number', 'name', 'status', 'erp', 'strategic']
const columns = {
  number: 'number',
  name: 'name',
  status: 'status',
  'custom-fields.erp-number': 'erp',
  'custom-fields.is-strategic': 'strategic',
}

describe('custom fields', () => {
  it('are checked against those that the organization has, with two requests', async () => {
    const rows = [header, ['C-1', 'One', 'active', 'P01', 'yes'], ['C-2', 'Two', 'active', 'P02', 'perhaps']]
    const file = await world.writeRows('suppliers.csv', rows)
    const other = await world.writeRows('other.csv', [header, ['C-3', 'Three', 'active', 'P03', 'yes']])
    const trusting = { mapping: { columns }, destination: { customFields: 'trust' } } as const
    const { requests } = await world.load(other, { clock, isForgotten: true, change: trusting })

    const receipt = await world.load(file, { clock, change: { mapping: { columns } } })

    expect(receipt).toMatchObject({ outcome: 'partial', created: 1, failed: 1 })
    expect(receipt.requests - requests).toBe(2)
    expect(await world.results(file)).toMatchObject([
      { outcome: 'created' },
      { outcome: 'failed', class: 'invalid', code: 'VALUE_UNFIT', field: 'custom-fields.is-strategic' },
    ])
    const [created] = await world.records('suppliers', { number: 'C-1' }, ['id', { 'custom-fields': {} } as never])
    expect(created).toMatchObject({ 'custom-fields': { 'erp-number': 'P01', 'is-strategic': true } })
  })

  it('that nobody set up end the run before the first write, and the file is loaded when that is corrected', async () => {
    const wrong = { ...columns, 'custom-fields.erp-nummer': 'erp' }
    const file = await world.writeRows('suppliers.csv', [header, ['C-1', 'One', 'active', 'P01', '']])

    const receipt = await world.load(file, { clock, change: { mapping: { columns: wrong } } })

    expect(receipt).toMatchObject({ outcome: 'failed', code: 'CUSTOM_FIELD_UNKNOWN', read: 0 })
    expect(receipt.reason).toContain('custom-fields.erp-nummer')
    expect(receipt.remedy).toContain('Did you mean custom-fields.erp-number?')
    expect(await world.load(file, { clock, change: { mapping: { columns } } })).toMatchObject({ created: 1 })
  })

  it('of the older kind, at the top of a record, are found too', async () => {
    await using other = await createLoadWorld({ records: 30, quirks: { 'custom-fields': 'global' } })
    const rows = [header, ['C-1', 'One', 'active', 'P01', 'yes']]

    const receipt = await other.load(await other.writeRows('suppliers.csv', rows), {
      clock,
      change: { mapping: { columns } },
    })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 1 })
  })
})
