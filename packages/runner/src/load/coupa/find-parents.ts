import type { ResourceClient } from '@coupa-connector/connector'
import { buildRecord, type LoadRecord } from '@coupa-connector/process'
import type { PlanContext } from '../load-context.ts'
import { fieldsToRead } from './fields-to-read.ts'
import { lookUpRecords } from './look-up-records.ts'

/** The record above another: its id, or why there is none. */
export type Parent =
  | { readonly id: string }
  /** `field`: the column of the input that names it. */
  | { readonly missing: string; readonly field: string }
  | { readonly ambiguous: readonly Readonly<Record<string, unknown>>[] }

/**
 * Finds the records that others belong to, 50 in a request, in the order of those. What was found is remembered for the run;
 * what was missing is not, for it may be there a minute later.
 */
export async function findParents(
  records: readonly Pick<LoadRecord, 'parent'>[],
  context: PlanContext,
): Promise<readonly Parent[]> {
  const { parents } = context
  const names = records.map((record) => JSON.stringify(record.parent ?? {}))
  const wanted = new Map<string, Pick<LoadRecord, 'parent'>>()
  for (const [place, record] of records.entries()) {
    const name = names[place] ?? ''
    if (!parents.has(name)) wanted.set(name, record)
  }
  const problems = await findAll(wanted, context)
  return names.map((name) => {
    const id = parents.get(name)
    return id === undefined ? (problems.get(name) ?? { missing: 'It has no parent.', field: '' }) : { id }
  })
}

/** Where a record that is in Coupa is: the resource, or the same below its parent. */
export async function placeOf(record: Pick<LoadRecord, 'parent'>, context: PlanContext): Promise<ResourceClient> {
  const { connection, definition, resource } = context
  if (definition.destination.parent === undefined) return resource
  const [parent] = await findParents([record], context)
  // A parent that is gone: Coupa answers that there is no such place.
  if (parent === undefined || !('id' in parent)) return resource
  return connection.resource<string>(pathOf(record, definition, context.parents))
}

/** What identifies the record above: a key begins with it. */
export function parentOfKey(
  key: string,
  { destination: { parent } }: PlanContext['definition'],
): Record<string, string> {
  const values: readonly unknown[] = JSON.parse(key)
  return Object.fromEntries(Object.keys(parent?.match ?? {}).map((field, place) => [field, String(values[place])]))
}

/** The path of the resource that a record is in; with the id of the record above it, where that was found in this run. */
export function pathOf(
  record: Pick<LoadRecord, 'parent'>,
  { destination: { resource } }: PlanContext['definition'],
  parents: PlanContext['parents'],
): string {
  const id = parents.get(JSON.stringify(record.parent ?? {}))
  return id === undefined ? resource : resource.replace(/:[^/]+/, id)
}

/** Keeps what it finds in the memory of the run, and answers with what it does not find. */
async function findAll(
  wanted: ReadonlyMap<string, Pick<LoadRecord, 'parent'>>,
  { connection, definition, parents, signal }: PlanContext,
): Promise<ReadonlyMap<string, Parent>> {
  const problems = new Map<string, Parent>()
  const { parent } = definition.destination
  if (parent === undefined || wanted.size === 0) return problems
  const resource = connection.resource<string>(parent.resource)
  const key = Object.keys(parent.match)
  const matches = [...wanted.values()].map((record) => buildRecord(Object.entries(record.parent ?? {})))
  const found = await lookUpRecords(matches, { resource, key, fields: fieldsToRead([], key), signal })
  for (const [place, [name, record]] of [...wanted].entries()) {
    const [only, ...others] = found[place] ?? []
    if (only === undefined) problems.set(name, missingParent(record, parent))
    else if (others.length > 0) problems.set(name, { ambiguous: [only, ...others] })
    else parents.set(name, String(only.id))
  }
  return problems
}

function missingParent(
  { parent = {} }: Pick<LoadRecord, 'parent'>,
  { resource, match }: { readonly resource: string; readonly match: Readonly<Record<string, string>> },
): Parent {
  const columns = Object.entries(match).map(([field, column]) => `${column} is "${parent[field] ?? ''}"`)
  const field = Object.values(match)[0] ?? ''
  const missing = `${columns.join(' and ')}, and Coupa has none of ${resource} with it yet. The record waits for it.`
  return { missing, field }
}
