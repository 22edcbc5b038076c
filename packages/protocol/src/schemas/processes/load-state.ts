import { z } from 'zod'
import { jsonValue, largestInteger, moment, storableText } from '../common.ts'

// What a run of a load remembers through the hub, beside what every run does. Each call is one transaction.

const input = z.number().int().min(1).max(largestInteger)
const row = z.number().int().min(1).max(largestInteger)
const key = storableText(1000)
const label = storableText(1000)
const counts = z.record(z.string().max(60), z.number())
const pageSize = z.number().int().min(1).max(10_000)

const outcome = z.enum(['created', 'updated', 'unchanged', 'inactivated', 'failed', 'unknown', 'held', 'skipped'])
const inputState = z.enum(['reading', 'loading', 'loaded', 'refused', 'stopped'])

/** What became of a record, apart from its outcome; the hub reads why it failed, and keeps the rest. */
const detail = z.looseObject({
  class: z.string().max(60).optional(),
  code: z.string().max(200).optional(),
  message: storableText(100_000).optional(),
  field: storableText(1000).optional(),
})

const known = z.object({
  key,
  id: storableText(200),
  hash: z.string().max(200),
  record: z.record(z.string(), jsonValue),
  isInactive: z.boolean(),
})

const settlement = z.object({
  row,
  outcome,
  detail,
  known: known.optional(),
  isDeferred: z.boolean().optional(),
})
/** What became of one record of an input. */
export const loadResult = detail.extend({
  /** Name of the input. */
  input: z.string(),
  /** Number of the record in the input; null for one that the input does not have any more. */
  row: z.number().int().nullable(),
  key: z.string(),
  outcome,
  /** Who has corrected the record, and when. */
  edited: z.object({ by: z.string(), at: moment }).optional(),
})
export type LoadResult = z.output<typeof loadResult>
export type StoredSettlement = z.output<typeof settlement>
export type StoredKnownRecord = z.output<typeof known>
export type StoredLoadOutcome = z.output<typeof outcome>

const sourceHash = z.string().max(200)
const recordEdit = z.object({ by: storableText(1000), atMs: z.number(), sourceHash })
export type StoredRecordEdit = z.output<typeof recordEdit>

/** The input of every call of a load, by its name. */
export const loadStateInputs = {
  'load-begin': z.object({ definition: z.string().min(1).max(200), trigger: z.string().max(40) }),
  'load-count': z.object({ counts }),
  'load-claim-input': z.object({
    name: storableText(1000).min(1),
    sha256: z.string().max(200),
    sizeBytes: z.number().int().min(0),
    doesNullClear: z.boolean(),
    definition: z.string().min(1).max(200),
    isForced: z.boolean(),
  }),
  'load-begin-reading': z.object({ input }),
  'load-add-rows': z.object({
    input,
    rows: z
      .array(
        z.object({
          row,
          key: key.optional(),
          label,
          hash: z.string().max(200),
          ownName: key.optional(),
          parentName: key.optional(),
          fields: z.record(z.string(), jsonValue),
          refusal: detail.optional(),
          /** Who has corrected it, and when. */
          edit: recordEdit.optional(),
        }),
      )
      .max(1000),
  }),
  /** Keys that records of the input have in common. */
  'load-duplicates': z.object({ input }),
  /** Puts records in their order, and answers with those that cannot be in one. */
  'load-order': z.object({ input }),
  /** All records are kept. `settlements` are of those whose outcome is clear by what the input says. */
  'load-rows-complete': z.object({
    input,
    settlements: z.array(settlement).max(1_000_000),
    notices: z.array(storableText(10_000)).max(10_000),
  }),
  'load-unfinished-inputs': z.object({}),
  'load-pending-depths': z.object({ input }),
  'load-pending-rows': z.object({
    input,
    depth: z.number().int().min(0),
    after: z.number().int().min(0),
    limit: pageSize,
  }),
  'load-known': z.object({ keys: z.array(key).max(10_000) }),
  'load-all-known': z.object({ after: key, limit: pageSize }),
  'load-intend': z.object({
    input,
    intents: z.array(z.looseObject({ row })).max(10_000),
  }),
  'load-settle': z.object({ input, settlements: z.array(settlement).max(1000), counts }),
  'load-deferred-rows': z.object({ input, after: z.number().int().min(0), limit: pageSize }),
  'load-count-absent': z.object({ input }),
  'load-absent': z.object({ input, after: key, limit: pageSize }),
  'load-settle-absent': z.object({
    input,
    settlements: z.array(z.object({ known, label, outcome, detail })).max(1000),
    counts,
  }),
  'load-results': z.object({ input, after: z.number().int().min(0), limit: pageSize }),
  'load-absent-results': z.object({ input, after: key, limit: pageSize }),
  'load-skip-rest': z.object({ input }),
  'load-input-ended': z.object({ input, state: inputState, result: storableText(10_000).optional() }),
  'load-count-edits': z.object({}),
  /** Corrected records, by the hashes of those whose place they take. */
  'load-edits': z.object({ sourceHashes: z.array(sourceHash).max(1000) }),
  'load-reopen': z.object({
    classes: z.array(z.string().max(60)).max(100).optional(),
    labels: z.array(label).max(10_000).optional(),
    sinceMs: z.number().optional(),
  }),
} as const
