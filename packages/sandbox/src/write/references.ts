import { countries } from '../data/vocabulary.ts'
import { type InputObject, isInputObject } from '../format/input.ts'
import { resolveFieldPath, valuesAt } from '../query/field-path.ts'
import { createValueTest } from '../query/operators.ts'
import { className, underscored, wireName } from '../schema/names.ts'
import type { FieldShape, RecordShape } from '../schema/schema.ts'
import { Reference, type Values } from '../schema/value.ts'
import type { RecordStore, SandboxRecord } from '../store/record-store.ts'

/** A reference finds what has exactly these values. */
const exactly = { isCaseSensitive: true, takesNullAsDifferent: false, trimsLists: false, takesQuotedCommas: false }

/** What looking for a referenced record came to. */
export type Resolution =
  | { readonly kind: 'found'; readonly reference: Reference; readonly record: SandboxRecord }
  | { readonly kind: 'missing'; readonly message: string }
  /** The object names none of the attributes of a record. */
  | { readonly kind: 'empty' }

/**
 * Finds the record that an object in a body refers to: by id or natural keys, all of which must match one record
 * (F-283).
 */
export function resolveReference(field: FieldShape, input: InputObject, store: RecordStore): Resolution {
  const { target, shape } = field
  const collection = target === undefined ? undefined : store.collection(target)
  if (!target || !shape || !collection) return { kind: 'empty' }
  const keys = keysOf(shape, input)
  if (keys.length === 0) return { kind: 'empty' }
  const matches = keys.map(({ names, text }) => {
    const path = resolveFieldPath(shape, names)
    const test = path && createValueTest(names.join('.'), path.type, 'eq', text, exactly)
    return (record: SandboxRecord): boolean =>
      path !== undefined && test !== undefined && valuesAt(record, path, store).some(test)
  })
  const id = keys.find(({ names }) => names.length === 1 && names[0] === 'id')
  const byId = id === undefined ? undefined : collection.get(Number(id.text))
  const candidates = id === undefined ? collection.iterate() : byId ? [byId] : []
  for (const record of candidates) {
    if (matches.every((match) => match(record)))
      return { kind: 'found', reference: new Reference(target, record.id), record }
  }
  return { kind: 'missing', message: missingMessage(field, shape, keys) }
}

/** A country by id, code or name; countries have no resource of their own. Undefined when there is none. */
export function findCountry(input: InputObject): Values | undefined {
  const country = countries.find(([id, code, name]) =>
    Object.entries(input).every(([key, value]) => {
      const known: Readonly<Record<string, string>> = { id: String(id), code, name }
      return known[key] === undefined || known[key] === String(value)
    }),
  )
  return country && { id: country[0], code: country[1], name: country[2] }
}

/** The documented message, Ruby hash and all (F-260). */
export function missingMessage(
  field: { readonly name: string },
  shape: RecordShape,
  keys: readonly { readonly names: readonly string[]; readonly text: string }[],
): string {
  const given = keys.map(({ names, text }) => `"${underscored(names.join('_'))}"=>${JSON.stringify(text)}`).join(', ')
  const possible = [...new Set(['id', ...shape.naturalKeys.flat()])].map((name) => `"${underscored(name)}"`).join(', ')
  return `Unable to find valid ${className(shape.model)} record for ${underscored(field.name)} with keys {${given}}. Possible keys are [${possible}]. Please verify your xml.`
}

/** Those members of an object that can identify a record: id and natural keys, or any plain attribute when none is there. */
function keysOf(shape: RecordShape, input: InputObject): readonly { names: readonly string[]; text: string }[] {
  const scalars = Object.entries(input).flatMap(([name, value]) => flatten([wireName(name)], value))
  const natural = new Set(['id', ...shape.naturalKeys.flat().map(wireName)])
  const identifying = scalars.filter(({ names }) => natural.has(names[0] ?? '') || natural.has(names.join('-')))
  return identifying.length > 0
    ? identifying
    : scalars.filter(({ names }) => resolveFieldPath(shape, names) !== undefined)
}

function flatten(names: readonly string[], value: unknown): readonly { names: readonly string[]; text: string }[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value !== 'object') return [{ names, text: String(value) }]
  if (Array.isArray(value) || !isInputObject(value as InputObject)) return []
  return Object.entries(value).flatMap(([name, inner]) => flatten([...names, wireName(name)], inner))
}
