import { createDataFile, readCatalogText } from './data-file.ts'
import { UnknownResourceError, UnknownTypeError } from './errors.ts'
import { RESOURCE_INDEX } from './generated/resource-index.ts'
import { TYPE_INDEX } from './generated/type-index.ts'
import { resourcesCalled } from './names-in-use.ts'
import { nearestNames } from './nearest-names.ts'
import { matchResourceName, normalizeResourceName } from './resource-name.ts'
import { expandField, type ResourceRow, type TypeRow } from './shapes/catalog-rows.ts'
import type { Origin, ResourceDescription, ScopeDescription, TypeDescription } from './shapes/description.ts'

/** What a list of resources shows of one. */
export interface ResourceSummary {
  readonly name: string
  readonly title: string
  readonly type: string
  readonly origin: Origin
}

/** Names of all resources, sorted; needs no reading of the data file. */
export function resourceNames(): readonly string[] {
  return catalog.resourceNames
}

/** All resources with their titles and types, sorted by name. Does not read the data file. */
export function listResources(): readonly ResourceSummary[] {
  return catalog.resources
}

/**
 * Everything known of a resource: fields, operations, actions and the scopes they need.
 *
 * Takes the name (`suppliers/:supplier_id/addresses`), a concrete path (`suppliers/7/addresses`), hyphens for
 * underscores, and a leading `/`, `api/` or `/api/`. Throws `UnknownResourceError` when there is none.
 */
export function describe(resource: string): ResourceDescription {
  const found = catalog.resource(resource)
  if (found === undefined) throw new UnknownResourceError(resource, nearestResources(resource))
  return found
}

/** Like `describe`, but undefined when there is no such resource. */
export function findResource(resource: string): ResourceDescription | undefined {
  return catalog.resource(resource)
}

/**
 * Resource names that a mistaken one may mean: what people call them (`receipts`), resources with a type of that name
 * (`order_headers`), and close names.
 */
export function nearestResources(resource: string): readonly string[] {
  const wanted = normalizeResourceName(resource).replaceAll(' ', '_')
  const called = resourcesCalled(wanted)
  const types = TYPE_INDEX.filter((names) => names.some((name) => lettersOf(name) === lettersOf(wanted)))
  const ofType = catalog.resources.filter((one) => types.some(([type]) => type === one.type)).map((one) => one.name)
  // Whoever names a thing has not mistyped another one.
  const near = called.length > 0 ? [] : nearestNames(wanted, catalog.resourceNames)
  return [...new Set([...called, ...ofType, ...near])].slice(0, 3)
}

/** Names of all record types, sorted; needs no reading of the data file. */
export function typeNames(): readonly string[] {
  return catalog.typeNames
}

/** A record type by its name or alias (`Invoice`, `InvoiceHeader`). Throws `UnknownTypeError` when there is none. */
export function describeType(typeName: string): TypeDescription {
  const found = catalog.type(typeName)
  if (found === undefined) throw new UnknownTypeError(typeName, nearestNames(typeName, catalog.typeNames))
  return found
}

/** Like `describeType`, but undefined when there is no such type. */
export function findType(typeName: string): TypeDescription | undefined {
  return catalog.type(typeName)
}

/** Every known scope of Coupa's OAuth clients, sorted by name (F-061). */
export function scopes(): readonly ScopeDescription[] {
  return catalog.scopes()
}

/** A scope by its name. */
export function findScope(name: string): ScopeDescription | undefined {
  return catalog.scopes().find((scope) => scope.name === name)
}

/** The one catalog of this package: immutable facts, each read from the data file when first asked for. */
const catalog = createCatalog(readCatalogText)

interface Catalog {
  readonly resourceNames: readonly string[]
  readonly resources: readonly ResourceSummary[]
  readonly typeNames: readonly string[]
  resource(resource: string): ResourceDescription | undefined
  type(typeName: string): TypeDescription | undefined
  scopes(): readonly ScopeDescription[]
}

function createCatalog(readText: () => string): Catalog {
  const file = createDataFile(readText)
  const resources = RESOURCE_INDEX.map(
    ([name, title, type, origin]): ResourceSummary => ({ name, title, type, origin }),
  )
  const names = resources.map((resource) => resource.name)
  const describedTypes = new Map<string, TypeDescription>()
  const describedResources = new Map<string, ResourceDescription>()
  let describedScopes: readonly ScopeDescription[] | undefined

  const typeOf = (typeName: string): TypeDescription | undefined => {
    const found = TYPE_INDEX.find(([name, ...aliases]) => name === typeName || aliases.includes(typeName))
    const name = found?.[0]
    if (name === undefined) return undefined
    const known = describedTypes.get(name)
    if (known !== undefined) return known
    const row = file.row('type', name)
    if (row === undefined) return undefined
    const described = toType(row)
    describedTypes.set(name, described)
    return described
  }

  return {
    resources,
    resourceNames: names,
    typeNames: TYPE_INDEX.map(([name]) => name),
    type: typeOf,
    resource(resource) {
      const name = matchResourceName(resource, names)
      const known = name === undefined ? undefined : describedResources.get(name)
      if (known !== undefined) return known
      const row = name === undefined ? undefined : file.row('resource', name)
      const type = row === undefined ? undefined : typeOf(row.type)
      if (row === undefined || type === undefined) return undefined
      const described = toResource(row, type)
      describedResources.set(row.name, described)
      return described
    },
    scopes() {
      describedScopes ??= file.rows('scope').map(({ name, seen, covers }) => ({ name, seen, covers }))
      return describedScopes
    },
  }
}

/** A name without separators, capitals and the plural, so that `order_headers` and `OrderHeader` agree. */
function lettersOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/s$/, '')
}

function toType({ kind: _, fields, ...rest }: TypeRow): TypeDescription {
  return { ...rest, fields: fields.map(expandField) }
}

function toResource({ kind: _, ...rest }: ResourceRow, type: TypeDescription): ResourceDescription {
  return {
    ...rest,
    fields: type.fields,
    naturalKeys: type.naturalKeys,
    hasId: type.fields.some((field) => field.name === 'id'),
  }
}
