import type { ResourceRow, TypeRow } from '../../src/catalog-rows.ts'
import type {
  ActionDescription,
  ActionParameter,
  OperationDescription,
  OperationName,
  Origin,
} from '../../src/description.ts'
import { ACTION_NAMES, ACTION_PARAMETERS, BINARY_ACTION, OLDER_ACTIONS } from '../tables/actions.ts'
import { EXTRA_RESOURCES, GONE_OPERATIONS, MODELS, RESOURCE_TYPES, TITLES, XML_ROOTS } from '../tables/resources.ts'
import { compare, definitionTypes } from './build-types.ts'
import type { FactOperation, Facts } from './read-facts.ts'
import { hyphenated, singular, spoken, underscored } from './words.ts'

/** The newest releases; what only older ones list was dropped, unless nothing newer is known of the resource. */
const CURRENT_RELEASE = 38

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]

/** One fact about a resource: an operation on its collection or record, or an action below them. */
interface Placed {
  readonly resource: string
  readonly method: Method
  /** Below the resource: empty for the collection, `:id` for a record, else an action. */
  readonly rest: string
  readonly fact: FactOperation
}

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
      actions: actionsOf(name, placed),
    }
  })
}

/** Lists that hang below many kinds of record. */
const SHARED_LISTS: Readonly<Record<string, string>> = { attachments: 'Attachment', comments: 'Comment', tasks: 'Task' }

const OPERATION_ORDER: readonly OperationName[] = ['query', 'get', 'create', 'update', 'delete']

/** Tells for every path which resource it belongs to, and which operation or action of it it is. */
function placeOperations(operations: readonly FactOperation[]): Placed[] {
  const current = operations.filter(
    (operation) => !GONE_OPERATIONS.some((gone) => gone.test(`${operation.method} ${operation.path}`)),
  )
  const collections = new Set(current.flatMap((operation) => collectionOf(operation) ?? []))
  return current.flatMap((fact) => {
    const path = readable(fact.path)
    const resource = [...collections].filter((name) => path === name || path.startsWith(`${name}/`)).sort(byLength)[0]
    const method = METHODS.find((one) => one === fact.method)
    if (resource === undefined || method === undefined) throw new Error(`No place for ${fact.method} ${fact.path}`)
    return [{ resource, method, rest: path.slice(resource.length + 1), fact }]
  })
}

function byLength(a: string, b: string): number {
  return b.length - a.length
}

/** Lists that hang below a record with a path of their own; everything else below `{id}` is an action on the record. */
const NESTED_LIST = /\/\{id\}\/(attachments|tasks|remit_to_addresses)(\/\{id\})?$/

/** The collection that an operation proves to exist, if it does. */
function collectionOf(operation: FactOperation): string | undefined {
  const segments = operation.path.split('/')
  const isNested = NESTED_LIST.test(operation.path) || !operation.path.slice(0, -4).includes('{id}')
  if (!isNested) return undefined
  if (operation.path.endsWith('/{id}')) return readable(segments.slice(0, -1).join('/'))
  if (operation.isIndex) return readable(operation.path)
  if (operation.path.startsWith('asn/lines')) return 'asn/lines'
  return segments.length === 1 || NESTED_LIST.test(operation.path) ? readable(operation.path) : undefined
}

/** The path with named parents: `{supplier_id}` to `:supplier_id`, an unnamed parent after the collection before it. */
function readable(path: string): string {
  const segments = path.replace('(/{style})', '/{style}').split('/')
  const isList = NESTED_LIST.test(path)
  return segments
    .map((segment, position) => {
      const name = /^\{(.+)\}$/.exec(segment)?.[1]
      if (name === undefined) return segment
      const isParent = name === 'id' && isList && position < segments.length - 1
      return isParent ? `:${singular(segments[position - 1] ?? '')}_id` : `:${name}`
    })
    .join('/')
    .replace('payment_receipts/:id', 'payment_receipts/:payment_receipt_id')
    .replace(/^invoices\/:invoice_id\/payment_receipts/, 'invoices/:id/payment_receipts')
    .replace(
      /^suppliers\/:supplier_id\/supplier_user_integration_contacts/,
      'suppliers/:id/supplier_user_integration_contacts',
    )
}

