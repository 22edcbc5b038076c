/** `invoice_number` as the API names it, `invoice-number`. Coupa takes hyphens and underscores alike (F-086). */
export function hyphenated(name: string): string {
  return name.replaceAll('_', '-')
}
