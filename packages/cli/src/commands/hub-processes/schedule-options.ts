import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { type CommandInput, parseInteger } from '../../command/command-input.ts'
import { UsageError } from '../../command/usage-error.ts'

type Schedule = NonNullable<BodyInputOf<Routes['process.deploy']>['schedules']>[number]

/** The schedules of a command line. */
export interface GivenSchedules {
  readonly schedules: readonly Schedule[]
  /** What was typed for each, for what the hub says of it. */
  readonly typed: readonly string[]
}

/** Schedules that replace those of before; undefined when none is given. Throws a `UsageError`. */
export function readSchedules(input: CommandInput): GivenSchedules | undefined {
  const given: readonly (readonly [string, Schedule])[] = [
    ...readCrons(input),
    ...input.list('every').map((minutes) => {
      const everyMinutes = parseInteger('--every', minutes, { minimum: 1, maximum: 10_080 })
      return [`--every ${minutes}`, { everyMinutes }] as const
    }),
    ...input.list('after').map((after) => [`--after ${after}`, { after }] as const),
  ]
  if (!input.flag('no-schedule')) {
    return given.length === 0
      ? undefined
      : { schedules: given.map(([, schedule]) => schedule), typed: given.map(([typed]) => typed) }
  }
  if (given.length > 0) throw new UsageError(`--no-schedule and ${given[0]?.[0]} exclude one another.`)
  return { schedules: [], typed: [] }
}

function readCrons(input: CommandInput): readonly (readonly [string, Schedule])[] {
  const [crons, zones] = [input.list('cron'), input.list('zone')]
  if (crons.length === 0 && zones.length > 0) {
    throw new UsageError('--zone belongs to --cron, and there is none.', {
      suggestion: `For example: --cron "0 4 * * *" --zone ${zones[0]}`,
    })
  }
  if (crons.length > 0 && zones.length === 0) {
    throw new UsageError('--zone is missing: without it, it is unknown whose clock --cron goes by.', {
      suggestion: `Give the name of a time zone: --cron "${crons[0]}" --zone Europe/Berlin`,
    })
  }
  if (zones.length > 1 && zones.length !== crons.length) {
    throw new UsageError(`There are ${crons.length} --cron and ${zones.length} --zone.`, {
      suggestion: 'Give one --zone for all, or one for each --cron in the same order.',
    })
  }
  return crons.map((cron, place) => {
    const zone = zones[place] ?? zones[0] ?? ''
    return [`--cron "${cron}" --zone ${zone}`, { cron, zone }] as const
  })
}
