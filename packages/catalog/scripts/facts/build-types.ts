import type { FieldRow, TypeRow } from '../../src/catalog-rows.ts'
import { compactField, expandField } from '../../src/catalog-rows.ts'
import type { FieldDescription, FieldType, Origin } from '../../src/description.ts'
import { ALLOWED_VALUES, EMBEDDED_TYPES_WITH_CUSTOM_FIELDS, EXTRA_FIELDS, REFERENCES } from '../tables/fields.ts'
import { NATURAL_KEYS } from '../tables/natural-keys.ts'
import { BARE_TYPES } from '../tables/resources.ts'
import type { FactDefinition, FactField, FactResource, Facts } from './read-facts.ts'
import { hyphenated, underscored } from './words.ts'

const FIELD_TYPES: readonly string[] = [
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
const SET_BY_COUPA = new Set(['id', 'created-at', 'updated-at', 'created-by', 'updated-by'])

/** Every record type: those of the articles, those only Swagger has, and bare ones for endpoints without fields. */
export function buildTypes(facts: Facts, resourceTypes: ReadonlySet<string>): TypeRow[] {
  const known = [...facts.resources, ...facts.supplement]
  const taken = new Set(known.map((resource) => resource.name))
  const aliases = collectAliases(known, taken)
  const isKnown = (name: string): boolean => taken.has(name)

  const rows = known.map((resource) => {
    const own = resource.fields.map((field) => toField(field, fieldOrigin(resource), isKnown))
    const extra = (facts.extraFields[resource.name] ?? []).map((field) => toField(field, 'swagger', isKnown))
    return toRow(resource.name, [...own, ...extra], {
      aliases: aliases.get(resource.name) ?? [],
      // The quality records know no XML (api-facts §1.1); the usual names stand in.
      xmlItem: resource.xmlElement ?? hyphenated(underscored(resource.name)),
      xmlArray: resource.xmlElementPlural ?? `${hyphenated(underscored(resource.name))}s`,
      origin: fieldOrigin(resource),
      hasCustomFields: resourceTypes.has(resource.name),
    })
  })
  const definitions = facts.definitions
    .filter((definition) => !isDefined(definition, known) && Object.keys(definition.fields).length > 0)
    .filter((definition) => definition.def !== 'UserSimple')
    .map((definition) => definitionRow(definition, aliasIndex(aliases), isKnown, resourceTypes))
  const bare = BARE_TYPES.filter((name) => !taken.has(name)).map((name) =>
    toRow(name, bareFields(), {
      aliases: [],
      xmlItem: hyphenated(underscored(name)),
      xmlArray: `${hyphenated(underscored(name))}s`,
      origin: 'inferred',
      hasCustomFields: false,
    }),
  )
  return addReferences([...rows, ...definitions, ...bare]).sort((a, b) => compare(a.name, b.name))
}

/**
 * An association without a type gets the one that every other association of its name and kind has (inferred): a
 * `currency` is a Currency. The generator of the Swagger files lost some of them (api-facts §15.1).
 */
function addReferences(rows: readonly TypeRow[]): TypeRow[] {
  const seen = new Map<string, Set<string>>()
  for (const field of rows.flatMap((row) => row.fields)) {
    if (field.references === undefined) continue
    const key = `${field.type} ${field.name}`
    seen.set(key, (seen.get(key) ?? new Set()).add(field.references.join(' ')))
  }
  const complete = (type: string, field: FieldRow): FieldRow => {
    if (field.references !== undefined || (field.type !== 'object' && field.type !== 'array')) return field
    const listed = REFERENCES[`${type}.${field.name}`]
    if (listed !== undefined) return { ...field, references: [listed] }
    const [only, ...others] = seen.get(`${field.type} ${field.name}`) ?? []
    return only === undefined || others.length > 0 ? field : { ...field, references: only.split(' ') }
  }
  return rows.map((row) => ({ ...row, fields: row.fields.map((field) => complete(row.name, field)) }))
}

/** Type name by Coupa's own name of its model, for example `InvoiceHeader` to `Invoice`. */
export function definitionTypes(types: readonly TypeRow[]): ReadonlyMap<string, string> {
  return new Map(types.flatMap((type) => [type.name, ...type.aliases].map((name) => [name, type.name] as const)))
}

function fieldOrigin(resource: FactResource): Origin {
  return resource.fieldsSource === 'swagger-r39' ? 'swagger' : 'article'
}

function isDefined(definition: FactDefinition, known: readonly FactResource[]): boolean {
  return known.some(
    (resource) =>
      resource.name === definition.def ||
      resource.swagger?.definition === definition.def ||
      resource.aliases?.includes(definition.def) === true,
  )
}

/** A name serves one type only: the first that claims it, unless it is itself the name of a type. */
function collectAliases(
  known: readonly FactResource[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const claimed = new Set(taken)
  const result = new Map<string, readonly string[]>()
  for (const resource of known) {
    const candidates = [...(resource.aliases ?? []), resource.swagger?.definition ?? resource.name]
    const simple = resource.name === 'User' ? ['UserSimple'] : []
    const own = [...new Set([...candidates, ...simple])].filter((name) => !claimed.has(name))
    for (const name of own) claimed.add(name)
    result.set(resource.name, own.sort(compare))
  }
  return result
}

function aliasIndex(aliases: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
  return new Map([...aliases].flatMap(([type, names]) => names.map((name) => [name, type] as const)))
}

interface RowFacts {
  readonly aliases: readonly string[]
  readonly xmlItem: string
  readonly xmlArray: string
  readonly origin: Origin
  readonly hasCustomFields: boolean
}

function toRow(name: string, fields: readonly FieldDescription[], facts: RowFacts): TypeRow {
  const added = (EXTRA_FIELDS[name] ?? []).map((field) => expandField({ origin: 'article', ...field }))
  const withCustomFields = facts.hasCustomFields || EMBEDDED_TYPES_WITH_CUSTOM_FIELDS.includes(name)
  const custom: FieldDescription[] = withCustomFields
    ? [expandField({ name: 'custom-fields', type: 'object', isWritable: true, origin: 'inferred' })]
    : []
  const merged = new Map<string, FieldDescription>()
  // Fields of the same name: the first one counts, but a twin may prove that it can be read or written.
  for (const field of [...fields, ...added, ...custom]) {
    const first = merged.get(field.name)
    merged.set(field.name, first === undefined ? field : { ...field, ...first, ...access(first, field) })
  }
  return {
    kind: 'type',
    name,
    aliases: facts.aliases,
    xmlItem: facts.xmlItem,
    xmlArray: facts.xmlArray,
    naturalKeys: NATURAL_KEYS[name] ?? [],
    origin: facts.origin,
    fields: [...merged.values()].sort(compareFields).map((field) => withValues(name, compactField(field))),
  }
}

function access(first: FieldDescription, twin: FieldDescription): Partial<FieldDescription> {
  return first.name === 'custom-fields'
    ? { isReadable: true, isWritable: first.isWritable || twin.isWritable }
    : { isReadable: first.isReadable || twin.isReadable, isWritable: first.isWritable || twin.isWritable }
}

function withValues(type: string, field: FieldRow): FieldRow {
  const values = ALLOWED_VALUES[`${type}.${field.name}`]
  return values === undefined || field.allowedValues !== undefined ? field : { ...field, allowedValues: values }
}

function toField(fact: FactField, origin: Origin, isKnown: (name: string) => boolean): FieldDescription {
  const references = (fact.refs ?? (fact.ref === undefined ? [] : [fact.ref])).filter(isKnown)
  const type = fieldType(fact)
  const isSetByCoupa = origin === 'swagger' && SET_BY_COUPA.has(fact.name)
  const values = allowedValues(fact, type)
  return {
    // Names end in `?` in Swagger only; the wire has them without (api-facts §3.3).
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

/** A type from the Swagger schema alone, read by the vocabulary of api-facts, appendix C. */
function definitionRow(
  definition: FactDefinition,
  aliases: ReadonlyMap<string, string>,
  isKnown: (name: string) => boolean,
  resourceTypes: ReadonlySet<string>,
): TypeRow {
  const name = definition.def.replaceAll('-', '')
  const fields = Object.entries(definition.fields).map(([fieldName, text]): FieldDescription => {
    const reference = /->([\w-]+)/.exec(text)?.[1]
    const target = reference === undefined ? undefined : (aliases.get(reference) ?? reference)
    const [precision, scale] = (/\((\d+),(\d+)\)/.exec(text)?.slice(1) ?? []).map(Number)
    const maxLength = /^string\((\d+)\)/.exec(text)?.[1]
    return {
      name: fieldName.replace(/\?$/, ''),
      type: definitionType(text),
      // A field that points at its own type is an error of the generator (api-facts §15.1).
      ...(target !== undefined && target !== definition.def && isKnown(target) ? { references: [target] } : {}),
      isReadable: true,
      isWritable: !text.endsWith('!') && !SET_BY_COUPA.has(fieldName),
      isRequired: definition.required.includes(fieldName),
      isUnique: false,
      ...(maxLength === undefined ? {} : { maxLength: Number(maxLength) }),
      ...(precision === undefined || scale === undefined ? {} : { precision, scale }),
      origin: 'swagger',
    }
  })
  return toRow(name, fields, {
    aliases: name === definition.def ? [] : [definition.def],
    xmlItem: hyphenated(underscored(definition.def)),
    xmlArray: `${hyphenated(underscored(definition.def))}s`,
    origin: 'swagger',
    hasCustomFields: resourceTypes.has(name),
  })
}

function definitionType(text: string): FieldType {
  if (text.startsWith('[]')) return 'array'
  if (text.startsWith('->')) return 'object'
  if (/^(float|decimal)/.test(text)) return 'decimal'
  const word = /^[a-z]+/.exec(text)?.[0] ?? ''
  return word === 'text' || word === 'time' ? 'string' : FIELD_TYPES.includes(word) ? (word as FieldType) : 'unknown'
}

function bareFields(): FieldDescription[] {
  const field = (row: FieldRow): FieldDescription => expandField({ ...row, origin: 'inferred' })
  return [
    field({ name: 'id', type: 'integer' }),
    field({ name: 'created-at', type: 'datetime' }),
    field({ name: 'updated-at', type: 'datetime' }),
    field({ name: 'created-by', type: 'object', references: ['User'] }),
    field({ name: 'updated-by', type: 'object', references: ['User'] }),
  ]
}

/** The order on the wire (api-facts §3.4): id and times, own values, custom fields, associations, who did it. */
function compareFields(a: FieldDescription, b: FieldDescription): number {
  return fieldRank(a) - fieldRank(b) || compare(a.name, b.name)
}

function fieldRank(field: FieldDescription): number {
  const first = ['id', 'created-at', 'updated-at'].indexOf(field.name)
  if (first >= 0) return first
  if (field.name === 'custom-fields') return 4
  if (field.name === 'created-by') return 6
  if (field.name === 'updated-by') return 7
  return field.type === 'object' || field.type === 'array' ? 5 : 3
}

/** By code units, so that the order is the same everywhere. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
