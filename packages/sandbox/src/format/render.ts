import type { FieldType } from '@coupa-connector/catalog'
import type { FieldShape, RecordShape } from '../schema/schema.ts'
import { isValues, Reference, type Value, type Values } from '../schema/value.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import type { RecordStore, SandboxRecord } from '../store/record-store.ts'
import type { WireFormat } from './negotiate.ts'
import type { Projection } from './projection.ts'
import type { RenderedMember, RenderedRecord } from './rendered.ts'
import { shallowFields, summaryFields } from './summary-fields.ts'
import type { ZoneFormatter } from './zone.ts'

/** How a record is to be shown. */
export interface RenderOptions {
  readonly format: WireFormat
  /** Records of an index show absent associations as null in JSON; single ones leave them out (F-102). */
  readonly isIndex: boolean
  readonly projection?: Projection | undefined
  readonly returnObject?: 'limited' | 'shallow' | 'full'
}

/** Turns records into what is written. */
export type Renderer = (record: SandboxRecord, shape: RecordShape, options: RenderOptions) => RenderedRecord

/** What rendering needs of the organization. */
export interface RendererContext {
  readonly store: RecordStore
  readonly zone: ZoneFormatter
  readonly quirks: QuirkSettings
}

/** Summaries kept at most; a page needs a few hundred. */
const MAX_SUMMARIES = 20_000

interface Source {
  get(field: string): Value | undefined
}

function isShown({ name, isReadable, isInputOnly }: FieldShape, source: Source): boolean {
  return isReadable && !(isInputOnly && isUnset(source.get(name)))
}

