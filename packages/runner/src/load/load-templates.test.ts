import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hastyClock } from '../testing/load-files.ts'
import { createLoadWorld, type LoadWorld } from '../testing/load-world.ts'

type Rows = readonly (readonly string[])[]
type Found = Readonly<Record<string, unknown>>

let world: LoadWorld
beforeEach(async () => {
  world = await createLoadWorld({ records: 30 })
})
afterEach(async () => await world[Symbol.asyncDispose]())

async function some(resource: string, count: number, where: Found = {}, fields = ['id']): Promise<readonly Found[]> {
  return (await world.records(resource, where, fields)).slice(0, count)
}

interface Case {
  readonly rows: () => Promise<Rows> | Rows
  /** What the first load of the rows makes of them. Default: created. */
  readonly outcome?: 'created' | 'updated'
  /** How many records of Coupa are there for the rows, and how they are found. */
  readonly count?: () => Promise<number>
}

const counted = (resource: string, where: Found) => async (): Promise<number> =>
  (await world.records(resource, where, ['id'])).length

const cases: Readonly<Record<string, Case>> = {
  L01: {
    rows: () => [
      ['external-ref-num', 'lookup.name', 'name', 'parent.external-ref-num'],
      ['P-2', 'Sales Region', 'Child', 'P-1'],
      ['P-1', 'Sales Region', 'Parent', ''],
      ['P-1', 'Cost Pool', 'Other pool', ''],
    ],
    count: counted('lookup_values', { 'external-ref-num': { in: ['P-1', 'P-2'] } }),
  },
  L02: {
    rows: () => [
      ['account-type.name', 'segment-1', 'segment-2', 'segment-3', 'name', 'active'],
      ['US Main', '98', '1001', '', 'Travel', 'true'],
      ['US Main', '98', '1002', '', 'Rent', 'true'],
      ['US Main', '98', '1002', '7', 'Rent of plant 7', 'true'],
    ],
    count: counted('accounts', { 'segment-1': '98' }),
  },
  L03: {
    rows: () => [
      ['name', 'active'],
      ['Foundry, North', 'yes'],
      ['Foundry South', 'yes'],
      ['Foundry East', 'no'],
    ],
    count: counted('departments', { name: { starts_with: 'Foundry' } }),
  },
  L05: {
    rows: () => [
      ['code', 'description', 'days-for-net-payment'],
      ['N31', 'Net 31 days', '31'],
      ['N32', 'Net 32 days', '32'],
      ['N33', 'Net 33 days', '33'],
    ],
    count: counted('payment_terms', { code: { in: ['N31', 'N32', 'N33'] } }),
  },
  L06: {
    rows: () => [
      ['code', 'description', 'percentage', 'country.code'],
      ['X-1', 'One', '19', 'DE'],
      ['X-2', 'Two', '7.0', 'DE'],
      ['X-3', 'Three', '0', 'FR'],
    ],
    count: counted('tax_codes', { code: { in: ['X-1', 'X-2', 'X-3'] } }),
  },
  L07: {
    rows: () => [
      ['from-currency.code', 'to-currency.code', 'rate-date', 'rate'],
      ['EUR', 'USD', '2026-11-02', '1.09'],
      ['USD', 'EUR', '2026-11-02', '0.917'],
      ['EUR', 'CHF', '2026-11-02', '0.96'],
    ],
    count: async () => {
      const rates = await world.records('exchange_rates', { id: { gt: 0 } }, ['id', 'rate'])
      return rates.filter(({ rate }) => [1.09, 0.917, 0.96].includes(Number(rate))).length
    },
  },
  L08: {
    rows: () => [
      ['name', 'parent.name'],
      ['Rivets', 'Fasteners'],
      ['Fasteners', 'Hardware'],
      ['Hardware', ''],
    ],
    count: counted('commodities', { name: { in: ['Rivets', 'Fasteners', 'Hardware'] } }),
  },
  L09: {
    rows: () => [
      [
        'number',
        'name',
        'status',
        'payment-term.code',
        'primary-address.street1',
        'primary-address.city',
        'primary-address.postal-code',
        'primary-address.country.code',
      ],
      ['T-1', 'Initech', 'active', 'N30', '1 Main St', 'Austin', '78701', 'US'],
      ['T-2', 'Initrode', 'active', 'N30', '2 Main St', 'Austin', '78701', 'US'],
      ['T-3', 'Umbrella', 'active', '', '', '', '', ''],
    ],
    count: counted('suppliers', { number: { in: ['T-1', 'T-2', 'T-3'] } }),
  },
  L10: {
    rows: async () => {
      const [one, other] = await some('suppliers', 2, {}, ['id', 'number'])
      return [
        ['supplier.number', 'remit-to-code', 'name', 'street1', 'city', 'postal-code', 'country.code'],
        [String(one?.number), 'R-1', 'Billing', '1 Main St', 'Austin', '78701', 'US'],
        [String(other?.number), 'R-1', 'Billing', '2 Main St', 'Austin', '78701', 'US'],
        [String(one?.number), 'R-2', 'Escrow', '3 Main St', 'Austin', '78701', 'US'],
      ]
    },
  },
  L13: {
    rows: () => [
      ['employee-number', 'login', 'email', 'firstname', 'lastname', 'active', 'manager.login'],
      ['H-1', 'ada', 'ada@example.com', 'Ada', 'Byron', 'true', 'bob'],
      ['H-2', 'bob', 'bob@example.com', 'Bob', 'Cole', 'true', 'ada'],
      ['H-3', 'cyd', 'cyd@example.com', 'Cyd', 'Dunn', 'true', ''],
    ],
    count: counted('users', { 'employee-number': { in: ['H-1', 'H-2', 'H-3'] } }),
  },
  L15: {
    rows: () => [
      ['item-number', 'name', 'description', 'commodity.name', 'uom.code'],
      ['I-1', 'Bolt M8', 'Bolt', 'Maintenance', 'EA'],
      ['I-2', 'Nut M8', 'Nut', 'Maintenance', 'EA'],
      ['I-3', 'Washer, M8', 'Washer', 'Maintenance', 'EA'],
    ],
    count: counted('items', { 'item-number': { in: ['I-1', 'I-2', 'I-3'] } }),
  },
  L17: {
    rows: async () => {
      const [period] = await some('periods', 1, {}, ['id', 'name'])
      return [
        ['period.name', 'segment-1', 'segment-2', 'amount', 'currency.code'],
        [String(period?.name), '77', 'A', '1000.00', 'USD'],
        [String(period?.name), '77', 'B', '2000', 'USD'],
        [String(period?.name), '77', '', '500', 'USD'],
      ]
    },
    count: counted('budget_lines', { 'segment-1': '77' }),
  },
  L21: {
    rows: async () => {
      const [order] = await some('purchase_orders', 1, { status: 'issued' }, ['id', 'order-lines'])
      const [line] = (order?.['order-lines'] ?? []) as readonly Found[]
      return [
        ['match-reference', 'order-line.id', 'quantity'],
        ...['GR-1', 'GR-2', 'GR-3'].map((number) => [number, String(line?.id), '1']),
      ]
    },
    count: counted('receiving_transactions', { 'match-reference': { starts_with: 'GR-' } }),
  },
  L22: {
    rows: async () => {
      const [supplier] = await some('suppliers', 1, { status: 'active' }, ['id', 'number'])
      const number = String(supplier?.number)
      await world.write('scan.pdf', 'a scan')
      await world.write('terms.pdf', 'some terms')
      return [
        [
          'invoice-number',
          'supplier.number',
          'invoice-date',
          'currency.code',
          'invoice-lines.line-num',
          'invoice-lines.description',
          'invoice-lines.price',
          'invoice-lines.quantity',
          'image-scan',
          'attachments',
        ],
        ['V-1', number, '2026-11-02', 'USD', '1;2', 'Bolts;Nuts', '10.00;5', '1;2', 'scan.pdf', 'terms.pdf'],
        ['V-2', number, '2026-11-02', 'USD', '1', 'Bolts', '12.50', '2', '', 'file://terms.pdf'],
        ['V-3', number, '2026-11-02', 'USD', '1', 'Bolts', '12.50', '3', '', ''],
      ]
    },
    count: counted('invoices', { 'invoice-number': { in: ['V-1', 'V-2', 'V-3'] } }),
  },
  L23: {
    outcome: 'updated',
    rows: async () => {
      const [one, other] = await invoices(2)
      const row = (invoice: Found | undefined, check: string, amount: string): readonly string[] => [
        String(invoice?.['invoice-number']),
        String(Object(invoice?.supplier).number),
        '2026-11-05',
        check,
        amount,
      ]
      return [
        ['invoice-number', 'supplier.number', 'payments.payment-date', 'payments.check-number', 'payments.amount-paid'],
        row(one, 'CH-1', '10.00'),
        row(one, 'CH-2', '10.00'),
        row(other, 'CH-1', '-3.5'),
      ]
    },
    count: async () => {
      const found = await world.records('invoices', { status: 'approved' }, ['id', 'payments'])
      const payments = found.flatMap((invoice) => (invoice.payments ?? []) as readonly Found[])
      return payments.filter(({ notes }) => String(notes).startsWith('CH-')).length
    },
  },
  L24: {
    outcome: 'updated',
    rows: async () => {
      const reports = await some('expense_reports', 3)
      return [
        ['id', 'payment.payment-date', 'payment.notes'],
        ...reports.map(({ id }) => [String(id), '2026-11-05', 'ACH']),
      ]
    },
    count: counted('expense_reports', { paid: true }),
  },
}

