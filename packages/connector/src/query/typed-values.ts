import type { FieldType } from '@coupa-connector/catalog'
import type { QueryInvalidError } from '../errors/request-errors.ts'
import { type Condition, formatPath, type Operator, type Scalar } from './condition.ts'
import type { KnownNames } from './field-names.ts'
import { invalidQuery } from './invalid-query.ts'
import { type NumberKind, readNumber } from './read-number.ts'
import { readTime, timeExamples } from './read-time.ts'

/**
 * A condition whose value fits the type of its field, in the form that is sent. Throws a `QueryInvalidError` for a value that
 * does not fit: Coupa would make something of it and answer with other records than were asked for (F-154, F-156). The
 * values of fields whose type is not known are left as they are.
 */
export function withTypedValue(condition: Condition, type: FieldType | undefined, names: KnownNames): Condition {
  const { path, operator, value } = condition
  const field = formatPath(path)
  const refuse: Refuse = (problem, suggestion) => invalidQuery(names.resource, field, problem, suggestion)
  if (operator === 'blank') return condition
  refuseForgottenValue(condition, type, refuse)
  if (isList(value)) {
    return { ...condition, value: value.map((item) => typedItem(item, value, type, refuse)) }
  }
  if (isTextual(operator)) {
    checkPartOfNumber(value, type, refuse)
    return condition
  }
  return { ...condition, value: typedScalar(value, type, refuse) }
}

type Refuse = (problem: string, suggestion?: string) => QueryInvalidError

function isList(value: Condition['value']): value is readonly Scalar[] {
  return Array.isArray(value)
}

function isTextual(operator: Operator): boolean {
  return operator === 'contains' || operator === 'starts_with' || operator === 'ends_with'
}

/** Nothing to compare with finds everything or nothing. An empty text can only be asked for where texts are. */
function refuseForgottenValue({ path, operator, value }: Condition, type: FieldType | undefined, refuse: Refuse): void {
  if (typeof value !== 'string' || value.trim() !== '') return
  const isEquality = operator === 'eq' || operator === 'not_eq'
  if (isEquality && !isChecked(type)) return
  const field = formatPath(path)
  const blank = `${field}[blank]=${operator === 'not_eq' ? 'false' : 'true'}`
  if (!isEquality) throw refuse(`${operator} has no value to compare with`, 'Give a value.')
  const kind = nounOf(type)
  if (type === 'datetime') throw refuse(`the value is empty, and the field holds ${kind}`, `Write ${timeExamples}.`)
  throw refuse(
    `the value is empty, and the field holds ${kind}`,
    `Ask for fields ${operator === 'eq' ? 'without' : 'with'} a value by ${blank}.`,
  )
}

function isChecked(type: FieldType | undefined): type is CheckedType {
  return type !== undefined && Object.hasOwn(nouns, type)
}

type CheckedType = 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime'

const nouns: Readonly<Record<CheckedType, string>> = {
  integer: 'a whole number',
  decimal: 'a decimal number',
  boolean: 'true or false',
  date: 'a date',
  datetime: 'a time',
}

function nounOf(type: FieldType | undefined): string {
  return isChecked(type) ? nouns[type] : 'a text'
}

/** An item of a list. Blanks around it mean nothing; a comma between thousands has already cut a number into two. */
function typedItem(item: Scalar, items: readonly Scalar[], type: FieldType | undefined, refuse: Refuse): Scalar {
  const isNumber = type === 'integer' || type === 'decimal'
  if (isNumber && typeof item === 'string' && /^\s*0\d+\s*$/.test(item) && items.length > 1) {
    throw refuse(
      `the list contains ${JSON.stringify(item.trim())}, as if a number had been written with a comma`,
      'Commas separate the items of a list. Write numbers without separators and without zeros before them.',
    )
  }
  if (isChecked(type) && typeof item === 'string' && /^\s*\d+(?:(?:\s+|\s*[;|]\s*)\d+)+\s*$/.test(item)) {
    throw refuse(
      `the list contains ${JSON.stringify(item.trim())}, which is not ${nouns[type]}`,
      'Separate the items of a list by commas, and write numbers without separators.',
    )
  }
  return typedScalar(item, type, refuse)
}

function typedScalar(value: Scalar, type: FieldType | undefined, refuse: Refuse): Scalar {
  switch (type) {
    case 'integer':
    case 'decimal':
      return numberOf(value, type, refuse)
    case 'boolean':
      return booleanOf(value, refuse)
    case 'date':
    case 'datetime':
      return timeOf(value, type, refuse)
    default:
      return value
  }
}

function numberOf(value: Scalar, kind: NumberKind, refuse: Refuse): Scalar {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' && (kind === 'decimal' || Number.isInteger(value))) {
    if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value
    throw refuse(`${value} is beyond the numbers that JavaScript keeps exactly`, 'Give it as a text or a bigint.')
  }
  const text = scalarWords(value)
  const read = readNumber(text, kind)
  if ('text' in read && typeof value === 'string') return read.text
  const forms = 'forms' in read ? read.forms : []
  const [first, second] = forms
  const example = kind === 'integer' ? '12' : '1000 or 9.99'
  const suggestion =
    first === undefined
      ? `Write digits${kind === 'integer' ? '' : ' with a point before the decimals'}, such as ${example}.`
      : second === undefined
        ? `Write ${first.text}.`
        : `Write ${first.text} ${first.reason}, or ${second.text} ${second.reason}.`
  throw refuse(`${JSON.stringify(text)} is not ${nouns[kind]}`, suggestion)
}

function booleanOf(value: Scalar, refuse: Refuse): Scalar {
  const text = scalarWords(value).trim().toLowerCase()
  if (text === 'true' || text === 'false') return value === true || value === false ? value : text
  const meant = /^(?:y|yes|t|on|1|ja|si|oui)$/.test(text)
    ? 'true'
    : /^(?:n|no|f|off|0|nein|non)$/.test(text)
      ? 'false'
      : undefined
  throw refuse(
    `${JSON.stringify(scalarWords(value))} is neither true nor false`,
    meant === undefined ? 'Write true or false.' : `Write ${meant}.`,
  )
}

function timeOf(value: Scalar, type: 'date' | 'datetime', refuse: Refuse): Scalar {
  if (value instanceof Date) return value
  const text = scalarWords(value)
  const read = typeof value === 'string' ? readTime(value) : { problem: `is not ${nouns[type]}`, forms: [] }
  if ('text' in read) return read.text
  const forms = read.forms.join(' or ') || timeExamples
  throw refuse(`${JSON.stringify(text)} ${read.problem}`, `Write ${forms}.`)
}

/** Part of a number, for operators that compare letters. */
function checkPartOfNumber(value: Scalar, type: FieldType | undefined, refuse: Refuse): void {
  if (type !== 'integer' && type !== 'decimal') return
  const text = scalarWords(value)
  if (/^[+-]?[\d.]+$/.test(text)) return
  throw refuse(`${JSON.stringify(text)} is not part of ${nouns[type]}`, 'Write digits, without separators.')
}

function scalarWords(value: Scalar): string {
  return value instanceof Date ? value.toISOString() : String(value)
}
