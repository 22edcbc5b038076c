import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { csvOf } from './testing/csv-of.ts'
import { createLoadWorld, type LoadWorld } from './testing/load-world.ts'

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: { default: 5 } })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const change = { source: { format: 'flat-file', object: 'supplier' } } as const

describe('a load of flat files', () => {
  it("creates records from the columns of Coupa's own format, whatever the template calls them", async () => {
    const file = await world.write(
      'suppliers.csv',
      csvOf([
        ['Name*', 'Status', 'Supplier Number', 'Payment Terms', 'Primary Address Country Code', 'On Hold'],
        ['Flat One', 'active', 'F-1', 'N30', 'DE', 'No'],
        ['Flat Two', 'active', 'F-2', '', '', ''],
      ]),
    )

    const receipt = await world.load(file, { change })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 2, read: 2 })
    expect(
      await world.records('suppliers', { number: { in: ['F-1', 'F-2'] } }, ['number', 'name', 'payment-term']),
    ).toMatchObject([
      { number: 'F-1', name: 'Flat One', 'payment-term': { code: 'N30' } },
      { number: 'F-2', name: 'Flat Two' },
    ])
  })

  it('is refused as a whole when it is a file of another object', async () => {
    const file = await world.write(
      'rates.csv',
      csvOf([
        ['From Currency', 'To Currency', 'Rate', 'Rate Date'],
        ['EUR', 'USD', '1.1', '2026-03-01'],
      ]),
    )

    const receipt = await world.load(file, { change })

    expect(receipt).toMatchObject({ outcome: 'failed', code: 'HEADER', created: 0 })
    expect(receipt.reason).toContain("no column of Coupa's flat files of suppliers")
  })
})
