import type { CoupaRecord, ResourceClient } from '@coupa-connector/connector'
import { sameValue } from '@coupa-connector/connector/internals'
import { OperationRefusal } from './operation-failure.ts'
import { readQueryInput } from './query-input.ts'

type Given = Readonly<Record<string, unknown>>

/**
 * Reads a record before it is changed, and compares it with what the change was decided for. Gives `done` when it holds the
 * new values already. Throws an `OperationRefusal` when it holds something else: then nothing is sent.
 */
export async function checkExpected(
  resource: ResourceClient,
  { id, expected, wanted }: { readonly id: number | string; readonly expected: Given; readonly wanted?: Given },
  signal: AbortSignal,
): Promise<'as expected' | 'done'> {
  const current: CoupaRecord = await resource.get(id, { signal })
  if (wanted !== undefined && Object.keys(wanted).length > 0 && holds(current, wanted)) return 'done'
  const changed = Object.keys(expected).filter(
    (name) => !holds({ [name]: memberOf(current, name) }, { [name]: expected[name] }),
  )
  if (changed.length === 0) return 'as expected'
  throw new OperationRefusal(
    'CHANGED_MEANWHILE',
    `${resource.description.name} ${id} has been changed since: ${changed.join(', ')}. Nothing was sent.`,
    'Read the record again, and decide anew.',
  )
}

/** Throws an `OperationRefusal` when the conditions find a record. */
export async function checkAbsent(
  resource: ResourceClient,
  conditions: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const query = { ...readQueryInput({ where: [...conditions] }, resource.description), limit: 1, signal }
  const [found] = await resource.query(query).toArray()
  if (!found) return
  throw new OperationRefusal(
    'ALREADY_THERE',
    `${resource.description.name} ${found.id ?? ''} is there already, with ${conditions.join(' and ')}. Nothing was sent.`,
    'Change the record that is there instead.',
  )
}

/** Whether a value has everything that is expected of it; what is not expected may be anything. */
export function holds(got: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return expected.length === 0 && (got === null || got === undefined)
    // Items that have ids are those of the same ids, wherever they stand.
    return expected.every((item, index) => holds(got.find((one) => isItem(one, item)) ?? got[index], item))
  }
  if (typeof expected !== 'object' || expected === null) {
    return sameValue(expected, got, { type: undefined, ignoresCase: false }) !== 'different'
  }
  if (typeof got !== 'object' || got === null) return false
  return Object.entries(expected).every(([name, value]) => holds(memberOf(got as Given, name), value))
}

function isItem(got: unknown, expected: unknown): boolean {
  const { id } = Object(expected) as { readonly id?: unknown }
  return id !== undefined && Object(got).id === id
}

/** Coupa takes names with underscores, and serves them with hyphens. */
function memberOf(record: Given, name: string): unknown {
  return record[name] ?? record[name.replaceAll('_', '-')]
}
