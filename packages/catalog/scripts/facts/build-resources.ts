import type { ResourceRow, TypeRow } from '../../src/shapes/catalog-rows.ts'
import type { OperationDescription, OperationName, Origin } from '../../src/shapes/description.ts'
import { EXTRA_RESOURCES, MODELS, RESOURCE_TYPES, TITLES, XML_ROOTS } from '../tables/resources.ts'
import { definitionTypes } from './build-types.ts'
import { compare } from './compare.ts'
import { describeActions } from './describe-actions.ts'
import { keepCurrent, type Method, originOf, type Placed, placeOperations } from './place-operations.ts'
import type { Facts } from './read-facts.ts'
import { hyphenated, singular, spoken, underscored } from './words.ts'

/** Every resource of the API with its operations and actions, without scopes. */
export function buildResources(facts: Facts, types: readonly TypeRow[]): ResourceRow[] {
  const typeOf = definitionTypes(types)
  const byName = new Map<string, Placed[]>()
  for (const placed of placeOperations(facts.operations)) {
    byName.set(placed.resource, [...(byName.get(placed.resource) ?? []), placed])
  }
  const articleTypes = new Map(
    facts.resources.flatMap((resource) =>
      resource.path === null ? [] : [[resource.path.replace(/^\/api\//, ''), resource] as const],
    ),
  )
  const names = new Set([...byName.keys(), ...EXTRA_RESOURCES.map((extra) => extra.name)])
  return [...names].sort(compare).map((name): ResourceRow => {
    const placed = keepCurrent(byName.get(name) ?? [])
    const extra = EXTRA_RESOURCES.find((row) => row.name === name)
    const article = articleTypes.get(name)
    const definition = placed.find((one) => one.fact.definition !== undefined)?.fact.definition
    const type =
      RESOURCE_TYPES[name] ??
      extra?.type ??
      typeOf.get(article?.name ?? '') ??
      typeOf.get(definition ?? '') ??
      SHARED_LISTS[name.split('/').at(-1) ?? ''] ??
      definition?.replaceAll('-', '')
    const row = types.find((candidate) => candidate.name === type)
    if (type === undefined || row === undefined) throw new Error(`No type for ${name} (${String(definition)})`)
    const xmlArray = placed.find((one) => one.fact.xmlArray !== undefined)?.fact.xmlArray
    const [array, item] = XML_ROOTS[name] ?? xmlRoots(name, xmlArray, row)
    const operations = [...operationsOf(placed), ...extraOperations(extra, placed)]
    return {
      kind: 'resource',
      name,
      title: titleOf(name),
      type,
      xmlItem: item,
      xmlArray: array,
      model: MODELS[name] ?? underscored(definition ?? row.aliases[0] ?? type),
      origin: resourceOrigin(placed, extra, article !== undefined),
      operations: operations.sort((a, b) => OPERATION_ORDER.indexOf(a.name) - OPERATION_ORDER.indexOf(b.name)),
      actions: describeActions(name, placed),
    }
  })
}

/** Lists that hang below many kinds of record. */
const SHARED_LISTS: Readonly<Record<string, string>> = { attachments: 'Attachment', comments: 'Comment', tasks: 'Task' }

const OPERATION_ORDER: readonly OperationName[] = ['query', 'get', 'create', 'update', 'delete']

/** An article counts most; what only the tables name keeps their origin. */
function resourceOrigin(
  placed: readonly Placed[],
  extra: (typeof EXTRA_RESOURCES)[number] | undefined,
  hasArticle: boolean,
): Origin {
  if (hasArticle) return 'article'
  return placed.length === 0 && extra !== undefined ? extra.origin : originOf(placed)
}

function operationsOf(placed: readonly Placed[]): OperationDescription[] {
  const find = (name: OperationName, methods: readonly Method[], rests: readonly string[]): OperationDescription[] => {
    const found = methods
      .flatMap((method) => rests.map((rest) => placed.find((one) => one.method === method && one.rest === rest)))
      .find((one) => one !== undefined)
    return found === undefined ? [] : [{ name, method: found.method, scopes: [], origin: originOf([found]) }]
  }
  return [
    ...find('query', ['GET'], ['']),
    ...find('get', ['GET'], [':id']),
    // Worker assignments are documented with a POST on the record; it is taken for the create.
    ...find('create', ['POST'], ['', ':id']),
    ...find('update', ['PUT', 'PATCH'], [':id']),
    ...find('delete', ['DELETE'], [':id']),
  ]
}

function extraOperations(
  extra: (typeof EXTRA_RESOURCES)[number] | undefined,
  placed: readonly Placed[],
): OperationDescription[] {
  if (extra === undefined) return []
  const methods = { query: 'GET', get: 'GET', create: 'POST', update: 'PUT', delete: 'DELETE' } as const
  const known = new Set(operationsOf(placed).map((operation) => operation.name))
  return extra.operations
    .filter((name) => !known.has(name))
    .map((name) => ({
      name,
      method: methods[name],
      scopes: [],
      // What an article says of a list is not said of a single record.
      origin: extra.origin === 'article' && extra.namesOperations !== true ? 'inferred' : extra.origin,
    }))
}

function xmlRoots(name: string, arrayRoot: string | undefined, type: TypeRow): readonly [array: string, item: string] {
  const array = arrayRoot ?? hyphenated(name.split('/').at(-1) ?? name)
  return [array, array === type.xmlArray ? type.xmlItem : singular(array)]
}

/** The words of the path: `Purchase orders`, `Supplier addresses`, and not `Budget line budget line adjustments`. */
function titleOf(name: string): string {
  const title = TITLES[name]
  if (title !== undefined) return title
  const words = name
    .split('/')
    .filter((segment) => !segment.startsWith(':'))
    .reduceRight((rest, segment) => (rest.startsWith(singular(segment)) ? rest : `${singular(segment)}_${rest}`))
  return spoken(words)
}