function isUnset(value: Value | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** Makes the renderer of an organization. */
export function createRenderer({ store, zone, quirks }: RendererContext): Renderer {
  const isGlobal = quirks['custom-fields'] === 'global'
  const summaries = new Map<string, { readonly version: number; readonly summary: RenderedRecord }>()

  function renderRecord(record: SandboxRecord, shape: RecordShape, options: RenderOptions): RenderedRecord {
    const { projection, returnObject = 'full' } = options
    if (returnObject === 'limited')
      return { xmlItem: shape.xmlItem, members: [{ name: 'id', type: 'integer', value: record.id }] }
    if (projection) return { xmlItem: shape.xmlItem, members: projectedMembers(record, shape, projection, options) }
    const values = record.toValues()
    return { xmlItem: shape.xmlItem, members: allMembers({ get: (name) => values[name] }, shape, options) }
  }

  function allMembers(source: Source, shape: RecordShape, options: RenderOptions): readonly RenderedMember[] {
    const members: RenderedMember[] = []
    // F-341: since R31.
    const omitsNulls = shape.resource === 'supplier_information' && quirks['supplier-information-nulls'] === 'omit'
    let hasCustomFields = false
    for (const field of shape.fields) {
      if (!isShown(field, source)) continue
      const isAssociation = field.type === 'object' || field.type === 'array'
      if ((isAssociation || field.name === 'created-by') && !hasCustomFields) {
        hasCustomFields = true
        members.push(...customMembers(source, shape, undefined))
      }
      const member = renderField(source, shape, field, undefined, options)
      if (member && !(omitsNulls && member.value === null)) members.push(member)
    }
    if (!hasCustomFields) members.push(...customMembers(source, shape, undefined))
    return members
  }

  function projectedMembers(
    source: Source,
    shape: RecordShape,
    projection: Projection,
    options: RenderOptions,
  ): readonly RenderedMember[] {
    const members: RenderedMember[] = []
    for (const [name, inner] of projection) {
      if (name === 'custom-fields') members.push(...customMembers(source, shape, inner))
      const field = shape.field(name)
      const isOlderKind = field === undefined && shape.customFields.some((one) => one.isGlobal && one.name === name)
      if (isOlderKind)
        members.push(...customMembers(source, shape, new Map([[name, inner]])).filter((one) => one.name === name))
      const member = field?.isReadable ? renderField(source, shape, field, inner, options) : undefined
      if (member) members.push(member)
    }
    return members
  }

  function renderField(
    source: Source,
    shape: RecordShape,
    field: FieldShape,
    projection: Projection | undefined,
    options: RenderOptions,
  ): RenderedMember | undefined {
    const { name, type } = field
    const value = source.get(name) ?? null
    if (type === 'array') {
      const items = Array.isArray(value) ? value : []
      return { name, type, value: items.flatMap((item: Value) => renderObject(item, field, projection, options) ?? []) }
    }
    if (type === 'object') return renderAssociation(value, field, projection, options)
    const isCancelled = value === 'cancelled' && name === 'status' && shape.resource === 'purchase_orders'
    return { name, type, value: isCancelled ? quirks['purchase-order-cancelled'] : renderScalar(value, type) }
  }

  function renderAssociation(
    value: Value,
    field: FieldShape,
    projection: Projection | undefined,
    options: RenderOptions,
  ): RenderedMember | undefined {
    const { name, type } = field
    if (name === 'country' && isValues(value) && options.format === 'json' && quirks['address-country'] === 'name') {
      return { name, type: 'string', value: String(value.name ?? '') }
    }
    const object = renderObject(value, field, projection, options) ?? emptyAccount(field, options)
    if (object) return { name, type, value: object }
    return options.isIndex && options.format === 'json' ? { name, type, value: null } : undefined
  }

  /** The account of a user who has none can appear as an object full of nulls (F-104). */
  function emptyAccount(field: FieldShape, options: RenderOptions): RenderedRecord | undefined {
    const isShown =
      field.name === 'default-account' && options.format === 'json' && quirks['unset-default-account'] === 'nulls'
    return isShown && field.shape ? summary({ get: () => null }, field.shape, field.xmlItem, options) : undefined
  }

  function renderObject(
    value: Value,
    field: FieldShape,
    projection: Projection | undefined,
    options: RenderOptions,
  ): RenderedRecord | undefined {
    const { xmlItem } = field
    if (value instanceof Reference) {
      if (!field.shape) return undefined
      if (!projection) return sharedSummary(value, field.shape, xmlItem, options)
      const record = store.resolve(value)
      return record && { xmlItem, members: projectedMembers(record, field.shape, projection, options) }
    }
    if (!isValues(value)) return undefined
    const source: Source = { get: (name) => value[name] }
    if (!field.shape) return rawRecord(value, xmlItem)
    if (projection) return { xmlItem, members: projectedMembers(source, field.shape, projection, options) }
    if (field.shape.type === 'Country' || options.returnObject === 'shallow')
      return summary(source, field.shape, xmlItem, options)
    return { xmlItem, members: allMembers(source, field.shape, options) }
  }

  /** Pages point to few records again and again, so their summaries are kept until their resource is written to. */
  function sharedSummary(
    reference: Reference,
    shape: RecordShape,
    xmlItem: string,
    options: RenderOptions,
  ): RenderedRecord | undefined {
    const version = store.collection(reference.resource)?.version
    const key = `${reference.resource} ${reference.id} ${options.format} ${options.returnObject ?? 'full'} ${xmlItem}`
    const known = summaries.get(key)
    if (known && known.version === version) return known.summary
    const record = store.resolve(reference)
    if (!record || version === undefined) return undefined
    const made = { ...summary(record, shape, xmlItem, options), isShared: true }
    if (summaries.size >= MAX_SUMMARIES) summaries.clear()
    summaries.set(key, { version, summary: made })
    return made
  }

  /** What an association shows of the record it points to. */
  function summary(source: Source, shape: RecordShape, xmlItem: string, options: RenderOptions): RenderedRecord {
    const names = options.returnObject === 'shallow' ? shallowFields(shape) : summaryFields(shape, options.format)
    const members: RenderedMember[] = []
    for (const name of names) {
      const field = shape.field(name)
      if (!field || (name === 'fullname' && quirks['user-fullname'] === 'absent')) continue
      members.push({
        name: field.name,
        type: field.type,
        value: renderScalar(source.get(field.name) ?? null, field.type),
      })
    }
    const showsCustomFields = shape.type === 'User' && options.format === 'xml' && options.returnObject !== 'shallow'
    if (showsCustomFields) members.push(...customMembers(source, shape, undefined))
    return { xmlItem, members }
  }

  function customMembers(
    source: Source,
    shape: RecordShape,
    projection: Projection | undefined,
  ): readonly RenderedMember[] {
    const held = source.get('custom-fields')
    if (!isValues(held)) return []
    const defined = new Map(shape.customFields.map((field) => [field.name, field]))
    const members: RenderedMember[] = []
    const globals: RenderedMember[] = []
    for (const name of customNames(held, shape)) {
      if (projection && !projection.has(name)) continue
      const field = defined.get(name)
      const member = customMember(name, held[name] ?? null, field?.type ?? 'string')
      if (member) (field?.isGlobal === true && !isGlobal ? globals : members).push(member)
    }
    if (isGlobal) return members
    return [...globals, { name: 'custom-fields', type: 'object', value: { xmlItem: 'custom-fields', members } }]
  }

  function customMember(name: string, value: Value, type: FieldType): RenderedMember | undefined {
    if (!(value instanceof Reference)) return { name, type, value: renderScalar(value, type) }
    const record = store.resolve(value)
    return record && { name, type, value: customObject(record, name) }
  }

  function customObject(record: SandboxRecord, xmlItem: string): RenderedRecord {
    const names = ['id', 'login', 'name', 'external-ref-num'].filter((name) => record.get(name) !== null)
    return {
      xmlItem,
      members: names.map((name) => ({
        name,
        type: name === 'id' ? 'integer' : 'string',
        value: scalarOrNull(record.get(name)),
      })),
    }
  }

  function rawRecord(values: Values, xmlItem: string): RenderedRecord {
    const members = Object.entries(values).map(
      ([name, value]): RenderedMember => ({ name, type: rawType(value), value: scalarOrNull(value ?? null) }),
    )
    return { xmlItem, members }
  }

  function renderScalar(value: Value, type: FieldType): string | number | boolean | null {
    if (value === null || typeof value === 'object') return null
    if (type === 'datetime' && typeof value === 'number') return zone.dateTime(value)
    if (type === 'date' && typeof value === 'number') return zone.date(value)
    return value
  }

  return renderRecord
}

function rawType(value: Value | undefined): FieldType {
  if (typeof value === 'number') return 'integer'
  return typeof value === 'boolean' ? 'boolean' : 'string'
}

function scalarOrNull(value: Value): string | number | boolean | null {
  return typeof value === 'object' ? null : value
}

/** What a record shows: every field that is set up (F-145), and what it was given though nobody set it up. Lines show what they hold. */
function customNames(held: Values, shape: RecordShape): readonly string[] {
  const setUp = shape.resource === undefined ? [] : shape.customFields.map(({ name }) => name)
  return [...new Set([...setUp, ...Object.keys(held)])].filter((name) => !shape.isCustomFieldRemoved(name))
}
