import type { FieldType } from '@coupa-connector/catalog'
import { wireName } from '../schema/names.ts'
import type { RecordShape } from '../schema/schema.ts'
import { isValues, Reference, type Value } from '../schema/value.ts'
import type { RecordStore, SandboxRecord } from '../store/record-store.ts'
import type { Scalar } from './operators.ts'

/** A way from a record to values: through associations to a field. */
export interface FieldPath {
  /** Wire names, for example `['supplier', 'name']`. */
  readonly names: readonly string[]
  readonly type: FieldType
  /** Type of the record behind the first association; undefined for fields of the record itself and for `_id` forms. */
  readonly joinedClass: string | undefined
}

/** Finds the way that names in a query describe; undefined when there is none. */
export function resolveFieldPath(shape: RecordShape, names: readonly string[]): FieldPath | undefined {
  const [first, ...rest] = names
  if (first === undefined) return undefined
  const name = wireName(first)
  if (name === 'custom-fields') return customPath(shape, rest[0], rest.slice(1), [name])
  const field = shape.field(name)
  if (!field) {
    const association = name.endsWith('-id') ? shape.field(name.slice(0, -3)) : undefined
    if (association?.type === 'object' && rest.length === 0)
      return { names: [association.name, 'id'], type: 'integer', joinedClass: undefined }
    return customPath(shape, first, rest, ['custom-fields'])
  }
  const isAssociation = field.type === 'object' || field.type === 'array'
  if (!isAssociation)
    return rest.length === 0 ? { names: [field.name], type: field.type, joinedClass: undefined } : undefined
  if (rest.length === 0) return { names: [field.name], type: field.type, joinedClass: undefined }
  if (!field.shape) return undefined
  const further = resolveFieldPath(field.shape, rest) ?? countryPath(field.name, rest)
  return further && { names: [field.name, ...further.names], type: further.type, joinedClass: field.shape.type }
}

/** All values at the end of a path; null stands for a missing association. Several when it leads through collections. */
export function valuesAt(record: SandboxRecord, path: FieldPath, store: RecordStore): readonly Scalar[] {
  const [first = '', ...rest] = path.names
  return collect(record.get(first), rest, store)
}

function collect(value: Value | undefined, names: readonly string[], store: RecordStore): readonly Scalar[] {
  if (Array.isArray(value))
    return value.length === 0 ? [null] : value.flatMap((item: Value) => collect(item, names, store))
  const [next, ...rest] = names
  if (value instanceof Reference) {
    if (next === undefined || next === 'id') return [value.id]
    const record = store.resolve(value)
    return record ? collect(record.get(next), rest, store) : [null]
  }
  if (isValues(value)) return next === undefined ? [true] : collect(value[next], rest, store)
  return [
    next === undefined && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      ? value
      : null,
  ]
}

function customPath(
  shape: RecordShape,
  first: string | undefined,
  rest: readonly string[],
  prefix: readonly string[],
): FieldPath | undefined {
  const field =
    first === undefined ? undefined : shape.customFields.find((candidate) => candidate.name === wireName(first))
  if (!field) return undefined
  const names = [...prefix, field.name]
  if (rest.length === 0) return { names, type: field.type, joinedClass: undefined }
  const [inner = 'id'] = rest
  return field.type === 'object'
    ? { names: [...names, wireName(inner)], type: inner === 'id' ? 'integer' : 'string', joinedClass: undefined }
    : undefined
}

/** Countries are nested without a resource of their own. */
function countryPath(association: string, rest: readonly string[]): FieldPath | undefined {
  const [name, ...further] = rest.map(wireName)
  if (!association.includes('country') || name === undefined || further.length > 0) return undefined
  return { names: [name], type: name === 'id' ? 'integer' : 'string', joinedClass: undefined }
}
