import { humanName } from '../schema/names.ts'
import type { FieldShape, RecordShape } from '../schema/schema.ts'
import type { Value, Values } from '../schema/value.ts'
import type { RecordCollection } from '../store/record-store.ts'
import { requiredFields } from './rules.ts'

/** Checks a record before it is kept; gives full sentences in Rails style (F-252). `changes` are what a request gave. */
export function validateRecord(
  collection: RecordCollection,
  complete: Values,
  changes: Values,
  id: number | undefined,
): readonly string[] {
  const { shape } = collection
  const messages: string[] = []
  for (const name of requiredOf(shape)) {
    const isTouched = id === undefined || name in changes
    if (isTouched && isBlank(complete[name])) messages.push(`${humanName(name)} can't be blank`)
  }
  for (const field of shape.fields) {
    const value = changes[field.name]
    if (value === undefined || value === null) continue
    messages.push(...checkField(field, value))
    if (field.isUnique && !isBlank(value) && isTaken(collection, field.name, value, id)) {
      messages.push(`${humanName(field.name)} has already been taken`)
    }
  }
  return messages
}

/** Fields that must not be blank: listed ones, else those required in the catalog that also identify a record. */
function requiredOf(shape: RecordShape): readonly string[] {
  const listed = shape.resource === undefined ? [] : requiredFields(shape.resource)
  if (listed) return listed
  const identifying = new Set(['name', 'code', ...shape.naturalKeys.flat()])
  return shape.fields
    .filter((field) => field.isRequired && field.isWritable && field.type === 'string')
    .filter((field) => field.isUnique || identifying.has(field.name))
    .map((field) => field.name)
}

function checkField(field: FieldShape, value: Value): readonly string[] {
  const name = humanName(field.name)
  if (typeof value === 'string' && field.maxLength !== undefined && value.length > field.maxLength) {
    return [`${name} is too long (maximum is ${field.maxLength} characters)`]
  }
  if (field.name === 'status' && field.isWritable && typeof value === 'string') return checkStatus(value)
  if (field.name === 'email' && typeof value === 'string' && !/^[^@\s]+@[^@\s]+$/.test(value))
    return [`${name} is not a valid email address`]
  const isListed = field.allowedValues.length === 0 || typeof value === 'object' || value === ''
  return isListed || field.allowedValues.map(String).includes(String(value))
    ? []
    : [`${name} is not included in the list`]
}

/** Suppliers: active, inactive, onboarding and, since it became the default, draft (F-263). */
function checkStatus(value: string): readonly string[] {
  return ['active', 'inactive', 'onboarding', 'draft', 'published', 'completed'].includes(value)
    ? []
    : ['Status must be one of active, inactive, onboarding, draft']
}

function isTaken(collection: RecordCollection, name: string, value: Value, id: number | undefined): boolean {
  for (const record of collection.iterate()) if (record.id !== id && record.get(name) === value) return true
  return false
}

function isBlank(value: Value | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
