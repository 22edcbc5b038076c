/** Small changes of names between the spellings that Coupa and its sources use. */

/** `business_entities` to `business_entity`, `addresses` to `address`. */
export function singular(word: string): string {
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y')
  if (/(ss|sh|ch|x)es$/.test(word)) return word.replace(/es$/, '')
  if (/[^s]s$/.test(word)) return word.replace(/s$/, '')
  return word
}

/** `purchase_orders` to `purchase-orders`. */
export function hyphenated(name: string): string {
  return name.replaceAll('_', '-')
}

/** `Payables-External-Payable`, `InvoiceHeader` to `payables_external_payable`, `invoice_header`. */
export function underscored(name: string): string {
  return name
    .replaceAll('-', '_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
}

/** `purchase_orders` to `Purchase orders`. */
export function spoken(name: string): string {
  const words = name.replaceAll('_', ' ').replaceAll('/', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
