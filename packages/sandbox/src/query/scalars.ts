import type { FieldType } from '@coupa-connector/catalog'
import { parseDateTime } from './dates.ts'

/** Reads the digits at the start of a text as Ruby does: `123test` is 123, `test123` is 0 (api-facts §3.6, D). */
export function rubyNumber(text: string): string {
  return /^\s*[+-]?\d+(?:_\d+)*(?:\.\d+)?/.exec(text)?.[0].trim().replaceAll('_', '').replace(/^\+/, '') ?? '0'
}

/** Reads a boolean from a real one, a number or a text; undefined for anything else. */
export function parseBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const text = String(value).trim().toLowerCase()
  if (['true', '1', 't', 'yes', 'on'].includes(text)) return true
  if (['false', '0', 'f', 'no', 'off', ''].includes(text)) return false
  return undefined
}

/**
 * Brings text from a request into the form the sandbox keeps: decimals and texts as strings, integers as numbers,
 * times as epoch milliseconds. Undefined when the text makes no sense for the type.
 */
export function parseScalar(type: FieldType, text: string): string | number | boolean | undefined {
  switch (type) {
    case 'boolean':
      return parseBoolean(text)
    case 'integer':
      return Math.trunc(Number(rubyNumber(text)))
    case 'decimal':
      return rubyNumber(text)
    case 'date':
    case 'datetime':
      return parseDateTime(text)
    default:
      return text
  }
}

/** Compares two values of one field type; negative, zero or positive. */
export function compareScalars(
  type: FieldType,
  left: string | number | boolean,
  right: string | number | boolean,
): number {
  if (type === 'string' || type === 'unknown') {
    const first = String(left)
    const second = String(right)
    return first < second ? -1 : first > second ? 1 : 0
  }
  return Number(left) - Number(right)
}
