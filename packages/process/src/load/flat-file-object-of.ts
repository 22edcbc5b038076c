import type { LoadStrategy } from './load-schema.ts'

/** Objects of Coupa's flat files that are not called as their resource in the singular. */
const objects: Readonly<Record<string, string>> = {
  receiving_transactions: 'receipt',
  'suppliers/:supplier_id/addresses': 'remit-to-address',
}

/** What Coupa's flat files call the records that a load brings into a resource: `lookup_values` is `lookup-value`. */
export function flatFileObjectOf(resource: string, strategy: LoadStrategy = 'records'): string {
  if (strategy === 'invoice-payments') return 'invoice-payment'
  if (strategy === 'expense-payments') return 'expense-payment'
  const singular = resource
    .replace(/sses$/, 'ss')
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')
  return objects[resource] ?? singular.replaceAll('_', '-')
}
