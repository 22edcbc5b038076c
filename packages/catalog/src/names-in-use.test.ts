import { expect, it, describe as suite } from 'vitest'
import { describe, nearestResources, resourceNames } from './catalog.ts'

suite('nearestResources', () => {
  it.each([
    ['order_headers', 'purchase_orders'],
    ['order-header', 'purchase_orders'],
    ['OrderHeader', 'purchase_orders'],
    ['invoice_headers', 'invoices'],
    ['invoice-header', 'invoices'],
    ['requisition_headers', 'requisitions'],
    ['expense-reports', 'expense_reports'],
    ['receipts', 'receiving_transactions'],
    ['receipt', 'receiving_transactions'],
    ['expenses', 'expense_reports'],
    ['payments', 'coupa_pay/payments'],
    ['po', 'purchase_orders'],
    ['POs', 'purchase_orders'],
    ['orders', 'purchase_orders'],
    ['order_lines', 'purchase_order_lines'],
    ['po_lines', 'purchase_order_lines'],
    ['vendors', 'suppliers'],
    ['vendor', 'suppliers'],
    ['gl_accounts', 'accounts'],
    ['chart of accounts', 'accounts'],
    ['employees', 'users'],
    ['credit notes', 'invoices'],
    ['goods receipts', 'receiving_transactions'],
    ['taxes', 'tax_codes'],
    ['asn', 'asn/headers'],
    ['Purchase Order', 'purchase_orders'],
    ['currency', 'currencies'],
    ['/api/invoice', 'invoices'],
    ['invioces', 'invoices'],
  ])('takes %j for %s first', (word, name) => {
    expect(nearestResources(word)[0]).toBe(name)
  })

  it('says it where a resource is described', () => {
    expect(() => describe('receipts')).toThrow('did you mean receiving_transactions, inventory_transactions?')
  })

  it('names only what exists', () => {
    const names = new Set(resourceNames())
    const words = [
      'asn',
      'bins',
      'categories',
      'companies',
      'custom_objects',
      'jobs',
      'returns',
      'rfqs',
      'remit_to_addresses',
    ]

    for (const word of words) for (const name of nearestResources(word)) expect(names).toContain(name)
  })
})
