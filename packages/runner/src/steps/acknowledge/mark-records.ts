import { forEachAtOnce } from '../../run/for-each-at-once.ts'
import type { RecordFailure } from '../../state/run-record.ts'
import type { AcknowledgeContext } from './acknowledge-context.ts'
import { createRecordFaults, isUnreadable } from './record-faults.ts'

/** Marks on their way at the same time; the organization's rate decides how fast they go. */
const marksAtOnce = 24

interface MarkContext extends Pick<AcknowledgeContext, 'flag' | 'resource' | 'onStep'> {
  /** Of the run; without one, nobody else marks. */
  readonly state?: Pick<AcknowledgeContext['state'], 'confirmHeld'> | undefined
}

/**
 * Step 7: tells Coupa of each record, in a request of its own. Repeating it comes to the same. Answers with the failures of
 * single records, by id; throws what concerns all of them. A mark whose answer cannot be read may be set: the second look
 * finds out.
 */
export async function markRecords(
  records: readonly { readonly id: number | string }[],
  { flag, resource, state, onStep }: MarkContext,
): Promise<ReadonlyMap<string, RecordFailure>> {
  const failures = new Map<string, RecordFailure>()
  const faults = createRecordFaults()
  await forEachAtOnce(records, marksAtOnce, async (record) => {
    const id = String(record.id)
    await state?.confirmHeld()
    try {
      // Once a batch is committed its records are marked, also when the run is asked to end.
      await flag?.set(resource, id, undefined)
      faults.passed()
    } catch (error) {
      const failure = faults.failureOf(id, error, 'mark')
      if (!isUnreadable(error)) failures.set(id, failure)
    }
    await onStep?.('record-marked')
  })
  return failures
}
