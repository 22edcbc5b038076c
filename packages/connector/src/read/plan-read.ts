import type { ResourceDescription } from '@coupa-connector/catalog'
import { PagingError } from '../errors/read-errors.ts'
import { type Condition, underscored } from '../query/condition.ts'
import { invalidQuery } from '../query/invalid-query.ts'
import type { NormalizedQuery } from '../query/normalize-query.ts'
import type { NormalizedField } from '../query/selected-fields.ts'
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
  readonly loopChangesSet?: boolean | undefined
}

export interface ReadPlan {
  /** What is left of the query for the source. */
  readonly query: NormalizedQuery
  readonly options: Pick<ReadOptions, 'mode' | 'ids' | 'offset'>
}

/**
 * Splits a query into what the server filters by and what the reader drives itself: bounds of ids, and offset. By
 * id is the rule (F-226). By offset goes what cannot: another order than by id, an offset of its own, a resource
 * without ids, extra parameters in the place of those that the reader sets. A set that the loop changes is not read by
 * offset: the caller has to say whether it does.
 */
export function planRead({ resource, query, isIncremental, loopChangesSet }: PlanReadOptions): ReadPlan {
  if (isIncremental) refuseOwnWindow(query, resource)
  const extraParameters = splitOffset(query)
  const { ids, conditions } = splitIdBounds(query.conditions)
  const { offset } = extraParameters
  const isById =
    resource.hasId &&
    !offset &&
    isOrderedById(query) &&
    !extraParameters.parameters.some(([name]) => isReadersOwn(name))
  const mode = isById ? 'id' : loopChangesSet ? 'shrinking' : 'offset'
  if (mode === 'offset' && loopChangesSet === undefined && isFilteredByExported(query)) {
    throw new PagingError(
      {
        resource: resource.name,
        reason: 'marking records as exported would change the set while it is read by offset',
      },
      {
        suggestion:
          'Leave the order to the connector, which then reads by id; or say with loopChangesSet whether the loop marks records.',
        advice: ['tell-loop-changes-set'],
      },
    )
  }
  return {
    query: {
      ...query,
      conditions,
      extraParameters: extraParameters.parameters,
      ...withNeededFields(query.fields, resource, isIncremental),
    },
    options: { mode, ids, offset },
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

/** An offset among the extra parameters is where reading starts: sent as it is, every page would be the same one. */
function splitOffset({ extraParameters = [] }: NormalizedQuery): {
  parameters: (readonly [string, string])[]
  offset: number | undefined
} {
  const offset = extraParameters.findLast(([name, text]) => name === 'offset' && /^\d+$/.test(text))?.[1]
  const parameters = extraParameters.filter(([name]) => name !== 'offset')
  return { parameters, offset: offset === undefined ? undefined : Number(offset) }
}

/** Parameters that reading by id sets itself. Extra ones win over them, so then it is not possible. */
function isReadersOwn(name: string): boolean {
  const own = underscored(name)
  return own === 'order_by' || own === 'dir' || own === 'id[gt]' || own === 'id[lt_or_eq]'
}

function isFilteredByExported({ conditions, extraParameters = [] }: NormalizedQuery): boolean {
  return (
    conditions.some(
      ({ path, operator, value }) => path.join('.') === 'exported' && operator === 'eq' && isFalse(value),
    ) || extraParameters.some(([name, value]) => name === 'exported' && isFalse(value))
  )
}

function isFalse(value: unknown): boolean {
  return value === false || String(value).toLowerCase() === 'false' || value === 0 || value === '0'
}

function refuseOwnWindow({ conditions, extraParameters = [] }: NormalizedQuery, resource: ResourceDescription): void {
  const isOwn =
    conditions.some(
      ({ path, operator }) => path.join('.') === 'updated_at' && (operator === 'gt_or_eq' || operator === 'lt'),
    ) || extraParameters.some(([name]) => /^updated_at\[(?:gt_or_eq|lt)\]$/.test(underscored(name)))
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
