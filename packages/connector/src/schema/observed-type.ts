import type { FieldType } from '@coupa-connector/catalog'
import { isRecord } from '../format/is-record.ts'

/** What values are, judged by themselves. */
export interface ObservedType {
  readonly type: FieldType
  /** What they are of, for records and lists of records whose members tell it. */
  readonly references?: string
  /** Whether all values say the same. */
  readonly isAgreed: boolean
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const dateOnly = /^\d{4}-\d{2}-\d{2}$/
/** Digits alone are not a decimal: numbers of an ERP look like that, and lose their zeros as numbers. */
const decimal = /^-?\d+\.\d+$/

/** The type of values that are set. Undefined where there is none. */
export function observeType(values: readonly unknown[]): ObservedType | undefined {
  const types = new Set(values.map(typeOf))
  const [only] = types
  if (only === undefined) return undefined
  const type = types.size === 1 ? only : commonType(types)
  const references = type === 'object' || type === 'array' ? targetOf(values) : undefined
  return { type, ...(references === undefined ? {} : { references }), isAgreed: type !== 'unknown' }
}

function typeOf(value: unknown): FieldType {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal'
  if (Array.isArray(value)) return 'array'
  if (isRecord(value)) return 'object'
  if (typeof value !== 'string') return 'unknown'
  if (dateTime.test(value)) return 'datetime'
  if (dateOnly.test(value)) return 'date'
  return decimal.test(value) ? 'decimal' : 'string'
}

/** Texts that look like something else now and then are texts; whole numbers may be decimals without places. */
function commonType(types: ReadonlySet<FieldType>): FieldType {
  const isOneOf = (...names: FieldType[]): boolean => [...types].every((type) => names.includes(type))
  if (isOneOf('integer', 'decimal')) return 'decimal'
  if (isOneOf('string', 'decimal', 'date', 'datetime')) return 'string'
  return 'unknown'
}

/** A user has a login; a lookup value has the number that a company gives it, or names its lookup. */
function targetOf(values: readonly unknown[]): string | undefined {
  const members = values.flatMap((value) => (Array.isArray(value) ? value : [value])).filter(isRecord)
  if (members.length === 0) return undefined
  if (members.every((member) => 'login' in member)) return 'User'
  const isLookupValue = members.every(
    (member) => 'name' in member && !('login' in member) && lookupMarks.some((mark) => mark in member),
  )
  return isLookupValue ? 'LookupValue' : undefined
}

const lookupMarks = ['external-ref-num', 'external-ref-code', 'lookup', 'lookup-id']