function keepCurrent(placed: readonly Placed[]): readonly Placed[] {
  const isCurrent = ({ fact }: Placed): boolean => fact.lastRelease >= CURRENT_RELEASE || fact.isInArticle
  return placed.some(isCurrent) ? placed.filter(isCurrent) : placed
}

/** An article counts most; what only the tables name keeps their origin. */
function resourceOrigin(
  placed: readonly Placed[],
  extra: (typeof EXTRA_RESOURCES)[number] | undefined,
  hasArticle: boolean,
): Origin {
  if (hasArticle) return 'article'
  return placed.length === 0 && extra !== undefined ? extra.origin : originOf(placed)
}

function originOf(placed: readonly Placed[]): Origin {
  return placed.some((one) => one.fact.isInArticle) ? 'article' : 'swagger'
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
      origin: extra.origin === 'article' ? 'inferred' : extra.origin,
    }))
}

function actionsOf(resource: string, placed: readonly Placed[]): ActionDescription[] {
  const actions = placed.filter((one) => one.rest !== '' && one.rest !== ':id')
  // PATCH means the same as PUT (api-facts §8): where both exist, PUT stands for them.
  const own = actions.filter(
    (one) => one.method !== 'PATCH' || !actions.some((other) => other.method === 'PUT' && other.rest === one.rest),
  )
  const described = own.flatMap((one) => {
    const { fact, method, rest } = one
    const action = (path: string, name: string): ActionDescription => ({
      name,
      method,
      path,
      level: path.startsWith(':id') ? 'record' : 'collection',
      parameters: parametersOf(resource, name, path, fact.isMultipart),
      scopes: [],
      isVerified: fact.lastRelease >= CURRENT_RELEASE || fact.isInArticle,
      isBinary: method === 'GET' && BINARY_ACTION.test(name),
      origin: originOf([one]),
    })
    // `image(/{style})` is two paths in one.
    if (rest.endsWith('/image/:style')) {
      return [action(rest.replace('/:style', ''), 'image'), action(rest, 'image_style')]
    }
    return [action(rest, ACTION_NAMES[`${method} ${resource} ${rest}`] ?? nameOf(rest))]
  })
  const older = OLDER_ACTIONS.filter(([name]) => name === resource).map(
    ([, name, method, path]): ActionDescription => ({
      name,
      method,
      path,
      level: 'collection',
      parameters: [],
      scopes: [],
      isVerified: true,
      isBinary: false,
      origin: 'article',
    }),
  )
  // Actions on a record first: of two with one name the one on a record is meant.
  return [...described, ...older].sort((a, b) => compare(b.level, a.level) || compare(a.name, b.name))
}

function nameOf(path: string): string {
  return path
    .split('/')
    .filter((segment) => !segment.startsWith(':'))
    .join('_')
}

function parametersOf(resource: string, name: string, path: string, isMultipart: boolean): ActionParameter[] {
  const texts = ACTION_PARAMETERS[`${resource} ${name}`] ?? ACTION_PARAMETERS[`* ${name}`] ?? []
  const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').filter((word) => word !== 'id')
  const listed = texts.map((text): ActionParameter => {
    const [place = '', word = ''] = text.split(':')
    return {
      name: word.replace(/[!?]$/, ''),
      in: place as ActionParameter['in'],
      isRequired: text.endsWith('!'),
      isVerified: !text.endsWith('?'),
    }
  })
  const file: ActionParameter[] =
    isMultipart && listed.length === 0 ? [{ name: 'file', in: 'multipart', isRequired: true, isVerified: true }] : []
  const segments = inPath.map(
    (word): ActionParameter => ({ name: word, in: 'path', isRequired: true, isVerified: true }),
  )
  return [...segments, ...listed, ...file]
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
