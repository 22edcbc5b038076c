import { EndpointError } from '../contract/endpoint-error.ts'
import type { ColumnType } from '../contract/shape.ts'

/** The server cuts longer names without a word. */
const longestName = 63

/** Quotes a name. Throws `VALUE_REFUSED` for one that the server would cut. */
export function quoted(name: string): string {
  if (Buffer.byteLength(name) > longestName || name.includes('\0')) {
    throw new EndpointError(
      'VALUE_REFUSED',
      `The name "${name}" is longer than the ${longestName} bytes that PostgreSQL takes.`,
      {
        field: name,
        remedy: 'Give the table or column a shorter name in the mapping.',
      },
    )
  }
  return `"${name.replaceAll('"', '""')}"`
}

/** The type of a column in SQL. */
export function sqlType(type: ColumnType): string {
  switch (type.kind) {
    case 'decimal':
      return `numeric(${type.precision},${type.scale})`
    case 'integer':
      return 'bigint'
    case 'timestamp':
      return 'timestamp with time zone'
    case 'time':
      return 'time without time zone'
    case 'json':
      return 'jsonb'
    case 'text':
    case 'boolean':
    case 'date':
      return type.kind
  }
}

/** A numeric type as `format_type` prints it. */
const numeric = /^numeric\((\d+),(\d+)\)$/

/**
 * How a column of one type has to change to take the values of another: not at all, to a wider type, or not without losing
 * something.
 */
export function widening(found: string, wanted: string): 'fits' | 'widen' | 'conflict' {
  if (found === wanted || found === 'text' || found === 'numeric') return 'fits'
  const foundNumber = numberSize(found)
  const wantedNumber = numberSize(wanted)
  if (foundNumber !== undefined && wantedNumber !== undefined) return numericWidening(foundNumber, wantedNumber)
  if (wanted === 'bigint' && narrowIntegers.has(found)) return 'widen'
  if (wanted === 'text' && found.startsWith('character varying')) return 'widen'
  return wanted === 'jsonb' && found === 'json' ? 'fits' : 'conflict'
}

interface NumberSize {
  /** Digits before the point. */
  readonly whole: number
  readonly scale: number
}

function numberSize(type: string): NumberSize | undefined {
  const [, precision, scale] = numeric.exec(type) ?? []
  return precision === undefined ? undefined : { whole: Number(precision) - Number(scale), scale: Number(scale) }
}

function numericWidening(found: NumberSize, wanted: NumberSize): 'fits' | 'widen' | 'conflict' {
  if (found.whole >= wanted.whole && found.scale >= wanted.scale) return 'fits'
  return wanted.whole >= found.whole && wanted.scale >= found.scale ? 'widen' : 'conflict'
}

const narrowIntegers = new Set(['integer', 'smallint'])
