import { nearestNames } from '@coupa-connector/catalog'
import type { z } from 'zod'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import { type Schedule, scheduleForms } from './schedule.ts'

/** A schedule that cannot be kept, with everything that is wrong with it. */
export class ScheduleError extends Error {
  readonly code = 'SCHEDULE_INVALID'
  readonly problems: readonly DefinitionProblem[]

  constructor(problems: readonly DefinitionProblem[]) {
    const lines = problems.map(({ path, message, suggestion }) =>
      [`${path === '' ? 'the schedule' : path} ${message}.`, suggestion].filter(Boolean).join(' '),
    )
    super(lines.join('\n'))
    this.name = 'ScheduleError'
    this.problems = problems
  }
}

const forms =
  'Write { "cron": "30 2 * * *", "zone": "America/New_York" }, { "everyMinutes": 15 } or { "after": "suppliers" }.'

/**
 * Reads a schedule as people write it. A cron expression needs a time zone: without one its meaning would depend on a machine.
 *
 * @example
 * ```ts
 * parseSchedule({ cron: '0 4 * * *', zone: 'America/New_York' })
 * ```
 */
export function parseSchedule(input: unknown): Schedule {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ScheduleError([{ path: '', message: 'is not an object', suggestion: forms }])
  }
  const names = Object.keys(scheduleForms) as (keyof typeof scheduleForms)[]
  const found = names.filter((name) => name in input)
  const [form] = found.length === 0 && 'zone' in input ? (['cron'] as const) : found
  if (form === undefined || found.length > 1) {
    const message = found.length > 1 ? `has ${found.join(' and ')}` : 'does not say when'
    throw new ScheduleError([{ path: '', message, suggestion: forms }])
  }
  const parsed = scheduleForms[form].safeParse(input)
  if (parsed.success) return parsed.data
  throw new ScheduleError(parsed.error.issues.flatMap((issue) => toProblems(issue, input, form)))
}

function toProblems(issue: z.core.$ZodIssue, input: object, form: keyof typeof scheduleForms): DefinitionProblem[] {
  const path = String(issue.path[0] ?? '')
  const value: unknown = Reflect.get(input, path)
  const shown = JSON.stringify(value)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const known = Object.keys(scheduleForms[form].shape)
      const [near] = nearestNames(key, known)
      const suggestion = near === undefined ? `It takes ${known.join(' and ')}.` : `Did you mean "${near}"?`
      return { path: key, message: `does not belong to a schedule with ${form}`, suggestion }
    })
  }
  if (value === undefined) {
    const suggestion = path === 'zone' ? 'Write an IANA name such as America/New_York.' : undefined
    return [{ path, message: 'is missing', suggestion }]
  }
  if (issue.code === 'custom' || issue.code === 'invalid_format') {
    return [{ path, message: `is ${shown}, which ${issue.message}` }]
  }
  const expected = form === 'everyMinutes' ? 'a whole number from 1 to 10080 (a week)' : 'a text'
  return [{ path, message: `is ${shown}, and has to be ${expected}` }]
}
