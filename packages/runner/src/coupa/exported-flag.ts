import type { ResourceDescription } from '@coupa-connector/catalog'
import type { ResourceClient } from '@coupa-connector/connector'
import { type Marking, markingOf } from '@coupa-connector/process'

/** How a resource says that a record was exported, and how it is told. */
export interface ExportedFlag {
  /** The condition that finds what was not exported; undefined where Coupa cannot be asked for it. */
  readonly notExported: Readonly<Record<string, unknown>> | undefined
  /** The condition that finds what was exported. */
  readonly exported: Readonly<Record<string, unknown>> | undefined
  /** False where Coupa may take a mark and not keep it (F-370). What is to be read does not depend on such a mark. */
  readonly isKept: boolean
  isSet(record: Readonly<Record<string, unknown>>): boolean
  set(resource: ResourceClient, id: string, signal: AbortSignal | undefined): Promise<void>
  /** Takes a mark back. Does nothing where that is not possible; such records are read by their times. */
  unset(resource: ResourceClient, id: string, signal: AbortSignal | undefined): Promise<void>
}

/** The exported flag of a resource (F-361, F-372, F-407), or undefined if it cannot be marked. */
export function exportedFlagOf(description: ResourceDescription): ExportedFlag | undefined {
  const marking = markingOf(description)
  if (marking === undefined) return undefined
  const { flag, isKept } = marking
  return {
    notExported: flag && { [flag]: false },
    exported: flag && { [flag]: true },
    isKept,
    isSet: (record) => (flag === undefined ? hasValue(record['last-exported-at']) : record[flag] === true),
    set: (resource, id, signal) => mark(marking, resource, id, true, signal),
    unset: async (resource, id, signal) => {
      if (marking.canTakeBack) await mark(marking, resource, id, false, signal)
    },
  }
}

/** Since R31 some records leave out fields without a value (F-341). */
function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

async function mark(
  { flag, by }: Marking,
  resource: ResourceClient,
  id: string,
  isExported: boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { priority: 'bulk', signal } as const
  if (by === 'field' && flag !== undefined) {
    await resource.update(id, { [flag]: isExported }, { ...options, fields: ['id', flag, 'updated-at'] })
  } else if (isExported) await resource.markExported(id, options)
  else await resource.unmarkExported(id, options)
}
