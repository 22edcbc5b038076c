import { z } from 'zod'
import { jsonValue, largestInteger, sequenceNumber, storableText } from '../common.ts'
import { loadStateInputs } from './load-state.ts'

// What a run remembers through the hub. The calls are those of the runner's state; each is one transaction that is durable
// when it is answered, and refused when another node has the run.

const recordId = storableText(200).min(1)
const batchId = storableText(200).min(1)
/** When a record was changed in Coupa, as the runner writes it. */
const time = storableText(40).min(1)
const reconciliation = z.string().min(1).max(200)
const counts = z.record(z.string().max(60), z.number())
/** The connector's own; the hub only keeps it. */
const opaque = jsonValue
const position = z.looseObject({
  pass: z.number().int().min(0).max(1000),
  again: z.array(recordId).max(100_000).optional(),
})

const recordText = storableText(20_000)
/** What is kept of the consumer's answer to a delivery. */
const keptAnswer = z.object({
  values: z.record(z.string().max(200), recordText).optional(),
  refusal: z.object({ code: z.string().max(100), message: recordText }).optional(),
})
export type StoredAnswer = z.output<typeof keptAnswer>

/** With the names of the fields that it leaves out. */
const contentHash = z.string().max(4000)
const recordState = z.string().min(1).max(40)
const failure = z.object({
  id: recordId,
  stage: z.string().max(40),
  class: z.string().max(40),
  code: z.string().max(100),
  message: storableText(20_000),
  field: storableText(1000).optional(),
  /** The record itself, for operators; the hub only keeps it. */
  payload: z
    .looseObject({ source: jsonValue.optional(), mapped: jsonValue.optional(), isCut: z.boolean().optional() })
    .optional(),
  label: storableText(200).optional(),
})

/** What another system is to be told; the hub only keeps it. */
const messages = z
  .array(z.object({ kind: z.string().min(1).max(40), content: opaque }))
  .max(200_000)
  .optional()
export type StoredMessages = z.output<typeof messages>

const batchOutcome = z.looseObject({
  records: z
    .array(
      z.looseObject({
        id: recordId,
        hash: contentHash,
        sequence: z.number(),
        updatedAt: time.optional(),
        label: storableText(200).optional(),
        over: z.number().optional(),
      }),
    )
    .max(100_000),
  state: recordState,
  unchanged: z.array(recordId).max(100_000),
  times: z
    .array(z.tuple([recordId, time]))
    .max(100_000)
    .optional(),
  failures: z.array(failure).max(100_000),
  messages,
  counts,
  position,
})
export type StoredBatchOutcome = z.output<typeof batchOutcome>

const messageNumber = z.number().int().min(1).max(largestInteger)

const page = z.object({
  after: recordId.optional(),
  limit: z.number().int().min(1).max(10_000),
})

const answerToKeep = z.object({
  id: recordId,
  sequence: sequenceNumber,
  from: recordState,
  to: recordState,
  answer: keptAnswer,
  messages,
})

const settlement = z.looseObject({
  id: recordId,
  state: recordState,
  lostMarks: z.number().int().min(0).max(largestInteger).optional(),
  hash: contentHash.optional(),
  failure: failure.optional(),
})

/** The input of every call, by its name. */
export const runStateInputs = {
  'open-batches': z.object({}),
  begin: z.object({ definition: z.string().min(1).max(200), trigger: z.string().max(40) }),
  'hash-key': z.object({}),
  organization: z.object({}),
  'keep-organization': z.object({ organization: opaque }),
  watermark: z.object({ pass: z.string().min(1).max(60) }),
  entries: z.object({ ids: z.array(recordId).max(100_000) }),
  'next-sequence': z.object({ openedAtMs: z.number(), count: z.number().int().min(1).max(1_000_000) }),
  'open-batch': z.object({ id: batchId, openedAtMs: z.number(), outcome: batchOutcome }),
  'batch-delivered': z.object({ batch: batchId, objects: z.array(opaque).max(10_000), counts }),
  'batch-dropped': z.object({ batch: batchId }),
  'nothing-delivered': z.object({ outcome: batchOutcome, counts }),
  unsettled: page.extend({ state: z.enum(['delivered', 'waiting']).optional(), through: z.number().int().optional() }),
  settle: z.object({ settlements: z.array(settlement).max(100_000), counts, messages }),
  'keep-answers': z.object({ answers: z.array(answerToKeep).max(10_000) }),
  batches: z.object({}),
  /** Batches of all runs, or of one, in the order of their ids. */
  'all-batches': z.object({ after: batchId.optional(), limit: z.number().int().min(1).max(1000) }),
  ledger: page,
  'keep-seen': z.object({ reconciliation, ids: z.array(recordId).max(100_000) }),
  unseen: page.extend({ reconciliation }),
  'count-unseen': z.object({ reconciliation }),
  counters: z.object({}),
  end: z.object({
    outcome: z.string().min(1).max(40),
    receipt: z.record(z.string(), jsonValue),
    watermarks: z.record(z.string().max(60), opaque),
    canContinue: z.boolean(),
    messages,
  }),
  outbox: z.object({ limit: z.number().int().min(1).max(10_000) }),
  'keep-outbox': z.object({
    begun: z.array(messageNumber).max(10_000).optional(),
    done: z.array(messageNumber).max(10_000).optional(),
    told: opaque.optional(),
  }),
  told: z.object({}),
  'open-failures': z.object({ ids: z.array(recordId).max(100_000) }),
  ...loadStateInputs,
} as const

export type RunStateCall = keyof typeof runStateInputs
export type RunStateInput<Call extends RunStateCall> = z.output<(typeof runStateInputs)[Call]>

const calls = Object.keys(runStateInputs) as [RunStateCall, ...RunStateCall[]]

/** One call of a run that the node holds. `input` is that of the call. */
export const runStateRequest = z.object({
  attempt: z.number().int().min(1).max(largestInteger),
  /** Rises with each call of the attempt. The same number again is the same call, whose answer was lost. */
  number: z.number().int().min(1).max(largestInteger),
  call: z.enum(calls),
  input: z.record(z.string(), jsonValue),
})

/** What the call answers with; null where it answers with nothing. */
export const runStateAnswer = z.object({ result: jsonValue })
