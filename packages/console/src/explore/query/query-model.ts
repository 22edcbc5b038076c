import type { Operation } from '@coupa-connector/protocol'
import { nestFields } from '../../catalog/fields/nest-fields.ts'

/** Coupa's comparisons, in the order in which they are offered. */
export const operators = [
  'eq',
  'not_eq',
  'contains',
  'starts_with',
  'ends_with',
  'gt',
  'gt_or_eq',
  'lt',
  'lt_or_eq',
  'in',
  'not_in',
  'blank',
] as const
export type Operator = (typeof operators)[number]

/** One comparison as it stands in the form. */
export interface Filter {
  /** Dotted path with Coupa's own names: `supplier.name`. */
  readonly field: string
  readonly operator: Operator
  /** As typed: the items of a list with commas, for `blank` the word `true` or `false`. */
  readonly value: string
}

/** What to read of each record: everything, only ids, or the dotted paths that were picked. */
export type FieldChoice = 'all' | 'limited' | readonly string[]

/** A query as it stands in the form. */
export interface ExploreQuery {
  readonly fields: FieldChoice
  readonly filters: readonly Filter[]
  readonly orderBy: { readonly field: string; readonly direction: 'asc' | 'desc' } | undefined
  readonly limit: number
  /** Encoding between the connector and Coupa. */
  readonly wire: 'json' | 'xml'
  /** Values of the parents in the resource's path: `{ supplier_id: '7' }` for `suppliers/:supplier_id/addresses`. */
  readonly parents: Readonly<Record<string, string>>
}

export const maxLimit = 1000
export const defaultLimit = 50

export const emptyQuery: ExploreQuery = {
  fields: 'all',
  filters: [],
  orderBy: undefined,
  limit: defaultLimit,
  wire: 'json',
  parents: {},
}

export type QueryOperation = Extract<Operation, { action: 'query' }>

/** Names of the parents that a resource's path asks for. */
export function parentNames(resource: string): readonly string[] {
  return resource.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : []))
}

/** The path of a resource with its parents filled in: `suppliers/7/addresses`. */
export function resourcePath(resource: string, parents: Readonly<Record<string, string>>): string {
  return resource
    .split('/')
    .map((part) => (part.startsWith(':') ? (parents[part.slice(1)] ?? '').trim() || part : part))
    .join('/')
}

/** Items of a list as it is typed. Surrounding blanks and empty items are removed. */
export function listItems(value: string): readonly string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** What is missing before a query can run, one sentence each. Empty when nothing is. */
export function queryProblems(resource: string, query: ExploreQuery): readonly string[] {
  const problems = parentNames(resource)
    .filter((name) => !/^[^/\s]+$/.test((query.parents[name] ?? '').trim()))
    .map((name) => `Enter ${name}: the id of the record whose ${resource.split('/').at(-1) ?? 'records'} you want.`)
  if (Array.isArray(query.fields) && query.fields.length === 0) problems.push('Select at least one field.')
  query.filters.forEach((filter, index) => {
    const problem = filterProblem(filter)
    if (problem) problems.push(`Filter ${index + 1}: ${problem}`)
  })
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > maxLimit) {
    problems.push(`The limit must be a whole number from 1 to ${maxLimit}.`)
  }
  return problems
}

/** What is missing in one filter, as half a sentence. */
export function filterProblem({ field, operator, value }: Filter): string | undefined {
  if (field === '') return 'choose a field.'
  if (operator === 'blank') return undefined
  if (operator === 'in' || operator === 'not_in') {
    return listItems(value).length === 0 ? 'enter at least one value. Separate several with commas.' : undefined
  }
  return value === '' ? 'enter a value, or choose "has no value".' : undefined
}

/** The operation that runs the query. */
export function toOperation(resource: string, query: ExploreQuery): QueryOperation {
  const { fields, filters, orderBy, limit, wire, parents } = query
  return {
    action: 'query',
    resource: resourcePath(resource, parents),
    query: {
      ...(filters.length > 0 ? { conditions: filters.map(toCondition) } : {}),
      ...(typeof fields === 'string' ? {} : { fields: nestFields(fields) }),
      ...(fields === 'limited' ? { returnObject: 'limited' } : {}),
      ...(orderBy ? { orderBy } : {}),
    },
    limit,
    wire,
  }
}

/** A filter in the connector's checked form: names with underscores, values by operator. */
export function toCondition({ field, operator, value }: Filter): {
  readonly path: readonly string[]
  readonly operator: Operator
  readonly value: string | boolean | readonly string[]
} {
  const path = field.split('.').map((name) => name.replaceAll('-', '_'))
  if (operator === 'blank') return { path, operator, value: value !== 'false' }
  if (operator === 'in' || operator === 'not_in') return { path, operator, value: listItems(value) }
  return { path, operator, value }
}
