import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hastyClock } from '../testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from '../testing/load-world.ts'

type Found = Readonly<Record<string, unknown>>

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 30 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

const clock = hastyClock

/** The next answers to a method are lost after the request was carried out. */
function loseAnswers(method: string, times: number): void {
  world.sandbox.control.fault({ kind: 'drop-answer', method, times })
}

async function receiptRows(count: number): Promise<readonly string[][]> {
  const [order] = await world.records('purchase_orders', { status: 'issued' }, ['id', 'order-lines'])
  const [line] = (order?.['order-lines'] ?? []) as readonly Found[]
  return Array.from({ length: count }, (_, i) => [`GR-${i}`, String(line?.id), String(i + 1)])
}

describe('a load whose answers are lost', () => {
  it('creates each supplier once, and says that it did', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => [`LOST-${i}`, `Lost ${i}`, 'active'])
    const file = await world.writeRows('suppliers.csv', [['number', 'name', 'status'], ...rows])
    loseAnswers('POST', 60)

    const receipt = await world.load(file, { clock })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 60, failed: 0, unknown: 0 })
    const found = await world.records('suppliers', { number: { starts_with: 'LOST-' } }, ['number'])
    expect(found).toHaveLength(60)
    expect(new Set(found.map(({ number }) => number)).size).toBe(60)
  }, 120_000)

  it('creates each exchange rate once, although two currencies cannot be asked for together', async () => {
    const pairs = ['EUR', 'GBP', 'CHF', 'CAD'].flatMap((code) => [
      [code, 'USD', '2026-11-02', '1.5'],
      ['USD', code, '2026-11-02', '0.66'],
    ])
    const file = await world.writeRows('rates.csv', [
      ['from-currency.code', 'to-currency.code', 'rate-date', 'rate'],
      ...pairs,
    ])
    loseAnswers('POST', 8)

    const receipt = await world.load(file, { template: 'L07', clock })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 8, failed: 0 })
    const rates = await world.records('exchange_rates', { id: { gt: 0 } }, ['id', 'rate'])
    expect(rates.filter(({ rate }) => ['1.5', '0.66'].includes(String(Number(rate))))).toHaveLength(8)
  }, 60_000)

  it('creates each receipt once where it has a reference to be found by', async () => {
    const file = await world.writeRows('receipts.csv', [
      ['match-reference', 'order-line.id', 'quantity'],
      ...(await receiptRows(5)),
    ])
    loseAnswers('POST', 5)

    const receipt = await world.load(file, { template: 'L21', clock })

    expect(receipt).toMatchObject({ outcome: 'succeeded', created: 5 })
    expect(
      await world.records('receiving_transactions', { 'match-reference': { starts_with: 'GR-' } }, ['id']),
    ).toHaveLength(5)
  }, 60_000)

  it('sends no receipt again that it could not find, and leaves the decision to a person', async () => {
    const before = await world.records('receiving_transactions', {}, ['id'])
    const file = await world.writeRows('receipts.csv', [
      ['match-reference', 'order-line.id', 'quantity'],
      ...(await receiptRows(5)),
    ])
    const change = { destination: { key: [] } }
    loseAnswers('POST', 5)

    const receipt = await world.load(file, { template: 'L21', change, clock })
    const later = await world.load(
      await world.writeRows('empty.csv', [['match-reference', 'order-line.id', 'quantity']]),
      {
        template: 'L21',
        change,
        clock,
      },
    )

    expect(receipt).toMatchObject({ outcome: 'partial', unknown: 5, created: 0 })
    expect(later).toMatchObject({ created: 0, unknown: 0 })
    expect(await world.records('receiving_transactions', {}, ['id'])).toHaveLength(before.length + 5)
    expect(await world.results(file)).toMatchObject(
      Array.from({ length: 5 }, () => ({ outcome: 'unknown', class: 'unknown' })),
    )
  }, 60_000)
})

describe('what Coupa ignores', () => {
  it('is named with the outcome of the record', async () => {
    const file = await world.writeRows('accounts.csv', [
      ['account-type.name', 'segment-1', 'segment-2', 'name', 'code'],
      ['US Main', '98', '1', 'Travel', 'OWN-CODE'],
    ])

    expect(await world.load(file, { template: 'L02', clock })).toMatchObject({ outcome: 'succeeded', created: 1 })

    expect(await world.results(file)).toMatchObject([{ outcome: 'created', code: 'IGNORED_BY_COUPA', field: 'code' }])
  })

  it('fails the record where the load asks for it', async () => {
    const file = await world.writeRows('accounts.csv', [
      ['account-type.name', 'segment-1', 'segment-2', 'name', 'code'],
      ['US Main', '98', '1', 'Travel', 'OWN-CODE'],
    ])
    const change = { destination: { ignoredFields: 'error' } } as const

    expect(await world.load(file, { template: 'L02', change, clock })).toMatchObject({ outcome: 'partial', failed: 1 })

    expect(await world.results(file)).toMatchObject([{ outcome: 'failed', class: 'invalid', field: 'code' }])
  })
})

describe('failures that say nothing about their records', () => {
  it('are outcomes where they are the last of an input, and not silence', async () => {
    const header = ['number', 'name', 'status']
    const file = await world.writeRows('suppliers.csv', [header, ['OK-1', 'One', 'active'], ['OK-2', 'Two', 'active']])
    world.sandbox.control.fault({ kind: 'status', status: 403, method: 'POST', path: 'suppliers', times: 2 })

    expect(await world.load(file, { clock })).toMatchObject({ outcome: 'partial', failed: 2, read: 2 })

    expect(await world.results(file)).toMatchObject([{ class: 'forbidden' }, { class: 'forbidden' }])
  })
})
