import type { FieldRow, TypeRow } from '../../src/shapes/catalog-rows.ts'
import { compactField, expandField } from '../../src/shapes/catalog-rows.ts'
import type { FieldDescription, Origin } from '../../src/shapes/description.ts'
import { ALLOWED_VALUES, EMBEDDED_TYPES_WITH_CUSTOM_FIELDS, EXTRA_FIELDS, WRITABLE_FIELDS } from '../tables/fields.ts'
import { NATURAL_KEYS } from '../tables/natural-keys.ts'
import { BARE_TYPES } from '../tables/resources.ts'
import { addReferences } from './add-references.ts'
import { compare, compareFields } from './compare.ts'
import { readDefinition } from './read-definition.ts'
import type { FactDefinition, FactResource, Facts } from './read-facts.ts'
import { readField } from './read-field.ts'
import { hyphenated, underscored } from './words.ts'

/** Every record type: those of the articles, those only Swagger has, and bare ones for endpoints without fields. */
export function buildTypes(facts: Facts, resourceTypes: ReadonlySet<string>): TypeRow[] {
  const known = [...facts.resources, ...facts.supplement]
  const taken = new Set(known.map((resource) => resource.name))
  const aliases = collectAliases(known, taken)
  const isKnown = (name: string): boolean => taken.has(name)

  const rows = known.map((resource) => {
    const own = resource.fields.map((field) => readField(field, fieldOrigin(resource), isKnown))
    const extra = (facts.extraFields[resource.name] ?? []).map((field) => readField(field, 'swagger', isKnown))
    return toRow(resource.name, [...own, ...extra], {
      aliases: aliases.get(resource.name) ?? [],
      // The quality records know no XML (F-006); the usual names stand in.
      ...usualElements(resource.name),
      ...(resource.xmlElement === null ? {} : { xmlItem: resource.xmlElement }),
      ...(resource.xmlElementPlural === null ? {} : { xmlArray: resource.xmlElementPlural }),
      origin: fieldOrigin(resource),
      hasCustomFields: resourceTypes.has(resource.name),
    })
  })
  const definitions = facts.definitions
    .filter((definition) => !isDefined(definition, known) && Object.keys(definition.fields).length > 0)
    .filter((definition) => definition.def !== 'UserSimple')
    .map((definition) => {
      const name = definition.def.replaceAll('-', '')
      return toRow(name, readDefinition(definition, aliasIndex(aliases), isKnown), {
        aliases: name === definition.def ? [] : [definition.def],
        ...usualElements(definition.def),
        origin: 'swagger',
        hasCustomFields: resourceTypes.has(name),
      })
    })
  const bare = BARE_TYPES.filter((name) => !taken.has(name)).map((name) =>
    toRow(name, bareFields(), {
      aliases: [],
      ...usualElements(name),
      origin: 'inferred',
      hasCustomFields: false,
    }),
  )
  return addReferences([...rows, ...definitions, ...bare]).sort((a, b) => compare(a.name, b.name))
}

/** Type name by Coupa's own name of its model, for example `InvoiceHeader` to `Invoice`. */
export function definitionTypes(types: readonly TypeRow[]): ReadonlyMap<string, string> {
  return new Map(types.flatMap((type) => [type.name, ...type.aliases].map((name) => [name, type.name] as const)))
}

/** The XML elements that follow from the name of a type: `JobLevel` to `job-level`, `job-levels`. */
function usualElements(name: string): { readonly xmlItem: string; readonly xmlArray: string } {
  const xmlItem = hyphenated(underscored(name))
  return { xmlItem, xmlArray: `${xmlItem}s` }
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
    const isReadable = first?.isReadable === true || field.isReadable
    const isWritable = first?.isWritable === true || field.isWritable
    merged.set(field.name, { ...field, ...first, isReadable, isWritable })
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

function withValues(type: string, field: FieldRow): FieldRow {
  const name = `${type}.${field.name}`
  const allowedValues = field.allowedValues ?? ALLOWED_VALUES[name]
  return {
    ...field,
    ...(allowedValues === undefined ? {} : { allowedValues }),
    ...(WRITABLE_FIELDS.includes(name) ? { isWritable: true } : {}),
  }
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
