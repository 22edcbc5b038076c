import type { LoadStrategy } from './load-schema.ts'

/** What Coupa's flat files can have, in the order of their names. A test of the command line compares it with the codec. */
export const flatFileObjectNames: readonly string[] = [
  'account',
  'address',
  'approval-chain',
  'budget-line',
  'chart-of-accounts',
  'commodity',
  'department',
  'exchange-rate',
  'expense-import-user-map',
  'expense-payment',
  'expense-report',
  'invoice',
  'invoice-payment',
  'item',
  'lookup-value',
  'payment-term',
  'purchase-order',
  'receipt',
  'remit-to-address',
  'requisition',
  'supplier',
  'tax-code',
  'tax-rate',
  'user',
]

/** Objects of Coupa's flat files that are not called as their resource in the singular. */
const objects: Readonly<Record<string, string>> = {
  receiving_transactions: 'receipt',
  'suppliers/:supplier_id/addresses': 'remit-to-address',
}

/**
 * What Coupa's flat files call the records that a load brings into a resource: `lookup_values` is `lookup-value`. Undefined
 * where no flat files of them are known.
 */
export function flatFileObjectOf(resource: string, strategy: LoadStrategy = 'records'): string | undefined {
  if (strategy === 'invoice-payments') return 'invoice-payment'
  if (strategy === 'expense-payments') return 'expense-payment'
  const singular = resource
    .replace(/sses$/, 'ss')
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')
    .replaceAll('_', '-')
  const name = objects[resource] ?? singular
  return flatFileObjectNames.includes(name) ? name : undefined
}
