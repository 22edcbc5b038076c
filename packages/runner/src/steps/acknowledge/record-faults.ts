import { isCoupaError } from '@coupa-connector/connector'
import type { RecordFailure } from '../../state/run-record.ts'

/** So many requests in a row that Coupa fails at are not a matter of single records. */
const mostFaultsInARow = 25

type Stage = Extract<RecordFailure['stage'], 'mark' | 'write-back'>

/** Tells what Coupa says of one record from what concerns all of them. */
export interface RecordFaults {
  /** Told of each request that Coupa has carried out. */
  passed(): void
  /** The failure of one record. Throws the error if it concerns all of them, or if Coupa has failed too often in a row. */
  failureOf(id: string, error: unknown, stage: Stage): RecordFailure
}

/** Counts the requests in a row that Coupa fails at. */
export function createRecordFaults(): RecordFaults {
  let faultsInARow = 0
  return {
    passed: () => {
      faultsInARow = 0
    },
    failureOf: (id, error, stage) => {
      if (!isCoupaError(error)) throw error
      const failure = { id, stage, code: error.code, message: error.message }
      switch (error.code) {
        case 'COUPA_NOT_FOUND':
          return { ...failure, class: 'gone' }
        case 'COUPA_VALIDATION':
          return { ...failure, class: 'refused' }
        default:
      }
      const isInternal = error.code === 'COUPA_SERVER_ERROR' && error.details.status === 500
      if (!isInternal && !isUnreadable(error)) throw error
      // The library has repeated it. It may be about the record, or about Coupa.
      faultsInARow += 1
      if (faultsInARow >= mostFaultsInARow) throw error
      return { ...failure, class: 'transient' }
    },
  }
}

/** Coupa has answered, but with nothing that can be read: the request may have been carried out. */
export function isUnreadable(error: unknown): boolean {
  return isCoupaError(error) && error.code === 'COUPA_BAD_RESPONSE'
}
