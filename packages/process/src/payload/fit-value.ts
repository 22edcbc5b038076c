/** How long texts and lists may be, from what most values fit into to what every value does. */
const cuts = [
  { texts: 4000, items: 100 },
  { texts: 500, items: 20 },
  { texts: 100, items: 5 },
  { texts: 40, items: 1 },
] as const

/** A value of at most so many bytes as JSON, and whether something was cut off. */
export interface FittedValue {
  readonly value: unknown
  readonly isCut: boolean
}

/** Cuts texts and lists until a value fits. One that has too many fields for that is left out. */
export function fitValue(value: unknown, mostBytes: number): FittedValue {
  if (bytesOf(value) <= mostBytes) return { value, isCut: false }
  for (const { texts, items } of cuts) {
    const shorter = shorten(value, texts, items)
    if (bytesOf(shorter) <= mostBytes) return { value: shorter, isCut: true }
  }
  return { value: undefined, isCut: true }
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '')
}

function shorten(value: unknown, texts: number, items: number): unknown {
  if (typeof value === 'string') {
    if (value.length <= texts) return value
    return `${value.slice(0, texts).toWellFormed()}… (${value.length.toLocaleString('en-US')} characters)`
  }
  if (Array.isArray(value)) {
    const kept: unknown[] = value.slice(0, items).map((item) => shorten(item, texts, items))
    if (value.length > items) kept.push(`… (${value.length.toLocaleString('en-US')} items)`)
    return kept
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shorten(inner, texts, items)]))
}
