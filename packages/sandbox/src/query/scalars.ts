import type { FieldType } from '@coupa-connector/catalog'
import { parseDateTime } from './dates.ts'

/**
 * Reads the number at the start of a text as Ruby does: `123test` is 123, `test123` is 0 (F-156). Underscores between
 * digits and exponents count; the result has neither.
 */
export function rubyNumber(text: string): string {
  const match = /^\s*([+-]?)(\d+(?:_\d+)*)?(?:\.(\d+))?(?:e([+-]?\d{1,3})(?!\d))?/i.exec(text)
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? []
  if (whole === '' && fraction === '') return '0'
  const digits = whole.replaceAll('_', '')
  const number = exponent === '0' ? pointed(digits, fraction) : shifted(digits, fraction, Number(exponent))
  return sign === '-' ? `-${number}` : number
}

function pointed(whole: string, fraction: string): string {
  return fraction === '' ? whole : `${whole || '0'}.${fraction}`
}

/** Moves the decimal point. */
function shifted(whole: string, fraction: string, places: number): string {
  const point = whole.length + places
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(Math.max(point, 1), '0')
  const split = Math.max(point, 1)
  return pointed(digits.slice(0, split).replace(/^0+(?=\d)/, ''), digits.slice(split))
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
