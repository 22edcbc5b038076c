import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../testing/organization.ts'

// biome-ignore lint/suspicious/noExplicitAny: what comes back is the subject of the test
type Records = any[]

const DAY_MS = 86_400_000
const cents = (text: string): number => Math.round(Number(text) * 100)

describe('generated records', () => {
  let organization: TestOrganization

  beforeAll(async () => {
    organization = await startOrganization()
  })
  afterAll(() => organization[Symbol.asyncDispose]())

  const pageOf = async (path: string): Promise<Records> => (await organization.get(path)).json

  it.each(['invoices', 'purchase_orders', 'requisitions', 'expense_reports', 'suppliers', 'users', 'exchange_rates'])(
    'puts the times of %s in order, none of them ahead',
    async (resource) => {
      for (const record of await pageOf(`${resource}?order_by=updated_at&dir=desc`)) {
        const [created, updated] = [Date.parse(record['created-at']), Date.parse(record['updated-at'])]
        expect(created).toBeLessThanOrEqual(updated)
        expect(updated).toBeLessThanOrEqual(Date.now())
      }
    },
  )

  it('adds up invoices: lines, taxes and payments', async () => {
    for (const invoice of await pageOf('invoices?offset=300')) {
      const net = invoice['invoice-lines'].reduce((sum: number, line: { total: string }) => sum + cents(line.total), 0)
      expect(cents(invoice['gross-total'])).toBe(net + cents(invoice['tax-amount']))
      for (const line of invoice['invoice-lines']) {
        expect(line.currency.code).toBe(invoice.currency.code)
        for (const tax of line['tax-lines']) expect(tax.amount).toBe(line['tax-amount'])
      }
      for (const payment of invoice.payments) expect(payment['amount-paid']).toBe(invoice['gross-total'])
    }
  })

  it('pays only approved invoices that are due and exports only settled ones', async () => {
    for (const invoice of await pageOf('invoices?offset=900')) {
      expect(Date.parse(invoice['invoice-date'])).toBeLessThanOrEqual(Date.parse(invoice['created-at']))
      if (invoice.paid) expect(invoice.status).toBe('approved')
      expect(invoice.payments).toHaveLength(invoice.paid ? 1 : 0)
      expect(invoice['payment-date'] === null).toBe(!invoice.paid)
      if (invoice.exported) expect(['approved', 'voided']).toContain(invoice.status)
      expect(invoice['last-exported-at'] === null).toBe(!invoice.exported)
    }
  })

  it('gives the lines of an order the supplier and the currency of the order, and dates after it', async () => {
    for (const order of await pageOf('purchase_orders?offset=500')) {
      for (const line of order['order-lines']) {
        expect(line.supplier.id).toBe(order.supplier.id)
        expect(line.currency.code).toBe(order.currency.code)
        expect(Date.parse(line['need-by-date'])).toBeGreaterThan(Date.parse(order['created-at']))
      }
    }
  })

  it('refers to suppliers that are older than the document, most of them active', async () => {
    const orders = await pageOf('purchase_orders?offset=0')
    for (const order of orders) expect(order.supplier['created-at'] < order['created-at']).toBe(true)
    expect(orders.filter((order) => order.supplier.status === 'active').length).toBeGreaterThan(orders.length / 2)
  })

  it('names every supplier once and puts it into one country', async () => {
    const suppliers = [...(await pageOf('suppliers')), ...(await pageOf('suppliers?offset=500'))]
    expect(new Set(suppliers.map(({ name }) => name)).size).toBe(suppliers.length)
    for (const supplier of suppliers) {
      const { country } = supplier['primary-address']
      for (const address of supplier['remit-to-addresses']) expect(address.country.code).toBe(country.code)
      if (country.code === 'US') expect(supplier['primary-contact']['phone-work']['country-code']).toBe('1')
    }
  })

  it.each(['invoices', 'purchase_orders', 'suppliers'])('has %s that changed since yesterday', async (resource) => {
    const yesterday = new Date(Math.floor(Date.now() / DAY_MS - 1) * DAY_MS).toISOString()
    const changed = await pageOf(`${resource}?updated-at[gt_or_eq]=${yesterday}`)
    expect(changed.length).toBeGreaterThan(2)
  })

  it('lets several invoices share the time of their last change', async () => {
    const times = (await pageOf('invoices?fields=["updated_at"]')).map((invoice) => invoice['updated-at'])
    expect(new Set(times).size).toBeLessThan(times.length)
  })

  it('converts every currency into the first one at a rate near the real one', async () => {
    const [rate] = await pageOf('exchange_rates?from_currency[code]=EUR')
    expect(rate['to-currency'].code).toBe('USD')
    expect(Number(rate.rate)).toBeGreaterThan(1)
    expect(Number(rate.rate)).toBeLessThan(1.2)
  })
})
