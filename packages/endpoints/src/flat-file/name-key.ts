/** A name of a column or a row type under one form, however it is written: `Invoice Number*` is `invoice-number`. */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}
