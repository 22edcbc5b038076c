/** Brings a field name into wire form: hyphens, no question mark. Coupa takes hyphens and underscores alike (F-086, F-108). */
export function wireName(name: string): string {
  const plain = name.endsWith('?') ? name.slice(0, -1) : name
  return plain.includes('_') && !plain.startsWith('_') ? plain.replaceAll('_', '-') : plain
}

/** `invoice-number` as Ruby names it: `invoice_number`. */
export function underscored(name: string): string {
  return name.replaceAll('-', '_')
}

/** `invoice-number` as Rails shows it in messages: `Invoice number`. */
export function humanName(name: string): string {
  const words = name.replaceAll(/[-_]/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `order_header` or `asn/header` as the class name in messages: `OrderHeader`, `Asn::Header`. */
export function className(model: string): string {
  return model
    .split('/')
    .map((part) => part.replaceAll(/(^|[-_])(\w)/g, (_match, _separator, letter: string) => letter.toUpperCase()))
    .join('::')
}

/** English singular of a plural field name, good enough for element names: `addresses` gives `address`. */
export function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  if (/(ss|sh|ch|x)es$/.test(name)) return name.slice(0, -2)
  if (name.endsWith('s') && !name.endsWith('ss')) return name.slice(0, -1)
  return name
}
