import { z } from 'zod'
import { id, moment } from './common.ts'

/** When: the package process reads it. */
const schedule = z.union([
  z.object({ cron: z.string().max(200), zone: z.string().max(100) }),
  z.object({ everyMinutes: z.number() }),
])

export const connectionScheduleContent = z.object({
  schedule,
  /** The container to test from. Left out, it is chosen as for a test that names none. */
  container: id.nullable().default(null),
  /** Resources of which one record is read as well. */
  probes: z.array(z.string().min(1).max(300)).max(50).default([]),
  /** Whether the fields of the organization are read once a day, too, with a test. */
  readsSchema: z.boolean().default(false),
})

/** When a connection is tested without anybody asking for it. */
export const connectionSchedule = z.object({
  schedule,
  /** In words: `At 06:00, in Europe/Berlin`. */
  words: z.string(),
  container: z.object({ id, name: z.string().nullable() }).nullable(),
  probes: z.array(z.string()),
  readsSchema: z.boolean(),
  nextAt: moment,
  /** The last test that the schedule started; null before the first, and after it was forgotten. */
  lastTest: z
    .object({ job: id, outcome: z.string().nullable(), title: z.string().nullable(), startedAt: moment })
    .nullable(),
  setAt: moment,
  setBy: z.string(),
})
export type ConnectionSchedule = z.output<typeof connectionSchedule>
