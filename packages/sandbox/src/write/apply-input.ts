import { type InputObject, type InputValue, isInputObject } from '../format/input.ts'
import { parseBoolean, parseScalar } from '../query/scalars.ts'
import { humanName, wireName } from '../schema/names.ts'
import { embeddedObjectId } from '../schema/number-children.ts'
import type { FieldShape, RecordShape } from '../schema/schema.ts'
import { idOf, isValues, itemsOf, type Reference, type Value, type Values } from '../schema/value.ts'
import { wholeSecondMs } from '../schema/whole-second.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import { nextChildId } from '../store/embedded-collection.ts'
import type { RecordStore } from '../store/record-store.ts'
import { resolveBySegments } from './dynamic-accounts.ts'
import { emptyValues } from './empty-values.ts'
import { isFlag } from './flags.ts'
import { newAttachment } from './new-attachments.ts'
import { findCountry, missingMessage, resolveReference } from './references.ts'
import { lookUpTaxRate } from './tax-rate-lookup.ts'

/** What applying a body needs. */
export interface ApplyContext {
  readonly store: RecordStore
  readonly quirks: QuirkSettings
  /** Sentences about what is wrong are added here. */
  readonly messages: string[]
  /** Epoch milliseconds. */
  readonly now: () => number
  /** The user that writes are done as. */
  readonly author: Reference
}

/** Which record is written. */
export interface ApplyTarget {
  readonly shape: RecordShape
  /** Present values; empty for a new record. */
  readonly current: Values
  /** Id of the record, or 0 while a new one has none; ids of new lines are given out below it. */
  readonly id: number
  /** Whether fields that only a read shows may be set, as when lines are created. */
  readonly isNew: boolean
}

/**
 * Turns a body into changes of a record: only what is present, read-only and unknown members ignored (F-261, F-262, F-282).
 * Problems go to `messages`.
 */
export function applyInput(target: ApplyTarget, input: InputObject, context: ApplyContext): Values {
  const changes: Record<string, Value> = {}
  for (const [name, value] of Object.entries(input)) {
    if (name === 'custom-fields' && isInputObject(value)) {
      changes[name] = applyCustomFields(target, value, context, changes[name])
    } else if (isGlobalCustomField(target, name, context)) {
      changes['custom-fields'] = applyCustomFields(target, { [name]: value }, context, changes['custom-fields'])
    } else {
      Object.assign(changes, applyMember(target, name, value, context))
    }
  }
  return changes
}

function isGlobalCustomField({ shape }: ApplyTarget, name: string, { quirks }: ApplyContext): boolean {
  if (shape.field(name)) return false
  const field = shape.customFields.find((custom) => custom.name === name)
  return field !== undefined && (quirks['custom-fields'] === 'global' || field.isGlobal === true)
}

function applyMember(target: ApplyTarget, name: string, value: InputValue, context: ApplyContext): Values {
  const changes: Record<string, Value> = {}
  const association = foreignKey(target.shape, name)
  const pointer = value === null ? null : { id: value }
  for (const [field, given] of [[target.shape.field(name), value] as const, [association, pointer] as const]) {
    const changed = field && isTaken(field, context) ? applyField(field, given, target, context) : undefined
    if (field && changed !== undefined) changes[field.name] = changed
  }
  return changes
}

/** `currency_id` stands for the id of `currency`, whether or not it is a field of its own (F-294). */
function foreignKey(shape: RecordShape, name: string): FieldShape | undefined {
  const field = name.endsWith('-id') ? shape.field(name.slice(0, -3)) : undefined
  return field?.type === 'object' ? field : undefined
}

function isTaken(field: FieldShape, { quirks }: ApplyContext): boolean {
  if (field.name === 'created-by') return quirks['created-by-override'] === 'on'
  if (['id', 'created-at', 'updated-at', 'updated-by', 'exported', 'last-exported-at'].includes(field.name))
    return false
  return field.isWritable
}

function applyField(
  field: FieldShape,
  value: InputValue,
  target: ApplyTarget,
  context: ApplyContext,
): Value | undefined {
  if (field.type === 'array') return applyArray(field, value, target, context)
  if (field.type === 'object') return applyObject(field, value, target, context)
  if (value === null) return null
  if (typeof value === 'object') return undefined
  return scalarOf(field, value)
}

