import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLoadWorld, type LoadWorld } from './testing/load-world.ts'

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 60 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const header = ['number', 'name', 'status', 'website']
const suppliers = (count: number): string[][] =>
  Array.from({ length: count }, (_, i) => [`L-${i}`, `Loaded ${i}`, 'active', ''])
const refusedRow = (row: readonly string[]): string[] => [row[0] ?? '', row[1] ?? '', 'actve', '']

describe('a load that has forgotten what it knew', () => {
  it('looks records up 50 in a request, and writes only what differs', async () => {
    const rows = suppliers(120)
    await world.load(await world.writeRows('first.csv', [header, ...rows]))
    await rm(join(world.folder, 'state'), { recursive: true })
    const changed = rows.map((row, i) => (i === 7 ? [...row.slice(0, 3), 'https://new.example'] : row))

    const receipt = await world.load(await world.writeRows('second.csv', [header, ...changed]))

    expect(receipt).toMatchObject({ updated: 1, unchanged: 119 })
    // 3 look-ups, 1 write, and the look at which organization it is.
    expect(receipt.requests).toBeLessThanOrEqual(5)
  })
})

describe('limits of errors', () => {
  it('lets a load with few bad records go on to its end', async () => {
    const rows = suppliers(100).map((row, i) => (i % 20 === 0 ? refusedRow(row) : row))
    const file = await world.writeRows('suppliers.csv', [header, ...rows])

    const receipt = await world.load(file, { change: { limits: { errors: { share: 0.1 } } } })

    expect(receipt).toMatchObject({ outcome: 'partial', created: 95, failed: 5 })
  })

  it('ends a load with too many, and gives every record a line all the same', async () => {
    const rows = suppliers(1200).map((row, i) => (i < 60 ? refusedRow(row) : row))
    const file = await world.writeRows('suppliers.csv', [header, ...rows])

    const receipt = await world.load(file, { change: { limits: { errors: { share: 0.02 } } } })

    expect(receipt).toMatchObject({ outcome: 'failed', code: 'TOO_MANY_ERRORS', read: 1200 })
    expect(receipt.skipped).toBeGreaterThan(0)
    expect(await world.results(file)).toHaveLength(1200)
  })

  it('loads such an input anew, and not as one that was loaded', async () => {
    const rows = suppliers(60).map(refusedRow)
    const file = await world.writeRows('suppliers.csv', [header, ...rows])
    const change = { limits: { errors: { share: 0.02 } } }
    await world.load(file, { change })

    expect(await world.load(file, { change })).toMatchObject({ outcome: 'failed', code: 'TOO_MANY_ERRORS' })
  })

  it('leaves records waiting when nothing goes through, and goes on with them', async () => {
    const file = await world.writeRows('suppliers.csv', [header, ...suppliers(60)])
    const clear = world.sandbox.control.fault({ kind: 'status', status: 403, method: 'POST', times: 1000 })
    const receipt = await world.load(file, { change: { limits: { errors: { inARow: 5 } } } })
    expect(receipt).toMatchObject({ outcome: 'failed', code: 'NOTHING_GOES_THROUGH', failed: 0 })
    clear()

    expect(await world.load(file)).toMatchObject({ outcome: 'succeeded', created: 60 })
  })

  it('stops after as many records as it is told, and goes on there', async () => {
    const file = await world.writeRows('suppliers.csv', [header, ...suppliers(30)])

    expect(await world.load(file, { limit: 10 })).toMatchObject({ outcome: 'succeeded', created: 10, read: 10 })
    expect(await world.load(file)).toMatchObject({ created: 20, read: 20 })
    expect(await world.results(file)).toHaveLength(30)
  })
})

