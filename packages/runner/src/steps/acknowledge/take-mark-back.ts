import type { RecordFailure } from '../../state/run-record.ts'
import type { AcknowledgeContext } from './acknowledge-context.ts'
import type { RecordFaults } from './record-faults.ts'

/**
 * Takes the mark of a record back, so that it is on the work list again. Answers with the failure of this record; throws what
 * concerns all of them.
 */
export async function takeMarkBack(
  id: string,
  { flag, resource }: Pick<AcknowledgeContext, 'flag' | 'resource'>,
  faults: RecordFaults,
): Promise<RecordFailure | undefined> {
  try {
    await flag?.unset(resource, id, undefined)
    faults.passed()
    return undefined
  } catch (error) {
    const failure = faults.failureOf(id, error, 'mark')
    // What is gone is on no list.
    if (failure.class === 'gone') return failure
    const message = `Its mark could not be taken back, and Coupa may show it as exported: ${failure.message}`
    return { ...failure, message }
  }
}
