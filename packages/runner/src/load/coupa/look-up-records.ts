import type { ResourceClient } from '@coupa-connector/connector'
import { sameValue } from '@coupa-connector/connector/internals'
import { type SourceField, targetField, valueOfTarget } from '@coupa-connector/process'

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
  /** The field that differs among them, and its values. */
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
    const others = asked.filter((path) => path !== varying).map((path) => [path, valueOfTarget(record, path)] as const)
    const value = valueOfTarget(record, varying)
    // A comma separates the values of a list, so that a value with one is asked for by itself.
    const isAlone = String(value).includes(',')
    const name = JSON.stringify(isAlone ? [others, value] : others)
    const group = groups.get(name) ?? { places: [], where: conditions(others), field: varying, values: [] }
    group.places.push(place)
    if (!group.values.includes(value)) group.values.push(value)
    groups.set(name, group)
    if (group.values.length < keysAtOnce) continue
    complete.push(group)
    groups.delete(name)
  }
  return [...complete, ...groups.values()]
}

function mostVaried(paths: readonly string[], records: readonly RecordFields[]): string {
  const counts = paths.map((path) => new Set(records.map((record) => String(valueOfTarget(record, path)))).size)
  return paths[counts.indexOf(Math.max(...counts))] ?? ''
}

async function read(
  { where, field, values }: Group,
  { resource, key, fields, signal }: LookUp,
): Promise<RecordFields[]> {
  const [only] = values
  const condition = conditions([[field, values.length === 1 ? only : { in: values }]])
  // Of a unique field there cannot be more records than values, and nobody has to ask whether a full page was the last.
  const isUnique = key.length === 1 && targetField(field, resource.description)?.isUnique === true
  const limit = isUnique ? values.length : undefined
  const reading = { concurrency: 1 }
  const records: RecordFields[] = []
  const query = { where: { ...where, ...condition }, fields, limit, signal, reading, priority: 'bulk' } as const
  for await (const record of resource.query(query)) records.push(record)
  return records
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
    return sameValue(valueOfTarget(wanted, path), valueOfTarget(candidate, path), context) === 'same'
  })
}