describe('records that the input does not have any more', () => {
  const change = { absent: 'inactivate' } as const

  beforeEach(async () => {
    await world.load(await world.writeRows('full.csv', [header, ...suppliers(100)]), { change })
  })

  it('become inactive when they are few', async () => {
    const file = await world.writeRows('next.csv', [header, ...suppliers(97)])

    const receipt = await world.load(file, { change })

    expect(receipt).toMatchObject({ outcome: 'succeeded', unchanged: 97, inactivated: 3, read: 100 })
    expect(await world.records('suppliers', { number: 'L-98' }, ['status'])).toMatchObject([{ status: 'inactive' }])
    expect((await world.results(file)).at(-1)).toMatchObject({ row: null, outcome: 'inactivated' })
    expect(await world.load(await world.writeRows('again.csv', [header, ...suppliers(97)]), { change })).toMatchObject({
      inactivated: 0,
    })
  })

  it('stay as they are when they are many, until somebody confirms it', async () => {
    const file = await world.writeRows('next.csv', [header, ...suppliers(40)])

    expect(await world.load(file, { change })).toMatchObject({
      outcome: 'failed',
      code: 'NEEDS_CONFIRMATION',
      inactivated: 0,
      unchanged: 40,
    })
    expect(await world.load(file, { change, acceptInactivations: true })).toMatchObject({
      outcome: 'succeeded',
      inactivated: 60,
    })
  })

  it('become active again when the input has them again', async () => {
    await world.load(await world.writeRows('next.csv', [header, ...suppliers(97)]), { change })

    const receipt = await world.load(await world.writeRows('full-again.csv', [header, ...suppliers(100)]), { change })

    expect(receipt).toMatchObject({ updated: 3, unchanged: 97 })
    expect(await world.records('suppliers', { number: 'L-98' }, ['status'])).toMatchObject([{ status: 'active' }])
  })
})

describe('a retry', () => {
  it('sends only the records that failed, and corrects the result', async () => {
    const rows = suppliers(20).map((row, i) => [...row, i < 3 ? 'LATER' : 'N30'])
    const file = await world.writeRows('suppliers.csv', [[...header, 'payment-term.code'], ...rows])
    expect(await world.load(file)).toMatchObject({ created: 17, held: 3 })
    const term = { code: 'LATER', type: 'DiscountPaymentTerm', 'days-for-net-payment': 5 }
    await world.connection.resource<string>('payment_terms').create(term)

    const receipt = await world.load(file, { retried: { classes: ['missing-reference'] } })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 3, fixed: 3, read: 3 })
    expect((await world.results(file)).map(({ outcome }) => outcome)).toEqual(rows.map(() => 'created'))
  })

  it('leaves the result of a later input alone', async () => {
    const bad = await world.writeRows('suppliers.csv', [
      [...header, 'payment-term.code'],
      [...(suppliers(1)[0] ?? []), 'LATER'],
    ])
    await world.load(bad)
    await rename(bad, join(world.folder, 'moved.csv'))
    const later = await world.writeRows('suppliers.csv', [header, ['Z-1', 'Other', 'active', '']])
    await world.load(later)

    await world.load(later, { retried: {} })

    expect(await world.results(later)).toMatchObject([{ key: 'Z-1' }])
  })
})

describe('a folder of inputs', () => {
  it('is loaded in the order of the names, and each input is moved when its outcomes are stored', async () => {
    await world.writeRows('inbox/b.csv', [header, ['B', 'Second', 'active', '']])
    await world.writeRows('inbox/a.csv', [header, ['A', 'First', 'active', '']])
    await world.write('inbox/c.csv', 'number,name\nC,Uneven,cells\n')
    await world.write('inbox/d.csv', 'number;name\nC;Semicolon\n')
    const settings = { folder: join(world.folder, 'inbox') }

    const receipt = await world.load('', { settings })

    expect(receipt.inputs.map(({ input, state }) => `${input} ${state}`)).toEqual([
      'a.csv loaded',
      'b.csv loaded',
      'c.csv refused',
      'd.csv refused',
    ])
    expect(receipt.reason).toBe(
      'c.csv: Row 1 (line 2 of the file) has 3 cells, and the header has 2. 1 more was refused, too.',
    )
    expect(receipt).toMatchObject({ outcome: 'failed', code: 'UNEVEN_ROW', created: 2 })
    expect((await readdir(join(world.folder, 'inbox'))).sort()).toEqual([
      'a.csv.result.ndjson',
      'archive',
      'b.csv.result.ndjson',
      'c.csv.result.ndjson',
      'd.csv.result.ndjson',
      'failed',
    ])
    expect((await readdir(join(world.folder, 'inbox', 'archive'))).sort()).toContain('a.csv')
    expect(await readdir(join(world.folder, 'inbox', 'failed'))).toContain('c.csv')
    expect(await world.load('', { settings })).toMatchObject({ outcome: 'succeeded', read: 0, inputs: [] })
  })
})
