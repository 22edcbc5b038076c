import type { FieldDescription, FieldType, Origin } from '../../src/shapes/description.ts'
import type { FactField } from './read-facts.ts'

export const FIELD_TYPES: readonly string[] = [
  'string',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'object',
  'array',
  'unknown',
] satisfies FieldType[]

/** Written by Coupa, whatever the generated Swagger says. */
export const SET_BY_COUPA = new Set(['id', 'created-at', 'updated-at', 'created-by', 'updated-by'])

/** A field of an article, or of a definition written down like one. */
export function readField(fact: FactField, origin: Origin, isKnown: (name: string) => boolean): FieldDescription {
  const references = (fact.refs ?? (fact.ref === undefined ? [] : [fact.ref])).filter(isKnown)
  const type = fieldType(fact)
  const isSetByCoupa = origin === 'swagger' && SET_BY_COUPA.has(fact.name)
  const values = allowedValues(fact, type)
  return {
    // Names end in `?` in Swagger only; the wire has them without (F-108).
    name: fact.name.replace(/\?$/, ''),
    type,
    ...(references.length === 0 ? {} : { references }),
    // Where an article leaves both In and Out blank, the field is taken as readable.
    isReadable: fact.readable || !fact.writable,
    isWritable: fact.writable && !isSetByCoupa,
    isRequired: fact.required,
    isUnique: fact.unique,
    ...(fact.maxLength === undefined ? {} : { maxLength: fact.maxLength }),
    ...(fact.precision === undefined ? {} : { precision: fact.precision }),
    ...(fact.scale === undefined ? {} : { scale: fact.scale }),
    ...(values === undefined ? {} : { allowedValues: values }),
    origin: fact.typeSource === 'swagger-default' ? 'swagger' : origin,
  }
}

/** An integer whose values are words is shown by its words on the wire, as Rails does with its enumerations (inferred). */
function fieldType(fact: FactField): FieldType {
  // Swagger falls back on string here and there.
  if (/^(created|updated|last-exported)-at$/.test(fact.name)) return 'datetime'
  if (fact.type === 'integer' && fact.allowedValues?.some((value) => !/^-?\d+$/.test(value))) return 'string'
  return FIELD_TYPES.includes(fact.type) ? (fact.type as FieldType) : 'unknown'
}

function allowedValues(fact: FactField, type: FieldType): readonly (string | number)[] | undefined {
  if (fact.allowedValues === undefined || fact.allowedValues.length === 0) return undefined
  if (type === 'integer') return fact.allowedValues.map(Number)
  return type === 'string' ? fact.allowedValues : undefined
}
