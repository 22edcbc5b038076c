import { CronExpressionParser } from 'cron-parser'
import { z } from 'zod'
import { isTimeZone } from '../mapping/cut-date.ts'

const cronSchedule = z
  .strictObject({
    cron: z.string().superRefine((cron, context) => {
      const problem = cronProblem(cron)
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
    }),
    zone: z.string().refine(isTimeZone, 'is not a time zone; use an IANA name such as America/New_York'),
  })
  .describe('At the times of a cron expression of five fields, on the wall clock of a zone')

const intervalSchedule = z
  .strictObject({ everyMinutes: z.number().int().min(1).max(10_080) })
  .describe('Every so many minutes of elapsed time')

const afterSchedule = z
  .strictObject({ after: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'is not the name of a process') })
  .describe('After each run of another process')

/** The forms of a schedule, by the key that tells them apart. */
export const scheduleForms = { cron: cronSchedule, everyMinutes: intervalSchedule, after: afterSchedule } as const

export const scheduleSchema = z.union([cronSchedule, intervalSchedule, afterSchedule])

/** When a process runs: `{ cron, zone }`, `{ everyMinutes }` or `{ after }`. */
export type Schedule = z.output<typeof scheduleSchema>

function cronProblem(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/)
  if (fields.length !== 5) {
    return `has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}; write five: minute, hour, day of the month, month, day of the week, such as 30 2 * * *`
  }
  if (/[^\d\s*,/A-Za-z-]/.test(cron) || /[HL]/.test(cron.replaceAll(/[A-Za-z]{3}/g, ''))) {
    return 'has characters that are not part of cron; use numbers, names such as MON, and * , - /'
  }
  try {
    CronExpressionParser.parse(cron, { tz: 'UTC' }).next()
    return undefined
  } catch (error) {
    return `is not a schedule: ${error instanceof Error ? error.message : String(error)}`
  }
}
