/** Objects of Coupa's flat files that are not called as their resource in the singular. */
const objects: Readonly<Record<string, string>> = {
  receiving_transactions: 'receipt',
  'suppliers/:supplier_id/addresses': 'remit-to-address',
}

/** What Coupa's flat files call the records of a resource: `lookup_values` is `lookup-value`. */
export function flatFileObjectOf(resource: string): string {
  const singular = resource
    .replace(/sses$/, 'ss')
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')
  return objects[resource] ?? singular.replaceAll('_', '-')
}
