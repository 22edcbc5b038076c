import type { ResourceClient } from '@coupa-connector/connector'
import { type SourceField, targetField, valueOfTarget } from '@coupa-connector/process'
import { isSameScalar, presentValue } from './compare-fields.ts'
import { dayIn } from './same-day.ts'

type RecordFields = Readonly<Record<string, unknown>>

/** Records that one request looks for. */
const keysAtOnce = 50

/** What looks records up by their keys. */
export interface LookUp {
  readonly resource: ResourceClient
  /** Fields of the key, by their paths. */
  readonly key: readonly string[]
  readonly fields: readonly SourceField[]
  readonly signal?: AbortSignal | undefined
}

/**
 * Finds the records that have the keys of these, 50 in a request; answers with what was found for each, in their order:
 * nothing, one, or several that cannot be told apart.
 */
export async function lookUpRecords(
  records: readonly RecordFields[],
  lookUp: LookUp,
): Promise<readonly RecordFields[][]> {
  const found = records.map((): RecordFields[] => [])
  for (const group of groupsOf(records, lookUp)) {
    const candidates = await read(group, lookUp)
    for (const place of group.places) {
      const wanted = records[place] ?? {}
      found[place] = candidates.filter((candidate) => hasKeyOf(candidate, wanted, lookUp))
    }
  }
  return found
}

/** Records that are asked for together. */
interface Group {
  readonly places: number[]
  /** Conditions that hold for all of them. */
  readonly where: Readonly<Record<string, unknown>>
  /** The field that differs among them, and its values; none where it is empty. */
  readonly field: string
  readonly values: unknown[]
}

/**
 * The conditions of a query. Two associations of one class in a query find nothing (F-198), so that only the first of them
 * is asked for; what else is found is compared here.
 */
function askedFields({ key, resource }: LookUp): readonly string[] {
  const classes = new Set<string>()
  return key.filter((path) => {
    const [top = '', ...below] = path.split('.')
    if (below.length === 0) return true
    const type = targetField(top, resource.description)?.references?.[0] ?? top
    const isFirst = !classes.has(type)
    classes.add(type)
    return isFirst
  })
}

function groupsOf(records: readonly RecordFields[], lookUp: LookUp): readonly Group[] {
  const asked = askedFields(lookUp)
  const varying = mostVaried(asked, records)
  const groups = new Map<string, Group>()
  const complete: Group[] = []
  for (const [place, record] of records.entries()) {
    const others = asked
      .filter((path) => path !== varying)
      .map((path) => [path, valueOfTarget(record, path)] as const)
      .filter(([, value]) => !isBlank(value))
    const value = valueOfTarget(record, varying)
    // A comma separates the values of a list, so that a value with one is asked for by itself.
    const isAlone = isBlank(value) || String(value).includes(',')
    const name = JSON.stringify(isAlone ? [others, value ?? null] : others)
    const group = groups.get(name) ?? { places: [], where: conditionsOf(others, lookUp), field: varying, values: [] }
    group.places.push(place)
    if (!isBlank(value) && !group.values.includes(value)) group.values.push(value)
    groups.set(name, group)
    if (group.values.length < keysAtOnce) continue
    complete.push(group)
    groups.delete(name)
  }
  return [...complete, ...groups.values()]
}

/** A part of a key that is empty is compared, and not asked for: a query finds no record by what it does not have. */
function isBlank(value: unknown): boolean {
  return value === undefined || value === null || String(value).trim() === ''
}

function mostVaried(paths: readonly string[], records: readonly RecordFields[]): string {
  const counts = paths.map((path) => new Set(records.map((record) => String(valueOfTarget(record, path)))).size)
  return paths[counts.indexOf(Math.max(...counts))] ?? ''
}

async function read({ where, field, values }: Group, lookUp: LookUp): Promise<RecordFields[]> {
  const { resource, key, fields, signal } = lookUp
  const condition = values.length === 0 ? {} : conditionsOf([[field, values]], lookUp)
  const asked = merged(where, condition)
  // Without a single condition the query would read everything.
  if (Object.keys(asked).length === 0) return []
  // Of a unique field there cannot be more records than values, and nobody has to ask whether a full page was the last.
  const isUnique = key.length === 1 && targetField(field, resource.description)?.isUnique === true
  const limit = isUnique ? values.length : undefined
  const records: RecordFields[] = []
  const query = { where: asked, fields, limit, signal, reading: { concurrency: 1 }, priority: 'bulk' } as const
  for await (const record of resource.query(query)) records.push(record)
  return records
}

/** Conditions on fields that have one of some values each. */
function conditionsOf(
  pairs: readonly (readonly [path: string, value: unknown])[],
  { resource }: LookUp,
): Readonly<Record<string, unknown>> {
  return conditions(
    pairs.map(([path, value]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value]
      const type = targetField(path, resource.description)?.type
      const days = type === 'date' || type === 'datetime' ? daysAround(values) : undefined
      if (days !== undefined) return [path, days] as const
      return [path, values.length === 1 ? values[0] : { in: values }] as const
    }),
  )
}

const dayMs = 86_400_000

/**
 * A day begins at other moments in other zones, and a date in a query is midnight in UTC: all from the day before the first
 * to the day after the last are read, and compared here.
 */
function daysAround(values: readonly unknown[]): Readonly<Record<string, string>> | undefined {
  const moments = values.map((value) => Date.parse(dayIn(value) ?? String(value).slice(0, 10)))
  if (moments.some(Number.isNaN)) return undefined
  const text = (atMs: number): string => new Date(within(atMs)).toISOString().replace('.000', '')
  return { gt_or_eq: text(Math.min(...moments) - dayMs), lt: text(Math.max(...moments) + 2 * dayMs) }
}

const firstMs = Date.parse('0000-01-01T00:00:00Z')
const lastMs = Date.parse('9999-12-31T23:59:59Z')

/** The years of a query have four digits, and many systems write the last day of them for a date that has no end. */
function within(atMs: number): number {
  return Math.min(Math.max(atMs, firstMs), lastMs)
}

/** Two conditions, of which both may be about one association. */
function merged(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const both: Record<string, unknown> = { ...left }
  for (const [name, value] of Object.entries(right)) {
    both[name] = name in left ? { ...Object(left[name]), ...Object(value) } : value
  }
  return both
}

/** `[['supplier.number', 'S-1']]` as `{ supplier: { number: 'S-1' } }`. */
function conditions(pairs: readonly (readonly [path: string, value: unknown])[]): Readonly<Record<string, unknown>> {
  const where: Record<string, unknown> = {}
  for (const [path, value] of pairs) {
    const [top = '', ...below] = path.split('.')
    const inner = below.reduceRight<unknown>((condition, name) => ({ [name]: condition }), value)
    where[top] = below.length === 0 ? inner : { ...Object(where[top]), ...Object(inner) }
  }
  return where
}

function hasKeyOf(candidate: RecordFields, wanted: RecordFields, { key, resource }: LookUp): boolean {
  return key.every((path) => {
    const context = { type: targetField(path, resource.description)?.type, ignoresCase: true }
    return isSameScalar(valueOfTarget(wanted, path), presentValue(candidate, path), context)
  })
}
