import type { Connection, ResourceClient } from '@coupa-connector/connector'
import type { Definition } from '@coupa-connector/process'
import { exportedFlagOf } from '../coupa/exported-flag.ts'
import { checkOrganization } from '../coupa/organization-fingerprint.ts'
import { attempt, type Failure } from '../report/attempt.ts'
import { RunError } from '../report/run-error.ts'
import type { ProcessState } from '../state/process-state.ts'
import type { RecordFailure } from '../state/run-record.ts'
import { markRecords } from '../steps/acknowledge/mark-records.ts'

/** What became of records that somebody dismissed, and that Coupa is to take for exported. */
export interface DismissedMarked {
  readonly marked: readonly string[]
  /** Those that Coupa did not mark. */
  readonly failures: readonly RecordFailure[]
}

/**
 * Marks records as exported that this process does not deliver, because somebody has seen to them: each in a request of its own,
 * without a look at their content. Throws `RunError` with `CANNOT_ACKNOWLEDGE` for a resource that cannot be marked.
 */
export async function markDismissed(
  { resource, state }: { readonly resource: ResourceClient; readonly state: ProcessState },
  ids: readonly (number | string)[],
): Promise<DismissedMarked> {
  const flag = exportedFlagOf(resource.description)
  if (flag === undefined) {
    throw new RunError(
      'CANNOT_ACKNOWLEDGE',
      `${resource.description.name} has no exported flag that could be set.`,
      'Dismiss the failures without marking the records.',
    )
  }
  const failures = await markRecords(
    ids.map((id) => ({ id })),
    { resource, flag, state, onStep: undefined },
  )
  return { marked: ids.map(String).filter((id) => !failures.has(id)), failures: [...failures.values()] }
}

/**
 * The same between two runs, for the organization of the state alone. A failure that concerns all records is an answer; throws
 * only faults of this program.
 */
export async function markDismissedRecords(
  {
    definition,
    connection,
    state,
    signal,
  }: {
    readonly definition: Definition
    readonly connection: Connection
    readonly state: ProcessState
    readonly signal?: AbortSignal | undefined
  },
  ids: readonly string[],
): Promise<DismissedMarked & { readonly failure?: Failure }> {
  const resource = connection.resource<string>(definition.source.resource)
  let done: DismissedMarked = { marked: [], failures: [] }
  const { failure } = await attempt(signal, async () => {
    await checkOrganization(connection, resource, state, signal)
    done = await markDismissed({ resource, state }, ids)
  })
  return { ...done, ...(failure && { failure }) }
}
