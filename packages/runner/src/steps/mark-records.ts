import { type CoupaError, isCoupaError } from '@coupa-connector/connector'
import { forEachAtOnce } from '../run/for-each-at-once.ts'
import type { RecordFailure } from '../state/run-record.ts'
import type { AcknowledgeContext } from './acknowledge-context.ts'

/** Marks on their way at the same time; the organization's rate decides how fast they go. */
const marksAtOnce = 24

/** So many marks in a row that Coupa fails at are no matter of single records. */
const mostFaultsInARow = 25

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
  let faultsInARow = 0
  await forEachAtOnce(records, marksAtOnce, async (record) => {
    const id = String(record.id)
    await state?.confirmHeld()
    try {
      // Once a batch is committed its records are marked, also when the run is asked to end.
      await flag?.set(resource, id, undefined)
      faultsInARow = 0
    } catch (error) {
      if (isUnreadable(error) || isInternalError(error)) {
        faultsInARow += 1
        if (faultsInARow >= mostFaultsInARow) throw error
      }
      if (isInternalError(error)) failures.set(id, internalFailure(id, error))
      else if (!isUnreadable(error)) failures.set(id, markFailure(id, error))
    }
    await onStep?.('record-marked')
  })
  return failures
}

function isUnreadable(error: unknown): boolean {
  return isCoupaError(error) && error.code === 'COUPA_BAD_RESPONSE'
}

/** Coupa failed at this request, although the library has repeated it. That may be about the record, or about Coupa. */
function isInternalError(error: unknown): error is CoupaError {
  return isCoupaError(error) && error.code === 'COUPA_SERVER_ERROR' && error.details.status === 500
}

function internalFailure(id: string, { code, message }: CoupaError): RecordFailure {
  return { id, stage: 'mark', class: 'transient', code, message }
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
