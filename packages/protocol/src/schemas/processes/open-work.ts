import { z } from 'zod'
import { id, moment } from '../common.ts'
import { environment, failureGroupName, processDirection } from './processes.ts'

// What waits for a person, over all deployments of an account.

/** Where it is. */
const deployed = z.object({
  id,
  process: z.object({ id, name: z.string() }),
  environment: environment.pick({ id: true, name: true, classification: true }),
  direction: processDirection,
})

/** Failures of a deployment of one class and one sentence, which differ only in the values that it names. */
export const failureGroup = z.object({
  deployment: deployed,
  /** For the list, for retrying and for dismissing them together. */
  group: failureGroupName,
  class: z.string(),
  code: z.string(),
  field: z.string().nullable(),
  /** The sentence of one of them. */
  message: z.string(),
  /** Whether all of them have this very sentence. */
  isSame: z.boolean(),
  count: z.number().int(),
  firstSeenAt: moment,
  lastSeenAt: moment,
})
export type FailureGroup = z.output<typeof failureGroup>

/** A deployment whose consumer owes answers. */
export const waitingAnswers = z.object({
  deployment: deployed,
  waiting: z.number().int(),
  /** When the oldest of them was delivered; null where that is not known any more. */
  oldestAt: moment.nullable(),
})
export type WaitingAnswers = z.output<typeof waitingAnswers>
