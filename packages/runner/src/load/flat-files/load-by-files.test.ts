import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createInboxWorld, type InboxWorld } from '../../testing/inbox-world.ts'
import { KilledError } from '../../testing/killed-state.ts'
import type { WorldLoadOptions } from '../../testing/load-world.ts'
import type { LoadReceipt } from '../load-receipt.ts'

let world: InboxWorld
beforeEach(async () => {
  world = await createInboxWorld()
})
afterEach(async () => await world[Symbol.asyncDispose]())

const supplierFiles = { destination: { flatFiles: { object: 'supplier' } } } as const

/** Loads suppliers by flat files. */
async function load(file: string, options: WorldLoadOptions = {}): Promise<LoadReceipt> {
  await using inbox = await world.openInbox()
  return await world.load(file, { change: supplierFiles, inbox, clock: world.clock, ...options })
}

const header = ['number', 'name', 'status', 'payment-term.code']
const row = (number: number, term = 'N30'): readonly string[] => [`F-${number}`, `Flat ${number}`, 'active', term]
const rows = (count: number): readonly (readonly string[])[] => Array.from({ length: count }, (_, i) => row(i + 1))

async function ownLoads(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await world.loaded()).filter((one) => String(one['file-file-name']).startsWith('suppliers_'))
}

describe('a load that writes flat files', () => {
  it("gets its records into Coupa through the inbox, and learns from Coupa's list of files what became of them", async () => {
    const file = await world.writeRows('in.csv', [header, row(1), row(2, 'nope'), row(3)])

    const receipt = await load(file)

    expect(receipt).toMatchObject({ outcome: 'partial', created: 2, held: 1, read: 3, waiting: 0 })
    expect(await world.results(file)).toMatchObject([
      { row: 1, key: 'F-1', outcome: 'created', id: expect.any(String) },
      {
        row: 2,
        outcome: 'held',
        class: 'missing-reference',
        code: 'MISSING_REFERENCE',
        message: expect.stringMatching(
          /Unable to find valid PaymentTerm record.* \(row 3 of suppliers_.*_0001\.csv\)$/,
        ),
      },
      { row: 3, key: 'F-3', outcome: 'created' },
    ])
    expect(await world.records('suppliers', { number: 'F-3' }, ['name', 'payment-term'])).toMatchObject([
      { name: 'Flat 3', 'payment-term': { code: 'N30' } },
    ])
  })

  it('finds the record of an error where Coupa does not count the header row', async () => {
    await using other = await createInboxWorld({ quirks: { 'upload-error-row': 'without-header' } })
    await using inbox = await other.openInbox()
    const file = await other.writeRows('in.csv', [header, row(1), row(2, 'nope'), row(3)])

    await other.load(file, { change: supplierFiles, inbox, clock: other.clock })

    expect((await other.results(file)).map(({ outcome }) => outcome)).toEqual(['created', 'held', 'created'])
  })

  it('writes again only what has changed, and nothing for an equal file', async () => {
    await load(await world.writeRows('first.csv', [header, ...rows(3)]))

    const second = await load(await world.writeRows('second.csv', [header, row(1), row(2, 'N45'), row(3)]))
    const third = await load(await world.writeRows('third.csv', [header, row(1), row(2, 'N45'), row(3)]))

    expect(second).toMatchObject({ outcome: 'succeeded', updated: 1, unchanged: 2 })
    expect(third).toMatchObject({ outcome: 'succeeded', unchanged: 3 })
    expect((await ownLoads()).map((one) => one['records-count'])).toEqual([3, 1])
  })

  it('asks Coupa about records that it does not know, and writes only those that differ', async () => {
    await load(await world.writeRows('first.csv', [header, ...rows(3)]))

    const receipt = await load(await world.writeRows('second.csv', [header, row(1), row(2, 'N45'), row(3)]), {
      isForgotten: true,
    })

    expect(receipt).toMatchObject({ outcome: 'succeeded', updated: 1, unchanged: 2 })
    expect((await ownLoads()).at(-1)).toMatchObject({ 'records-count': 1, 'records-updated': 1 })
  })

  it('refuses before it writes what is wrong, and what a flat file cannot say', async () => {
    const file = await world.write(
      'in.ndjson',
      [
        { number: 'F-1', name: 'One', status: 'actve' },
        { number: 'F-2', name: 'Two', website: null },
        { number: 'F-3', name: 'Three', 'content-groups': [{ name: 'North;South' }] },
        { number: 'F-4', name: 'Four' },
      ]
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    )

    const receipt = await load(file)

    expect(receipt).toMatchObject({ outcome: 'partial', created: 1, failed: 3 })
    expect(await world.results(file)).toMatchObject([
      { code: 'NOT_A_CHOICE', field: 'status' },
      { code: 'NOT_IN_FLAT_FILE', field: 'website', message: expect.stringContaining('is to be emptied') },
      { code: 'NOT_IN_FLAT_FILE', field: 'content-groups[].name', message: expect.stringContaining('semicolon') },
      { outcome: 'created' },
    ])
  })

  it('fails the records of a file that Coupa does not load, with the reason', async () => {
    const columns = [...header, 'custom-fields.erp-number']
    const file = await world.writeRows('in.csv', [columns, [...row(1), '4711'], [...row(2), '']])

    const change = { destination: { ...supplierFiles.destination, customFields: 'trust' } } as const

    const receipt = await load(file, { change })

    expect(receipt).toMatchObject({ outcome: 'partial', failed: 2 })
    expect((await world.results(file))[1]).toMatchObject({
      class: 'invalid',
      code: 'FILE_FAILED',
      message: expect.stringMatching(/^Coupa did not load suppliers_.*\(Failed\): Unknown columns: .*erp-number/),
    })
  })

  it('ends as waiting when Coupa takes too long, and asks again with the next run', async () => {
    const change = { destination: { flatFiles: { object: 'supplier', waitMinutes: 1 } } }
    const file = await world.writeRows('in.csv', [header, ...rows(2)])

    const startedAtMs = world.clock.now()
    const first = await load(file, { change })
    const waitedMs = world.clock.now() - startedAtMs
    const before = await ownLoads()
    world.pass(600_000)
    const second = await load(file, { change })

    expect(first).toMatchObject({
      outcome: 'partial',
      code: 'WAITING_FOR_COUPA',
      waiting: 2,
      read: 0,
      reason: expect.stringMatching(/^Coupa has not processed suppliers_.*\.csv within 1 minutes: 2 records/),
      inputs: [{ state: 'unfinished' }],
    })
    expect(waitedMs).toBeLessThan(120_000)
    expect(before).toEqual([])
    expect(second).toMatchObject({ outcome: 'succeeded', created: 2, waiting: 0 })
    expect(await ownLoads()).toHaveLength(1)
  })

  it('splits what is too much for one file, and gives each row of both its outcome', async () => {
    const change = {
      destination: { flatFiles: { object: 'tax-rate' } },
      source: { format: 'csv', object: undefined },
    } as const
    await using inbox = await world.openInbox('tax-rate')
    const rates = Array.from({ length: 6001 }, (_, i) => ['DE', i === 5999 ? '' : 'VAT', `${i}.5`, 'true'])
    const file = await world.writeRows('rates.csv', [
      ['country-code', 'tax-rate-type', 'percentage', 'active'],
      ...rates,
    ])
    const limits = { errors: { max: 10 } }

    const receipt = await world.load(file, {
      template: 'L33',
      change: { ...change, limits },
      inbox,
      clock: world.clock,
    })

    expect(receipt).toMatchObject({ outcome: 'partial', created: 6000, failed: 1, read: 6001 })
    const loads = (await world.loaded()).filter((one) => one['source-for'] === 'TaxRate')
    expect(loads.map((one) => one['records-count'])).toEqual([4999, 1001])
    const names = loads.map((one) => String(one['file-file-name']))
    expect(names.toSorted()).toEqual(names)
    expect((await world.results(file))[5999]).toMatchObject({ row: 6000, code: 'KEY_MISSING', field: 'tax-rate-type' })
  })

  it.each([
    [
      'approval-chain',
      { 'approval-chain-name': 'Over 10,000', 'approval-chain-type': 'Requisition', status: 'active' },
    ],
    ['chart-of-accounts', { name: 'SAP 1000', active: 'Yes', 'currency-code': 'EUR' }],
    ['expense-import-user-map', { 'corp-card-integration-name': 'Cards', 'account-number': '4111' }],
  ])('loads what Coupa takes as flat files only: %s', async (object, record) => {
    const change = { destination: { flatFiles: { object } }, source: { format: 'csv', object: undefined } } as const
    await using inbox = await world.openInbox(object)
    const file = await world.writeRows('in.csv', [Object.keys(record), Object.values(record)])

    const receipt = await world.load(file, { template: 'L33', change, inbox, clock: world.clock })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 1, failed: 0 })
    expect(await world.results(file)).toMatchObject([{ row: 1, outcome: 'created' }])
  })

  it('waits for parents before it writes what is below them', async () => {
    const change = { destination: { flatFiles: { object: 'lookup-value' } } } as const
    const lookup = (await world.records('lookups', { active: true }, ['name']))[0]?.name
    await using inbox = await world.openInbox('lookup-value')
    const file = await world.writeRows('in.csv', [
      ['external-ref-num', 'external-ref-code', 'lookup.name', 'name', 'parent.external-ref-code'],
      ['LV-2', 'LV-2', String(lookup), 'Below', 'LV-1'],
      ['LV-1', 'LV-1', String(lookup), 'Above', ''],
    ])

    const receipt = await world.load(file, { template: 'L01', change, inbox, clock: world.clock })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 2 })
    expect((await world.loaded()).filter((one) => String(one['file-file-name']).startsWith('lookup_'))).toHaveLength(2)
  })

  it.each(['cut-upload', 'refuse-rename', 'cut-after-rename'] as const)(
    'writes a file once when the server has the fault %s',
    async (fault) => {
      const file = await world.writeRows('in.csv', [header, ...rows(2)])
      world.sandbox.sftp?.fail(fault)

      const first = await load(file)
      const receipt = first.outcome === 'failed' ? await load(file) : first

      expect(receipt).toMatchObject({ outcome: 'succeeded', created: 2 })
      expect(await ownLoads()).toHaveLength(1)
    },
  )

  it.each([
    ['input-read', 1],
    ['file-intended', 1],
    ['file-placed', 1],
    ['rows-settled', 1],
    ['file-processed', 1],
    ['result-kept', 1],
    ['input-ended', 1],
  ] as const)('loses nothing and writes nothing twice when it is killed after %s', async (step, times) => {
    const file = await world.writeRows('in.csv', [header, ...rows(2), row(3, 'nope')])

    await expect(load(file, { killed: { step, times } })).rejects.toThrow(KilledError)
    // Long enough that what the killed run uploaded was picked up and loaded.
    world.pass(600_000)
    const receipt = await load(file)

    expect(receipt).toMatchObject({ outcome: 'partial', created: 2, held: 1 })
    expect((await world.results(file)).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'held'])
    const loads = await ownLoads()
    expect(loads[0]).toMatchObject({ 'records-count': 3, 'records-created': 2 })
    // The record that is held may have been written once more, and nothing else.
    for (const one of loads.slice(1)) expect(one).toMatchObject({ 'records-count': 1, 'records-created': 0 })
  })

  it('goes on after a kill -9 right after the upload', async () => {
    const file = await world.writeRows('in.csv', [header, ...rows(2)])

    const signal = await world.loadKilled(file, 'file-placed', 1, { change: supplierFiles, inbox: world.server })
    const receipt = await load(file)

    expect(signal).toBe('SIGKILL')
    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 2, isResumed: true })
    expect((await ownLoads()).map((one) => one['records-created'])).toEqual([2])
  })

  it('does not upload again where no archive can be read until it is sure that the file was not picked up', async () => {
    const file = await world.writeRows('in.csv', [header, ...rows(2)])
    await expect(load(file, { killed: { step: 'file-placed', times: 1 } })).rejects.toThrow(KilledError)
    await using inbox = await world.openInbox()
    const blind = { ...inbox, find: async () => 'unknown' as const }

    const receipt = await world.load(file, { change: supplierFiles, inbox: blind, clock: world.clock })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 2 })
    expect(await ownLoads()).toHaveLength(1)
  })
})
