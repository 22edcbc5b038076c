import { RecordInvalidError } from '../errors/record-invalid-error.ts'
import type { Format } from './coupa-record.ts'

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

/** A value in the form that both encodings write: dates and integers beyond 2^53 are text, nothing is undefined. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainRecord

export type PlainRecord = { readonly [name: string]: PlainValue }

/** Deeper than any record of Coupa. */
const maxDepth = 100

/**
 * The record in plain form, without the fields that are undefined. Throws `RecordInvalidError` naming the field for what no
 * encoding has, such as a function, `NaN`, an invalid date, a `Map`, half a character, or a record that contains itself.
 */
export function toPlainRecord(record: unknown, format: Format): PlainRecord {
  if (!isPlainObject(record)) throw unsendable('', problemOf(record), format)
  return plainMembers(record, { field: '', format, holders: [record] })
}

interface Place {
  /** Path in the record, for errors. */
  readonly field: string
  readonly format: Format
  /** The objects and lists around the value. */
  readonly holders: readonly object[]
}

function plainValue(value: unknown, place: Place): PlainValue {
  if (value === null || typeof value === 'boolean') return value
  const { field, format, holders } = place
  if (typeof value === 'string') return wellFormed(value, place)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (isDate(value) && !Number.isNaN(value.getTime())) return value.toISOString()
  const isList = Array.isArray(value)
  if (!isList && !isPlainObject(value)) throw unsendable(field, problemOf(value), format)
  if (holders.includes(value)) throw unsendable(field, 'contains itself', format)
  if (holders.length > maxDepth) throw unsendable(field, `is nested deeper than ${maxDepth} levels`, format)
  const inside = { ...place, holders: [...holders, value] }
  if (!isList) return plainMembers(value, inside)
  // `from` also visits the holes of a list, which `map` skips.
  return Array.from(value, (item: unknown, i) => plainValue(item, { ...inside, field: `${field}[${i}]` }))
}

function plainMembers(record: object, place: Place): PlainRecord {
  const members = Object.entries(record).filter(([, member]) => member !== undefined)
  return Object.fromEntries(
    members.map(([name, member]) => {
      const field = place.field === '' ? name : `${place.field}.${name}`
      return [wellFormed(name, { ...place, field }, ' has a name that'), plainValue(member, { ...place, field })]
    }),
  )
}

/** The text itself. Half of a surrogate pair is not a character: it has no form in UTF-8, which both encodings travel in. */
function wellFormed(text: string, { field, format }: Place, subject = ''): string {
  const position = text.search(halfPair)
  if (position < 0) return text
  const reason = `${subject} contains the character ${codePoint(text, position)} at position ${position}, which is half of a pair`
  throw unsendable(field, reason.trim(), format, { position })
}

const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** How people write a character that cannot be shown: `U+0001`. */
export function codePoint(text: string, position: number): string {
  return `U+${text.charCodeAt(position).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The error for a value that cannot be sent. `field` is its path in the record. */
export function unsendable(
  field: string,
  reason: string,
  format: Format,
  more: { readonly position?: number; readonly otherFormat?: 'json' } = {},
): RecordInvalidError {
  return new RecordInvalidError({ field, reason, format, ...more })
}

function problemOf(value: unknown): string {
  if (value === undefined) return 'is undefined. Leave it out, or write null'
  if (value === null) return 'is null, and a record is an object'
  if (typeof value === 'number') return `is ${value}, which is not a number that can be sent`
  if (isDate(value)) return 'is an invalid date'
  if (Array.isArray(value)) return 'is a list, and a record is an object'
  if (typeof value !== 'object') return `is a ${typeof value}, which cannot be sent`
  const name: unknown = value.constructor?.name
  const what = typeof name === 'string' && name !== '' ? `is an instance of ${name}` : 'is not a plain object'
  return `${what}. Only plain objects, lists, texts, numbers, booleans, null and Date can be sent`
}

function isDate(value: unknown): value is Date {
  return (
    Object.prototype.toString.call(value) === '[object Date]' &&
    typeof Reflect.get(Object(value), 'getTime') === 'function'
  )
}

/** Whether a value is an object literal, a decoded record or the like, from this realm or another one. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
