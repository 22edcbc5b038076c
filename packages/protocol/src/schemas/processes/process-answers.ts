import { z } from 'zod'
import { moment, sequenceNumber, storableText } from '../common.ts'

/** What the consumer of a process says of a record that was delivered to it. */
export const consumerAnswer = z
  .object({
    /** Id of the record in Coupa. */
    id: z.string().regex(/^[1-9]\d{0,15}$/, 'is not a whole number'),
    outcome: z.enum(['accepted', 'refused']),
    /** Why it was refused, in the consumer's own code and words. */
    code: storableText(100).min(1).optional(),
    message: storableText(4000).min(1).optional(),
    /** Fields of a positive answer that can be written back, such as `documentNumber`. */
    values: z.record(storableText(200).min(1), storableText(4000)).optional(),
    /** Which delivery is meant, by any of its names. Without one, it is the newest. */
    version: storableText(100).optional(),
    sequence: sequenceNumber.optional(),
    batch: storableText(200).optional(),
  })
  .meta({
    examples: [
      { id: '1204', outcome: 'accepted', values: { documentNumber: '5100004711' } },
      { id: '1209', outcome: 'refused', code: 'NO_COST_CENTER', message: 'Cost center 400 is closed.' },
    ],
  })

/** What became of an answer. The closed set of codes is that of the answers that are not taken. */
export const answerResult = z.object({
  id: z.string(),
  outcome: z.enum(['accepted', 'refused', 'repeated', 'rejected']),
  /** Why it was not taken; null otherwise. */
  code: z
    .enum([
      'UNKNOWN_RECORD',
      'RECORD_DELETED',
      'NOT_NEWEST',
      'ALREADY_ACCEPTED',
      'BEING_ACKNOWLEDGED',
      'BEING_DELIVERED',
    ])
    .nullable(),
  message: z.string().nullable(),
})
export type AnswerResult = z.output<typeof answerResult>

/** A delivered record that waits for an answer, with every name of its delivery. */
export const waitingRecord = z.object({
  id: z.string(),
  /** The number, code or name by which people know it. */
  label: z.string().nullable(),
  version: z.string(),
  sequence: z.number().int(),
  batch: z.string(),
  /** When its run ended, or began where it did not; null where that is not known any more. */
  deliveredAt: moment.nullable(),
})
export type WaitingRecord = z.output<typeof waitingRecord>
