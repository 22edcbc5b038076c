import { appendFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLoadWorld, type LoadWorld } from './testing/load-world.ts'

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 60 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const header = ['number', 'name', 'status', 'payment-term.code', 'website']

async function someSuppliers(count: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await world.records('suppliers', {}, ['id', 'number', 'name', 'status', 'website'])).slice(0, count)
}

describe('a load', () => {
  it('creates what is missing, changes what differs, and leaves alone what is equal', async () => {
    const [first, second] = await someSuppliers(2)
    const file = await world.writeRows('suppliers.csv', [
      header,
      ['NEW-1', 'Initech', 'active', 'N30', 'https://initech.example'],
      [String(first?.number), String(first?.name), String(first?.status), '', 'https://changed.example'],
      [String(second?.number), String(second?.name), String(second?.status), '', ''],
    ])

    const receipt = await world.load(file)

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 1, updated: 1, unchanged: 1, read: 3, failed: 0 })
    expect(await world.results(file)).toMatchObject([
      { row: 1, key: 'NEW-1', outcome: 'created' },
      {
        row: 2,
        outcome: 'updated',
        id: String(first?.id),
        changed: { website: { old: first?.website, new: 'https://changed.example' } },
      },
      { row: 3, outcome: 'unchanged', id: String(second?.id) },
    ])
    const [created] = await world.records('suppliers', { number: 'NEW-1' }, ['name', 'website'])
    expect(created).toMatchObject({ name: 'Initech', website: 'https://initech.example' })
  })

  it('sends nothing for an input whose content it has loaded', async () => {
    const file = await world.writeRows('suppliers.csv', [header, ['NEW-1', 'Initech', 'active', 'N30', '']])
    await world.load(file)

    const receipt = await world.load(file)

    expect(receipt).toMatchObject({ outcome: 'succeeded', requests: 0, skipped: 1, created: 0 })
    expect(receipt.inputs).toMatchObject([{ state: 'already-loaded' }])
    expect(await world.load(file, { isForced: true })).toMatchObject({ unchanged: 1, skipped: 0 })
  })

  it('asks Coupa for nothing but the changes, once it knows the records', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => [`K-${i}`, `Known ${i}`, 'active', 'N30', ''])
    await world.load(await world.writeRows('first.csv', [header, ...rows]))
    const changed = rows.map((row, i) => (i % 40 === 0 ? [...row.slice(0, 4), 'https://new.example'] : row))

    const receipt = await world.load(await world.writeRows('second.csv', [header, ...changed]))

    expect(receipt).toMatchObject({ updated: 3, unchanged: 117, requests: 3 })
  })

  it('refuses each record that Coupa cannot take, with all its faults, and loads the others', async () => {
    const file = await world.writeRows('suppliers.csv', [
      [...header, 'on-hold'],
      ['NEW-1', 'One', 'actve', 'N30', '', 'perhaps'],
      ['', 'No number', 'active', 'N30', '', ''],
      ['NEW-3', 'Three', 'active', 'N30', '', 'no'],
    ])

    const receipt = await world.load(file)

    expect(receipt).toMatchObject({ outcome: 'partial', created: 1, failed: 2, read: 3 })
    const [first, second] = await world.results(file)
    expect(first).toMatchObject({ outcome: 'failed', class: 'invalid', code: 'NOT_A_CHOICE', field: 'status' })
    expect(first?.faults?.map(({ field }) => field)).toEqual(['status', 'on-hold'])
    expect(second).toMatchObject({ row: 2, class: 'invalid', code: 'KEY_MISSING', field: 'number' })
  })

  it('holds a record whose reference is missing, and creates it when the reference is there', async () => {
    const file = await world.writeRows('suppliers.csv', [header, ['NEW-1', 'One', 'active', 'LATER', '']])
    expect(await world.load(file)).toMatchObject({ outcome: 'partial', held: 1 })
    const term = { code: 'LATER', type: 'DiscountPaymentTerm', 'days-for-net-payment': 5 }
    await world.connection.resource<string>('payment_terms').create(term)

    const receipt = await world.load(file)

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 1, held: 0, fixed: 1 })
    expect(await world.records('suppliers', { number: 'NEW-1' }, ['name'])).toHaveLength(1)
  })

  it('refuses records of one key with different values, and skips those that are the same', async () => {
    const file = await world.writeRows('suppliers.csv', [
      header,
      ['A', 'Alpha', 'active', 'N30', ''],
      ['A', 'Another', 'active', 'N30', ''],
      ['B', 'Beta', 'active', 'N30', ''],
      ['B', 'Beta', 'active', 'N30', ''],
    ])

    expect(await world.load(file)).toMatchObject({ created: 1, failed: 2, skipped: 1 })
    expect((await world.results(file)).map(({ code }) => code)).toEqual([
      'DUPLICATE_IN_INPUT',
      'DUPLICATE_IN_INPUT',
      undefined,
      'DUPLICATE_IN_INPUT',
    ])
  })

  it('takes keys that differ in letter case or in how an accent is written for one', async () => {
    const file = await world.writeRows('suppliers.csv', [
      header,
      ['Case-1', 'One', 'active', 'N30', ''],
      ['CASE-1', 'Another', 'active', 'N30', ''],
      ['M\u00fcl-1', 'Two', 'active', 'N30', ''],
      ['Mu\u0308l-1', 'Another', 'active', 'N30', ''],
      ['Un\u200bseen', 'Three', 'active', 'N30', ''],
    ])

    expect(await world.load(file)).toMatchObject({ created: 0, failed: 5 })
    expect((await world.results(file)).map(({ code }) => code)).toEqual([
      'DUPLICATE_IN_INPUT',
      'DUPLICATE_IN_INPUT',
      'DUPLICATE_IN_INPUT',
      'DUPLICATE_IN_INPUT',
      'VALUE_UNFIT',
    ])
  })

  it('leaves out what Coupa sets by itself, so that a table of Coupa can be loaded', async () => {
    const [first] = await someSuppliers(1)
    const file = await world.writeRows('suppliers.csv', [
      ['id', 'created-at', 'number', 'name'],
      ['5', '2020-01-01', String(first?.number), String(first?.name)],
    ])

    const receipt = await world.load(file)

    expect(receipt).toMatchObject({ outcome: 'succeeded', unchanged: 1, ignored: 0 })
    expect(receipt.inputs[0]?.notices).toEqual([
      'The column "id" is not loaded: Coupa sets this field by itself.',
      'The column "created-at" is not loaded: Coupa sets this field by itself.',
    ])
  })

  it('finds rates on the first and the last day that a date can have', async () => {
    const rate = (day: string) => ['USD', 'EUR', day, '0.9']
    const columns = ['from-currency.code', 'to-currency.code', 'rate-date', 'rate']
    const file = await world.writeRows('rates.csv', [columns, rate('9999-12-31'), rate('0001-01-01')])
    const again = await world.writeRows('again.csv', [columns, rate('9999-12-31')])

    expect(await world.load(file, { template: 'L07' })).toMatchObject({ outcome: 'succeeded', created: 2 })
    expect(await world.load(again, { template: 'L07', isForgotten: true })).toMatchObject({ unchanged: 1 })
  })

  it('says so when the input was changed while it was loaded', async () => {
    const file = await world.writeRows('suppliers.csv', [header, ['NEW-1', 'One', 'active', '', '']])
    const onStep = async (step: string): Promise<void> => {
      if (step === 'input-read') await appendFile(file, 'NEW-2,Two,active,,\n')
    }

    const receipt = await world.load(file, { onStep })

    expect(receipt).toMatchObject({ created: 1, inputs: [{ notices: [expect.stringContaining('was changed')] }] })
  })

  it('refuses an input with an uneven row before it sends anything', async () => {
    const file = await world.write('suppliers.csv', 'number,name\nNEW-1,One\nNEW-2,Two,Three\n')

    const receipt = await world.load(file)

    expect(receipt).toMatchObject({ outcome: 'failed', code: 'UNEVEN_ROW', created: 0 })
    expect(receipt.reason).toContain('Row 2')
    expect(await world.records('suppliers', { number: 'NEW-1' }, ['id'])).toEqual([])
  })

  it.each(['input-claimed', 'rows-intended', 'record-written', 'rows-settled', 'result-kept'] as const)(
    'loses and doubles nothing when it is killed after %s',
    async (step) => {
      const rows = Array.from({ length: 120 }, (_, i) => [`K-${i}`, `Killed ${i}`, 'active', 'N30', ''])
      const file = await world.writeRows('suppliers.csv', [header, ...rows])
      const times = step === 'record-written' ? 33 : 1
      expect(await world.loadKilled(file, step, times)).toBe('SIGKILL')

      const receipt = await world.load(file)

      expect(receipt).toMatchObject({ outcome: 'succeeded', created: 120, read: 120 })
      const found = await world.records('suppliers', { name: { starts_with: 'Killed' } }, ['number'])
      expect(new Set(found.map(({ number }) => number)).size).toBe(120)
      expect(found).toHaveLength(120)
      expect((await world.results(file)).map(({ outcome }) => outcome)).toEqual(rows.map(() => 'created'))
    },
    60_000,
  )
})
