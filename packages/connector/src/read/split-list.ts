import type { ResourceDescription } from '@coupa-connector/catalog'
import { type Condition, formatPath, type Scalar, underscored } from '../query/condition.ts'
import { encodeQuery } from '../query/encode-query.ts'
import { invalidQuery } from '../query/invalid-query.ts'
import type { NormalizedQuery } from '../query/normalize-query.ts'
import type { ReadMode } from './pages/checkpoint.ts'

/** A query with some of the values of a long list. */
export interface QueryPart {
  readonly query: NormalizedQuery
  /** The ids that the list contains, rising, where it is one of the records' own ids. */
  readonly ids: readonly number[] | undefined
}

/**
 * Characters of a query string that every server takes: the strictest that are common stop at 2,048. The rest is for the path,
 * the order and the bounds of a page.
 */
const shortQuery = 1700
/** What most servers stop at is 8,192 characters for the whole line. */
const longestQuery = 7700
/** A list is not cut into smaller parts than this, whatever stands beside it. */
const smallestPart = 400

/**
 * Splits a query whose `in` list is too long for one request into several with a part of the list each. Together they find
 * the same records: a record that fits several parts comes once, because the parts are read side by side by id. Undefined
 * for a query that is short enough. Throws a `QueryInvalidError` where a list makes it longer than servers take and cannot
 * be split.
 */
export function splitLongList(
  query: NormalizedQuery,
  resource: ResourceDescription,
  mode: ReadMode,
): readonly QueryPart[] | undefined {
  const length = encodeQuery(query).length
  if (length <= shortQuery) return undefined
  const overridden = new Set(query.extraParameters?.map(([name]) => underscored(name)))
  const lists = query.conditions.filter(isList).filter((list) => !overridden.has(nameOf(list)))
  const splittable = mode === 'id' ? longest(lists.filter(({ operator }) => operator === 'in')) : undefined
  const rest = length - (splittable === undefined ? 0 : encodedLength(splittable))
  if (rest + smallestPart > longestQuery) refuse(query, lists, splittable, resource, mode)
  if (splittable === undefined) return undefined
  const others = query.conditions.filter((condition) => condition !== splittable)
  const parts = partsOf(splittable, Math.max(smallestPart, shortQuery - rest))
  if (parts.length === 1) return undefined
  return parts.map((values) => ({
    query: { ...query, conditions: [...others, { ...splittable, value: values }] },
    ids: isOwnId(splittable) ? wholeNumbers(values) : undefined,
  }))
}

interface ListCondition extends Condition {
  readonly value: readonly Scalar[]
}

function isList(condition: Condition): condition is ListCondition {
  return Array.isArray(condition.value)
}

function nameOf({ path, operator }: Condition): string {
  return formatPath([...path, operator])
}

function isOwnId({ path }: Condition): boolean {
  return path.length === 1 && path[0] === 'id'
}

function encodedLength(condition: Condition): number {
  return encodeQuery({ conditions: [condition] }).length
}

function longest(lists: readonly ListCondition[]): ListCondition | undefined {
  return lists.toSorted((one, other) => encodedLength(other) - encodedLength(one))[0]
}

/** The values in parts that fit, each value once. Ids rise, so that a part is a stretch of them. */
function partsOf(list: ListCondition, room: number): Scalar[][] {
  const given = [...new Map(list.value.map((value) => [String(value), value])).values()]
  const values = isOwnId(list) ? (wholeNumbers(given)?.toSorted((one, other) => one - other) ?? given) : given
  const parts: Scalar[][] = []
  let left = 0
  for (const value of values) {
    const size = encodedLength({ ...list, value: ['', value] }) - encodedLength({ ...list, value: [''] })
    const part = parts.at(-1)
    if (part === undefined || size > left) {
      parts.push([value])
      left = room - encodedLength({ ...list, value: [value] })
    } else {
      part.push(value)
      left -= size
    }
  }
  return parts
}

function wholeNumbers(values: readonly Scalar[]): number[] | undefined {
  const numbers = values.map(Number)
  return numbers.every(Number.isSafeInteger) ? [...new Set(numbers)] : undefined
}

/** Names the list that is to blame; without one, the server may judge. */
function refuse(
  query: NormalizedQuery,
  lists: readonly ListCondition[],
  splittable: ListCondition | undefined,
  resource: ResourceDescription,
  mode: ReadMode,
): void {
  const blamed = longest(lists.filter((list) => list !== splittable && encodedLength(list) > smallestPart))
  if (blamed === undefined) return
  const length = encodeQuery(query).length
  const size = `${blamed.operator} has ${blamed.value.length} values, and the query ${length} characters, more than servers take`
  const [problem, suggestion] =
    blamed.operator === 'not_in'
      ? [
          'a list of what is left out cannot be split',
          'Leave the condition out and drop those records as they come, or say by another condition what is wanted.',
        ]
      : mode === 'id'
        ? [
            'only one long list of a query can be split',
            'Ask with one of the long lists, once for each part of the other.',
          ]
        : [
            'only a read by id can be split',
            resource.hasId
              ? 'Leave the order and the offset to the connector, which then reads by id; or ask with a part of the list at a time.'
              : 'Ask with a part of the list at a time.',
          ]
  throw invalidQuery(resource, formatPath(blamed.path), `${size}; ${problem}`, suggestion)
}
