import { type Condition, type CoupaRecord, parseWhere, type Query } from '@coupa-connector/connector'
import { operators } from '@coupa-connector/connector/internals'
import { OperationRefusal } from './operation-failure.ts'

/** A query for a resource whose name comes from a person. Its form is right; its names and values are not checked yet. */
export type UntypedQuery = Query<CoupaRecord>

/** Names that a query may have, and the kinds of values that they take. */
const members = {
  where: ['object', 'list', 'text'],
  conditions: ['list'],
  fields: ['list'],
  filter: ['text'],
  returnObject: ['text'],
  orderBy: ['text', 'object'],
  extraParameters: ['object', 'list'],
  parameters: ['object', 'list'],
  raw: ['object', 'list'],
  allowUnknownFields: ['boolean'],
} as const satisfies Record<string, readonly Kind[]>

type Kind = 'object' | 'list' | 'text' | 'boolean'
type Description = Parameters<typeof parseWhere>[1]

/**
 * Turns a query that came as JSON into one for the connector. `where` may be an object, or conditions as the command line takes
 * them (`"status=approved"`). `extraParameters` are sent unchanged; `parameters` and `raw` are other names of them, under which a
 * limit is the size of a page. Throws an `OperationRefusal` for names and kinds that no query has, and a `QueryInvalidError` for
 * conditions that make no sense. The connector checks the rest.
 */
export function readQueryInput(given: Readonly<Record<string, unknown>>, resource: Description): UntypedQuery {
  for (const [name, value] of Object.entries(given)) checkMember(name, value)
  const { where, conditions, extraParameters, parameters, raw, ...rest } = given
  const allowUnknownFields = given.allowUnknownFields === true
  const texts = typeof where === 'string' ? [where] : Array.isArray(where) ? where : []
  const parsed = texts.map((text) => parseWhere(String(text), resource, { allowUnknownFields }))
  const pairs = [
    ...pairsOf('raw', raw),
    ...pairsOf('parameters', parameters),
    ...pairsOf('extraParameters', extraParameters),
  ]
  return {
    ...rest,
    conditions: [...conditionsOf(conditions), ...parsed],
    ...(where === undefined || texts.length > 0 || Array.isArray(where) ? {} : { where: Object(where) }),
    ...parametersOf(pairs),
  }
}

function parametersOf(
  pairs: readonly (readonly [string, string])[],
): Pick<UntypedQuery, 'extraParameters' | 'reading'> {
  const extraParameters = pairs.filter(([name]) => name !== 'limit')
  const pageSize = Number(pairs.findLast(([name, value]) => name === 'limit' && /^\d+$/.test(value))?.[1] ?? Number.NaN)
  return {
    ...(extraParameters.length === 0 ? {} : { extraParameters }),
    ...(Number.isNaN(pageSize) ? {} : { reading: { pageSize: Math.min(50, Math.max(1, pageSize)) } }),
  }
}

function checkMember(name: string, value: unknown): void {
  if (!Object.hasOwn(members, name)) {
    const advice =
      name === 'limit' ? 'Give the limit beside the query.' : `A query has ${Object.keys(members).join(', ')}.`
    throw new OperationRefusal('REQUEST_INVALID', `The query has ${JSON.stringify(name)}, which no query has.`, advice)
  }
  const kinds: readonly Kind[] = members[name as keyof typeof members]
  if (kinds.includes(kindOf(value) as Kind)) return
  throw new OperationRefusal(
    'REQUEST_INVALID',
    `${name} of the query is of the wrong kind: ${JSON.stringify(value)?.slice(0, 100)}`,
    `Give ${kinds.join(' or ')}.`,
  )
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  if (value === null) return 'null'
  return typeof value === 'string' ? 'text' : typeof value
}

function conditionsOf(given: unknown): Condition[] {
  return (Array.isArray(given) ? given : []).map((condition: unknown) => {
    if (isCondition(condition)) return condition
    throw new OperationRefusal(
      'REQUEST_INVALID',
      `conditions of the query hold ${JSON.stringify(condition)?.slice(0, 100)}.`,
      'Give a path, an operator and a value each: {"path": ["status"], "operator": "eq", "value": "approved"}',
    )
  })
}

function isCondition(given: unknown): given is Condition {
  if (typeof given !== 'object' || given === null) return false
  const { path, operator, value } = given as Readonly<Record<string, unknown>>
  return (
    Array.isArray(path) &&
    path.every((name) => typeof name === 'string') &&
    operators.some((known) => known === operator) &&
    (Array.isArray(value) ? value : [value]).every((one) => ['string', 'number', 'boolean'].includes(typeof one))
  )
}

function pairsOf(name: string, given: unknown): (readonly [string, string])[] {
  if (given === undefined) return []
  const entries: unknown[] = Array.isArray(given) ? given : Object.entries(Object(given))
  return entries.map((entry) => {
    const [key, value] = Array.isArray(entry) ? entry : []
    if (typeof key === 'string' && ['string', 'number', 'boolean'].includes(typeof value)) return [key, String(value)]
    throw new OperationRefusal(
      'REQUEST_INVALID',
      `${name} of the query holds ${JSON.stringify(entry)?.slice(0, 100)}.`,
      'Give names with a text, a number or a boolean each.',
    )
  })
}
