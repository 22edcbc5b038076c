import { z } from 'zod'
import { id, moment, storableText } from '../common.ts'

/** Which history is meant. */
export const historyQuery = z.object({
  /** So many days, today included. */
  days: z.coerce.number().int().min(1).max(90).default(14),
  /** The zone whose days these are, such as `Europe/Berlin`. */
  zone: storableText(100).refine(isZone, 'is not a time zone; name one as in Europe/Berlin').default('UTC'),
  process: id.optional(),
  environment: id.optional(),
})

/** What the runs of a day came to. A run belongs to the day in which it ended. Checks, previews and verifications are left out. */
export const historyDay = z.object({
  /** In the zone, as in `2026-11-30`. */
  day: z.iso.date(),
  startsAt: moment,
  runs: z.object({
    succeeded: z.number().int(),
    partial: z.number().int(),
    failed: z.number().int(),
    cancelled: z.number().int(),
    skipped: z.number().int(),
  }),
  records: z.object({
    /** Delivered, or created, updated or made inactive in Coupa. */
    moved: z.number().int(),
    /** Known already, and not moved again. */
    unchanged: z.number().int(),
    /** Set aside, refused, or held back. */
    failed: z.number().int(),
  }),
  /** To Coupa. */
  requests: z.number().int(),
  /** How long runs took from their start to their end; null on a day without one. */
  medianMs: z.number().nullable(),
  longestMs: z.number().nullable(),
})
export type HistoryDay = z.output<typeof historyDay>

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
