import type { FieldDescription, FieldType } from '@coupa-connector/catalog'
import { isDate, parseMoment } from '../mapping/cut-date.ts'

/** Why a value cannot be sent to Coupa. A closed set. */
export type ValueFaultCode = 'VALUE_UNFIT' | 'TOO_LONG' | 'NOT_A_CHOICE'

/** A value of an input that a field of Coupa cannot take, in words that continue the name of the field. */
export interface ValueFault {
  readonly code: ValueFaultCode
  readonly message: string
}

export type TargetValue = { readonly value: unknown } | { readonly fault: ValueFault }

/**
 * A value of an input as Coupa takes it: `yes` is true in a field of truth values, `12.50` stays a text in one of decimals.
 * What the catalog knows not to fit is a fault. A field that the catalog does not know takes everything.
 */
export function toTargetValue(value: unknown, field: FieldDescription | undefined): TargetValue {
  if (value === null || field === undefined || field.type === 'unknown') return { value }
  const { type } = field
  if (Array.isArray(value)) return type === 'array' ? { value } : unfit(value, 'a list')
  if (typeof value === 'object') return type === 'object' ? { value } : unfit(value, 'a record')
  if (type === 'string') return toText(String(value), field)
  return toPlainValue(String(value).trim(), type)
}

function toPlainValue(text: string, type: Exclude<FieldType, 'string' | 'unknown'>): TargetValue {
  switch (type) {
    case 'integer':
      if (!/^[+-]?\d+$/.test(text)) return unfit(text, 'not a whole number')
      return { value: Number.isSafeInteger(Number(text)) ? Number(text) : text }
    case 'decimal':
      if (/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text)) return { value: text }
      return unfit(text, 'not a decimal number, which has digits and a point: 1234.50')
    case 'boolean':
      return toTruth(text)
    case 'date':
    case 'datetime':
      return isTime(text) ? { value: text } : unfit(text, `not a ${timeForms[type]}`)
    case 'object':
      return unfit(text, 'a text where a record is expected; name one of its fields, such as its code or id')
    case 'array':
      return unfit(text, 'a text where a list is expected')
  }
}

function toText(text: string, { maxLength, allowedValues }: FieldDescription): TargetValue {
  if (maxLength !== undefined && [...text].length > maxLength) {
    return { fault: { code: 'TOO_LONG', message: `has ${[...text].length} characters, and Coupa takes ${maxLength}` } }
  }
  if (allowedValues === undefined || allowedValues.length === 0) return { value: text }
  const choice = allowedValues.find((one) => String(one).toLowerCase() === text.trim().toLowerCase())
  if (choice !== undefined) return { value: choice }
  const message = `is ${shown(text)}, which is not one of its choices: ${allowedValues.join(', ')}`
  return { fault: { code: 'NOT_A_CHOICE', message } }
}

function toTruth(text: string): TargetValue {
  if (/^(?:true|t|yes|y|1)$/i.test(text.trim())) return { value: true }
  if (/^(?:false|f|no|n|0)$/i.test(text.trim())) return { value: false }
  return unfit(text, 'neither true nor false')
}

const timeForms = {
  date: 'date, such as 2026-01-31',
  datetime: 'date or time, such as 2026-01-31 or 2026-01-31T08:00:00Z',
} as const

/** Coupa takes ISO 8601 and `M/D/YYYY` (F-154). */
function isTime(text: string): boolean {
  const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const iso = year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (isDate(iso)) return isDayOfCalendar(iso)
  return parseMoment(iso) !== undefined && isDayOfCalendar(iso.slice(0, 10))
}

/** `2026-02-30` is none. */
function isDayOfCalendar(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date)
}

function unfit(value: unknown, reason: string): TargetValue {
  return { fault: { code: 'VALUE_UNFIT', message: `is ${shown(value)}, which is ${reason}` } }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
