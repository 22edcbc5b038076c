import { humanName } from '../schema/names.ts'
import type { FieldShape, RecordShape } from '../schema/schema.ts'
import { isValues, itemsOf, Reference, type Value, type Values } from '../schema/value.ts'
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
    messages.push(...checkField(field, value, shape))
    if (isUniqueAlone(field, shape) && !isBlank(value) && isTaken(collection, field.name, value, id)) {
      messages.push(`${humanName(field.name)} has already been taken`)
    }
  }
  const key = takenKey(collection, complete, changes, id)
  const taken = key.find((name) => !(complete[name] instanceof Reference)) ?? key[0]
  if (taken !== undefined) messages.push(`${humanName(taken)} has already been taken`)
  return messages
}

/** The day of an exchange rate is unique only together with its currencies (F-343). */
function isUniqueAlone({ name, isUnique }: FieldShape, { naturalKeys }: RecordShape): boolean {
  const isPart = naturalKeys.some((key) => key.length > 1 && key.includes(name))
  return isUnique && (!isPart || naturalKeys.some((key) => key.length === 1 && key.includes(name)))
}

/** A natural key of several fields whose values another record has, as an invoice number at one supplier (F-284). */
function takenKey(
  collection: RecordCollection,
  complete: Values,
  changes: Values,
  id: number | undefined,
): readonly string[] {
  const { shape } = collection
  const keys = shape.naturalKeys.filter((key) => key.length > 1 && key.some((name) => changes[name] !== undefined))
  const given = keys.filter((key) => key.every((name) => !isBlank(complete[name])))
  if (given.length === 0) return []
  for (const record of collection.iterate()) {
    if (record.id === id) continue
    const taken = given.find((key) => key.every((name) => isSameKey(record.get(name), complete[name])))
    if (taken !== undefined) return taken
  }
  return []
}

function isSameKey(left: Value, right: Value | undefined): boolean {
  if (left instanceof Reference) return right instanceof Reference && left.id === right.id
  return left === right
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

function checkField(field: FieldShape, value: Value, owner: RecordShape): readonly string[] {
  const name = humanName(field.name)
  if (typeof value === 'string' && field.maxLength !== undefined && value.length > field.maxLength) {
    return [`${name} is too long (maximum is ${field.maxLength} characters)`]
  }
  if (field.name === 'status' && owner.type === 'Supplier' && typeof value === 'string') return checkStatus(value)
  if (isEmailField(field) && typeof value === 'string' && !areEmailAddresses(value)) {
    return [`${name} is not a valid email address`]
  }
  if (!field.isReference && field.shape) {
    const records = isValues(value) ? [value] : itemsOf(value)
    return records.flatMap((item) => checkEmbedded(field, item))
  }
  const isListed = field.allowedValues.length === 0 || typeof value === 'object' || value === ''
  return isListed || field.allowedValues.map(String).includes(String(value))
    ? []
    : [`${name} is not included in the list`]
}

/** The addresses in a record inside the record, which are checked like its own. */
function checkEmbedded({ shape, xmlItem }: FieldShape, item: Value): readonly string[] {
  if (!shape || !isValues(item)) return []
  return shape.fields.flatMap((field) => {
    const value = item[field.name]
    const isWrong = isEmailField(field) && typeof value === 'string' && value !== '' && !areEmailAddresses(value)
    return isWrong ? [`${humanName(xmlItem)} ${humanName(field.name).toLowerCase()} is not a valid email address`] : []
  })
}

/** Whatever the field is called: `email`, `po-email`, `transmission-emails`. */
function isEmailField({ name, type }: FieldShape): boolean {
  return type === 'string' && /(^|-)e?mails?(-address(es)?)?$/.test(name)
}

/** Fields for several addresses take them with commas, semicolons or spaces between them. */
function areEmailAddresses(text: string): boolean {
  const addresses = text.split(/[,;\s]+/).filter((part) => part !== '')
  return addresses.every((address) => /^[^@\s]+@[^@\s]+$/.test(address))
}

/** Suppliers: active, inactive, onboarding and, since it became the default, draft (F-263). */
function checkStatus(value: string): readonly string[] {
  return ['active', 'inactive', 'onboarding', 'draft'].includes(value)
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
