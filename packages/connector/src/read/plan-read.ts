import type { ResourceDescription } from '@coupa-connector/catalog'
import { PagingError } from '../errors/paging-error.ts'
import { type Condition, underscored } from '../query/condition.ts'
import { invalidQuery } from '../query/invalid-query.ts'
import type { NormalizedField, NormalizedQuery } from '../query/normalize-query.ts'
import type { ReadOptions } from './read-options.ts'

export interface PlanReadOptions {
  readonly resource: ResourceDescription
  readonly query: NormalizedQuery
  /** Reading takes an `updated-at` window. */
  readonly isIncremental: boolean
  /**
   * The consumer's loop takes records out of the set, as by marking them exported where the filter is `exported=false`.
   * Then the start is read again and again. Only needed where reading is not by id, which such changes do not disturb.
   */
  readonly changesSet?: boolean | undefined
}

export interface ReadPlan {
  /** What is left of the query for the source. */
  readonly query: NormalizedQuery
  readonly options: Pick<ReadOptions, 'mode' | 'ids' | 'offset' | 'pageSize'>
}

/**
 * Splits a query into what the server filters by and what the reader drives itself: bounds of ids, offset, page size. By
 * id is the rule (F-226). By offset goes what cannot: another order than by id, an offset of its own, a resource
 * without ids, raw parameters in the place of those that the reader sets. A set that the loop changes is not read by
 * offset: the caller has to say whether it does.
 */
export function planRead({ resource, query, isIncremental, changesSet }: PlanReadOptions): ReadPlan {
  if (isIncremental) refuseOwnWindow(query, resource)
  const raw = splitRaw(query)
  const { ids, conditions } = splitIdBounds(query.conditions)
  const { limit: _limit, offset: _offset, ...rest } = query
  const offset = raw.offset ?? query.offset
  const pageSize = raw.limit ?? query.limit
  const isById =
    resource.hasId && !offset && isOrderedById(query) && !raw.parameters.some(([name]) => isReadersOwn(name))
  const mode = isById ? 'id' : changesSet ? 'shrinking' : 'offset'
  if (mode === 'offset' && changesSet === undefined && isFilteredByExported(query)) {
    throw new PagingError(
      {
        resource: resource.name,
        reason: 'marking records as exported would change the set while it is read by offset',
      },
      {
        suggestion:
          'Leave the order to the connector, which then reads by id; or say with changesSet whether the loop marks records.',
      },
    )
  }
  return {
    query: { ...rest, conditions, raw: raw.parameters, ...withNeededFields(query.fields, resource, isIncremental) },
    options: { mode, ids, offset, pageSize: pageSize === undefined ? undefined : Math.min(50, Math.max(1, pageSize)) },
  }
}

function isOrderedById({ orderBy }: NormalizedQuery): boolean {
  return orderBy === undefined || (orderBy.path.join('.') === 'id' && orderBy.direction === 'asc')
}

/** Bounds on the id become bounds of the read: sent twice, one of them would be ignored. */
function splitIdBounds(
  conditions: readonly Condition[],
): Pick<ReadPlan['options'], 'ids'> & { conditions: Condition[] } {
  let after: number | undefined
  let upTo: number | undefined
  const others = conditions.filter(({ path, operator, value }) => {
    const id = wholeNumber(value)
    if (path.join('.') !== 'id' || id === undefined) return true
    if (operator === 'gt' || operator === 'gt_or_eq') {
      after = Math.max(after ?? -Infinity, operator === 'gt' ? id : id - 1)
      return false
    }
    if (operator === 'lt' || operator === 'lt_or_eq') {
      upTo = Math.min(upTo ?? Infinity, operator === 'lt' ? id - 1 : id)
      return false
    }
    return true
  })
  return { ids: after === undefined && upTo === undefined ? undefined : { after, upTo }, conditions: others }
}

function wholeNumber(value: Condition['value']): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'bigint') return undefined
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : undefined
}

/** Raw limit and offset are the reader's business: sent as they are, every page would be the same one. */
function splitRaw({ raw = [] }: NormalizedQuery): {
  parameters: (readonly [string, string])[]
  limit: number | undefined
  offset: number | undefined
} {
  const numberOf = (wanted: string) => {
    const value = raw.findLast(([name, text]) => name === wanted && /^\d+$/.test(text))?.[1]
    return value === undefined ? undefined : Number(value)
  }
  const parameters = raw.filter(([name]) => name !== 'limit' && name !== 'offset')
  return { parameters, limit: numberOf('limit'), offset: numberOf('offset') }
}

/** Parameters that reading by id sets itself. Raw ones win over them, so then it is not possible. */
function isReadersOwn(name: string): boolean {
  const own = underscored(name)
  return own === 'order_by' || own === 'dir' || own === 'id[gt]' || own === 'id[lt_or_eq]'
}

function isFilteredByExported({ conditions, raw = [] }: NormalizedQuery): boolean {
  return (
    conditions.some(
      ({ path, operator, value }) => path.join('.') === 'exported' && operator === 'eq' && isFalse(value),
    ) || raw.some(([name, value]) => name === 'exported' && isFalse(value))
  )
}

function isFalse(value: unknown): boolean {
  return value === false || String(value).toLowerCase() === 'false' || value === 0 || value === '0'
}

function refuseOwnWindow({ conditions, raw = [] }: NormalizedQuery, resource: ResourceDescription): void {
  const isOwn =
    conditions.some(
      ({ path, operator }) => path.join('.') === 'updated_at' && (operator === 'gt_or_eq' || operator === 'lt'),
    ) || raw.some(([name]) => /^updated_at\[(?:gt_or_eq|lt)\]$/.test(underscored(name)))
  if (isOwn)
    throw invalidQuery(resource, 'updated-at', 'an incremental read sets this window itself; leave the condition out')
}

/** A selection of fields must hold what reading stands on: the id, and the time of the last change for a window. */
function withNeededFields(
  fields: readonly NormalizedField[] | undefined,
  resource: ResourceDescription,
  isIncremental: boolean,
): Pick<NormalizedQuery, 'fields'> {
  if (fields === undefined) return {}
  const needed = [...(resource.hasId ? ['id'] : []), ...(isIncremental ? ['updated_at'] : [])]
  return { fields: [...fields, ...needed.filter((name) => !fields.includes(name))] }
}
