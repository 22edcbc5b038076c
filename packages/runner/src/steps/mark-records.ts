import { isCoupaError } from '@coupa-connector/connector'
import { forEachAtOnce } from '../run/for-each-at-once.ts'
import type { RecordFailure } from '../state/run-record.ts'
import type { AcknowledgeContext } from './acknowledge-context.ts'

/** Marks on their way at the same time; the organization's rate decides how fast they go. */
const marksAtOnce = 24

/**
 * Step 7: tells Coupa of each record, in a request of its own. Repeating it comes to the same. Answers with the failures of
 * single records, by id; throws what concerns all of them.
 */
export async function markRecords(
  records: readonly { readonly id: number | string }[],
  { flag, resource, onStep }: AcknowledgeContext,
): Promise<ReadonlyMap<string, RecordFailure>> {
  const failures = new Map<string, RecordFailure>()
  await forEachAtOnce(records, marksAtOnce, async (record) => {
    const id = String(record.id)
    try {
      // Once a batch is committed its records are marked, also when the run is asked to end.
      await flag?.set(resource, id, undefined)
    } catch (error) {
      failures.set(id, markFailure(id, error))
    }
    await onStep?.('record-marked')
  })
  return failures
}

/** A record that is gone or that Coupa refuses to mark concerns nobody else. Throws what concerns all. */
export function markFailure(
  id: string,
  error: unknown,
  stage: Extract<RecordFailure['stage'], 'mark' | 'write-back'> = 'mark',
): RecordFailure {
  if (!isCoupaError(error)) throw error
  const failure = { id, stage, code: error.code, message: error.message }
  switch (error.code) {
    case 'COUPA_NOT_FOUND':
      return { ...failure, class: 'gone' }
    case 'COUPA_VALIDATION':
      return { ...failure, class: 'refused' }
    default:
      throw error
  }
}