/** A scalar in the form the sandbox keeps. A blank string clears what is not a text (F-287). */
export function scalarOf(field: Pick<FieldShape, 'type'>, value: string | number | boolean): Value {
  const { type } = field
  if (typeof value === 'string' && value.trim() === '' && type !== 'string' && type !== 'unknown') return null
  if (type === 'boolean') return parseBoolean(value) ?? null
  const parsed = parseScalar(type, String(value)) ?? null
  if (type !== 'decimal' || typeof parsed !== 'string') return parsed
  return parsed.includes('.') ? parsed : `${parsed}.0`
}

function applyObject(
  field: FieldShape,
  value: InputValue,
  target: ApplyTarget,
  context: ApplyContext,
): Value | undefined {
  if (value === null || value === '') return null
  const input = isInputObject(value) ? value : undefined
  if (!input) return undefined
  if (field.isReference) return applyReference(field, input, context, target.shape)
  if (!field.shape) return fromInput(input)
  if (field.shape.type === 'Country') return applyCountry(field, field.shape, input, context)
  if (field.shape.type === 'TaxRate') return applyTaxRate(input, context)
  const held = target.current[field.name]
  const current = isValues(held) ? held : {}
  const id = idOf(current) ?? embeddedObjectId(target.id)
  const inner: ApplyTarget = { shape: field.shape, current, id, isNew: !isValues(held) }
  return {
    ...(isValues(held) ? held : emptyValues(field.shape)),
    id,
    ...stamps(field.shape, isValues(held), context),
    ...applyInput(inner, input, context),
  }
}

function applyTaxRate(input: InputObject, context: ApplyContext): Value | undefined {
  const found = lookUpTaxRate(input)
  if ('values' in found) return found.values
  if (context.quirks['missing-reference'] === '400') context.messages.push(...found.messages)
  return undefined
}

/** What a requisition and its lines may name only while it is active (F-285). */
const activeOnly: ReadonlySet<string> = new Set(['currency', 'requester', 'requested-by', 'supplier'])

function mustBeActive(field: FieldShape, owner: RecordShape | undefined, { quirks }: ApplyContext): boolean {
  if (quirks['inactive-reference'] !== '400') return quirks['inactive-reference'] === '400-everywhere'
  const isRequisition = owner?.resource === 'requisitions' || owner?.type === 'RequisitionLine'
  return isRequisition && activeOnly.has(field.name)
}

function applyReference(
  field: FieldShape,
  input: InputObject,
  context: ApplyContext,
  owner?: RecordShape,
): Value | undefined {
  const bySegments = field.target === 'accounts' ? resolveBySegments(field, input, context.store) : undefined
  const resolution = bySegments ?? resolveReference(field, input, context.store)
  if (resolution.kind === 'empty') return undefined
  if (resolution.kind === 'missing') {
    if (context.quirks['missing-reference'] === '400') context.messages.push(resolution.message)
    return undefined
  }
  const { record } = resolution
  const isInactive =
    ['active', 'enabled-flag'].some((flag) => record.get(flag) === false) || record.get('status') === 'inactive'
  if (isInactive && mustBeActive(field, owner, context)) {
    context.messages.push(`${humanName(field.name)} is not active`)
    return undefined
  }
  return resolution.reference
}

function applyCountry(
  field: FieldShape,
  shape: RecordShape,
  input: InputObject,
  context: ApplyContext,
): Value | undefined {
  const country = findCountry(input)
  if (country) return country
  const keys = Object.entries(input).map(([name, value]) => ({ names: [name], text: String(value) }))
  if (context.quirks['missing-reference'] === '400')
    context.messages.push(
      missingMessage(field, { ...shape, model: 'country', naturalKeys: [['code'], ['name']] }, keys),
    )
  return undefined
}

/** Items with an id change the one that has it, items without are added, `_delete` removes; the rest stays (F-288). */
function applyArray(
  field: FieldShape,
  value: InputValue,
  target: ApplyTarget,
  context: ApplyContext,
): Value | undefined {
  if (value === null) return []
  const items = listOf(value)
  const current = itemsOf(target.current[field.name])
  if (field.target === 'attachments') return applyAttachments(items, current, target, context)
  if (field.isReference)
    return items.flatMap((item) => (isInputObject(item) ? (applyReference(field, item, context) ?? []) : []))
  const { shape } = field
  if (!shape) return items.map((item) => fromInput(item))
  const named = new Set(items.map((item) => Number(isInputObject(item) ? item.id : undefined)))
  const isReplaced = field.name === 'payments' && context.quirks['payments-on-update'] === 'replace'
  const result = isReplaced ? current.filter((held) => named.has(Number(idOf(held)))) : [...current]
  const list: ChildList = { shape, itemName: field.xmlItem, parentId: target.id, items: result }
  for (const item of items) if (isInputObject(item)) applyItem(list, item, context)
  return result
}

