import { z } from 'zod'
import { id, largestInteger, storableText } from './common.ts'

// What kinds of runs there are, and what somebody may ask of each.

/**
 * `run` moves records; `reconcile` compares both ends and delivers what differs; `backfill` delivers a range beside the runs.
 * `answers` takes what the consumer has put into the place of its answers, and tells Coupa what it answered; it is also made
 * when somebody gives answers. The others move nothing: `check` tries the connection and the destination, `verify` reads both
 * ends again, or Coupa for a load, and compares, `preview` shows what records would become.
 */
export const runKind = z.enum(['run', 'check', 'answers', 'reconcile', 'backfill', 'verify', 'preview'])
export type RunKind = z.output<typeof runKind>

/** Runs of a stream follow one another; those of different streams of a deployment go on side by side. */
export const runStream = z.enum(['main', 'back-fill', 'look'])
export type RunStream = z.output<typeof runStream>

const positive = z.number().int().min(1).max(largestInteger)
const instant = z.iso.datetime({ offset: true })

export const backFillRange = z.object({
  from: instant.optional(),
  /** The first instant that is left out. */
  until: instant.optional(),
  /** The time that both are of. Default: updated-at. */
  by: z.enum(['updated-at', 'created-at']).optional(),
  firstId: positive.optional(),
  lastId: positive.optional(),
})

/** What kinds of runs take beside `ids` and `limit`. */
export const runParameters = z.object({
  /** Of a reconciliation: marks as deleted whatever is gone, however much that is. */
  acceptDeletions: z.boolean().optional(),
  /** Of a reconciliation: by updated-at, or by the content of every record. */
  compare: z.enum(['times', 'content']).optional(),
  /** Of a back-fill. */
  range: backFillRange.optional(),
  /** Of a back-fill: acknowledges what it delivers as runs do. */
  acknowledges: z.boolean().optional(),
  /** Of a back-fill: also delivers what has not changed since it was delivered. */
  redelivers: z.boolean().optional(),
  /** Of a load: makes inactive whatever the input does not have any more, however much that is. */
  acceptInactivations: z.boolean().optional(),
  /** Of a load: loads inputs again whose content was loaded before. */
  force: z.boolean().optional(),
  /** Of a load: only tries records again that did not get into Coupa: those of these classes, and with these keys. */
  retried: z
    .object({
      classes: z.array(z.string().max(60)).max(100).optional(),
      labels: z.array(storableText(1000)).max(10_000).optional(),
    })
    .optional(),
  /** Of a verification: only what this run delivered. Not for loads, which compare everything. */
  run: id.optional(),
  /** Of a preview: how many records. */
  records: z.number().int().min(1).max(100).optional(),
})
export type RunParameters = z.output<typeof runParameters>