async function invoices(count: number): Promise<readonly Found[]> {
  const fields = ['id', 'invoice-number', { supplier: ['number'] }] as never
  return await some('invoices', count, { status: 'approved' }, fields)
}

describe('a template of a load', () => {
  it.each(Object.entries(cases))(
    'loads each record once, killed in the middle or given again: %s',
    async (template, { rows, outcome = 'created', count }) => {
      const lines = await rows()
      const file = await world.writeRows('first.csv', lines)
      const options = { template, clock: hastyClock }
      await expect(world.load(file, { ...options, killed: { step: 'record-written', times: 1 } })).rejects.toThrow(
        'killed',
      )

      const receipt = await world.load(file, options)

      const results = await world.results(file)
      expect(results.map((line) => [line.outcome, line.message])).toEqual(results.map(() => [outcome, undefined]))
      expect(receipt).toMatchObject({ outcome: 'succeeded', [outcome]: 3, isResumed: true })
      const again = await world.load(await world.writeRows('second.csv', lines), options)
      expect(again).toMatchObject({ outcome: 'succeeded', unchanged: 3, requests: 0 })
      const forgotten = await world.load(await world.writeRows('third.csv', lines), { ...options, isForgotten: true })
      expect(forgotten.created + forgotten.updated + forgotten.failed + forgotten.unknown).toBe(0)
      expect(await count?.()).toBe(count === undefined ? undefined : 3)
    },
    60_000,
  )
})
