import type { FieldNotice } from '../errors/field-notice.ts'
import { FieldsIgnoredError } from '../errors/fields-ignored-error.ts'
import { OutcomeUnknownError } from '../errors/unfinished-errors.ts'
import type { CoupaRecord } from '../format/coupa-record.ts'
import type { WritableRecord } from '../requests/write-request.ts'
import { mapInOrder } from './map-in-order.ts'

export interface BatchOptions {
  /** Records that are on their way side by side. Default: 8, which is as much as one second of 25 calls takes at 300 ms. */
  readonly concurrency?: number | undefined
  /**
   * Lets no further record start once one has failed; those on their way are finished and delivered, then the loop ends.
   * Default: false, errors flow on as data.
   */
  readonly stopOnError?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/** What became of one record of a batch; `index` counts the inputs from 0. */
export interface BatchOutcome {
  readonly index: number
  /** `unknown`: it was sent, and nobody can say whether it happened; it must be looked at. */
  readonly status: 'created' | 'updated' | 'failed' | 'unknown'
  readonly id?: number | string | undefined
  readonly record?: CoupaRecord | undefined
  /** `look-up`: the answer was lost, and the record was found by its natural key. */
  readonly via?: 'answer' | 'look-up' | undefined
  /** Fields that Coupa did not take as they were sent. Undefined when there are none. */
  readonly notices?: readonly FieldNotice[] | undefined
  /** Also there when the record was written without fields that `ignoredFields: 'error'` insists on. */
  readonly error?: Error | undefined
}

/** What one record of a batch came to, before it is an outcome. */
export type BatchResult = Pick<BatchOutcome, 'id' | 'record' | 'via' | 'notices'>

/**
 * Writes records side by side, with one outcome per record in the order of the inputs. Takes inputs only as fast as they can
 * be written and the outcomes are taken. Throws what the inputs throw, and the signal's own reason once everything that was
 * on its way is delivered.
 */
export async function* writeMany<Input extends WritableRecord>(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  success: 'created' | 'updated',
  write: (input: Input) => Promise<BatchResult>,
  { concurrency = 8, stopOnError = false, signal }: BatchOptions,
): AsyncGenerator<BatchOutcome> {
  const work = async (input: Input, index: number): Promise<BatchOutcome> => {
    try {
      const { notices = [], ...result } = await write(input)
      return { index, status: success, ...result, ...(notices.length === 0 ? {} : { notices }) }
    } catch (error) {
      if (error instanceof FieldsIgnoredError && error.details.isWritten) {
        const { id, notices } = error.details
        return { index, status: success, id, notices, error }
      }
      const isUnknown = error instanceof OutcomeUnknownError || signal?.aborted === true
      return { index, status: isUnknown ? 'unknown' : 'failed', id: idOfInput(input), error: toError(error) }
    }
  }
  const isLast = (outcome: BatchOutcome) => stopOnError && outcome.error !== undefined
  yield* mapInOrder(inputs, work, { concurrency, signal, isLast })
}

function idOfInput(input: WritableRecord): number | string | undefined {
  const id = Object.hasOwn(Object(input), 'id') ? input.id : undefined
  return typeof id === 'number' || typeof id === 'string' ? id : undefined
}

function toError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value), { cause: value })
}