/** Attachments that a document brings with it are added; those with an id are there already. */
function applyAttachments(
  items: readonly InputValue[],
  current: readonly Value[],
  { shape }: ApplyTarget,
  context: ApplyContext,
): Value {
  const added = items.flatMap((item) =>
    isInputObject(item) && item.id !== undefined ? [] : (newAttachment(item, shape, context) ?? []),
  )
  return [...current, ...added]
}

/** The records inside another one that a list of the input changes in place. */
interface ChildList {
  readonly shape: RecordShape
  /** What one of them is called. */
  readonly itemName: string
  readonly parentId: ApplyTarget['id']
  readonly items: Value[]
}

function applyItem({ shape, itemName, parentId, items }: ChildList, item: InputObject, context: ApplyContext): void {
  const given = item.id
  if (given === undefined || given === null || given === '') {
    if (isFlag(item, '_delete')) return
    const id = nextChildId(parentId, items)
    const inner: ApplyTarget = { shape, current: {}, id, isNew: true }
    items.push({ ...emptyValues(shape), ...stamps(shape, false, context), ...applyInput(inner, item, context), id })
    return
  }
  const id = Number(given)
  const place = items.findIndex((candidate) => idOf(candidate) === id)
  const held = items[place]
  if (!isValues(held)) {
    context.messages.push(missingMessage({ name: itemName }, shape, [{ names: ['id'], text: String(id) }]))
  } else if (isFlag(item, '_delete')) {
    items.splice(place, 1)
  } else {
    const inner: ApplyTarget = { shape, current: held, id, isNew: false }
    items[place] = { ...held, ...stamps(shape, true, context), ...applyInput(inner, item, context) }
  }
}

/** A list may come as an array, or as an object with the items under their singular name (F-289). */
function listOf(value: InputValue): readonly InputValue[] {
  if (Array.isArray(value)) return value
  if (!isInputObject(value)) return []
  const members = Object.values(value)
  const [only] = members
  if (members.length === 1 && only !== undefined && typeof only === 'object' && only !== null)
    return Array.isArray(only) ? only : [only]
  return [value]
}

/** Times and authors of a record inside another one. */
function stamps(shape: RecordShape, isKnown: boolean, { now, author }: ApplyContext): Values {
  const time = wholeSecondMs(now())
  const all: Values = {
    ...(isKnown ? {} : { 'created-at': time, 'created-by': author }),
    'updated-at': time,
    'updated-by': author,
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => shape.field(name)))
}

function applyCustomFields(target: ApplyTarget, input: InputObject, context: ApplyContext, earlier?: Value): Values {
  const held = earlier ?? target.current['custom-fields']
  const values: Record<string, Value | undefined> = isValues(held) ? { ...held } : {}
  for (const [given, value] of Object.entries(input)) {
    const name = wireName(given)
    const field = target.shape.customFields.find((candidate) => candidate.name === name)
    if (field ? !field.isEditable : context.quirks['unknown-custom-field'] === 'ignore') continue
    if (value === null) values[name] = null
    else if (isInputObject(value) && field?.target)
      values[name] = customReference(name, field.target, value, context) ?? values[name]
    else if (typeof value !== 'object') values[name] = scalarOf({ type: field?.type ?? 'string' }, value)
  }
  return values
}

function customReference(name: string, resource: string, input: InputObject, context: ApplyContext): Value | undefined {
  const shape = context.store.collection(resource)?.shape
  if (!shape) return undefined
  const field: FieldShape = {
    name,
    type: 'object',
    isReadable: true,
    isWritable: true,
    isInputOnly: false,
    isRequired: false,
    isUnique: false,
    maxLength: undefined,
    scale: undefined,
    allowedValues: [],
    xmlItem: name,
    isReference: true,
    target: resource,
    shape,
  }
  return applyReference(field, input, context)
}

function fromInput(value: InputValue): Value {
  if (Array.isArray(value)) return value.map(fromInput)
  if (isInputObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromInput(inner)]))
  return value as string | number | boolean | null // arrays and objects are handled above
}
