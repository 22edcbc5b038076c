/** What a record that is to be sent may hold: what was read, and dates, which travel as ISO 8601 in UTC. */
export type SendableValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | readonly SendableValue[]
  | { readonly [name: string]: SendableValue }

/**
 * The text or value that stands for a leaf in both encodings: dates become text, integers beyond 2^53 their digits.
 * Throws `TypeError` naming the field for what no encoding has, such as a function, `NaN` or an invalid date.
 */
export function sendableLeaf(value: unknown, field: string): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw unsendable(field, `is ${value}, which is not a number that can be sent`)
    return value
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw unsendable(field, 'is an invalid date')
    return value.toISOString()
  }
  throw unsendable(field, `is a ${typeof value}, which cannot be sent`)
}

/** The error for a value that cannot be sent; `field` is its path in the record. */
export function unsendable(field: string, problem: string): TypeError {
  return new TypeError(`${field === '' ? 'the record' : `the field ${JSON.stringify(field)}`} ${problem}`)
}

/** Whether a value is an object with members, such as an object literal or a decoded record. */
export function isSendableRecord(value: unknown): value is { readonly [name: string]: SendableValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
