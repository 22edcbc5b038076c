import type { BackFillRange } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import { UsageError } from '../../command/usage-error.ts'

/** The range that a command line names. Throws a `UsageError` for one that is none, or where there is none. */
export function readBackFillRange(input: CommandInput): BackFillRange {
  const [from, until] = [readInstant(input, 'from'), readInstant(input, 'until')]
  const ids = readIdRange(input.text('ids'))
  const given = input.text('by')
  const by = given === 'created-at' || given === 'updated-at' ? given : undefined
  if (from === undefined && until === undefined) {
    if (ids === undefined) {
      throw new UsageError('The range is missing: a back-fill reads the records of a range.', {
        suggestion: 'Give --from and --until, such as --from 2025-01-01 --until 2026-01-01; or --ids 1000..2000.',
      })
    }
    if (by !== undefined) throw new UsageError(`--by ${by} says what --from and --until mean, and neither is given.`)
  }
  return { from, until, by, ...ids }
}

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** A day is its beginning in UTC. */
function readInstant(input: CommandInput, name: 'from' | 'until'): string | undefined {
  const given = input.text(name)
  if (given === undefined) return undefined
  const text = day.test(given) ? `${given}T00:00:00Z` : given
  const time = Date.parse(text)
  // A day that its month does not have is the next month's otherwise.
  const isDay =
    !Number.isNaN(Date.parse(`${given.slice(0, 10)}T00:00:00Z`)) && isoDayOf(given.slice(0, 10)) === given.slice(0, 10)
  if (instant.test(text) && !Number.isNaN(time) && isDay) return new Date(time).toISOString()
  throw new UsageError(`--${name} is "${given}", which is not a time.`, {
    suggestion: 'Write a day in UTC, such as 2025-01-01; or a time with its zone, such as 2025-01-01T00:00:00-08:00.',
  })
}

function isoDayOf(text: string): string {
  return new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10)
}

function readIdRange(given: string | undefined): Pick<BackFillRange, 'firstId' | 'lastId'> | undefined {
  if (given === undefined) return undefined
  const [, first = '', last = ''] = /^(\d*)\.\.(\d*)$/.exec(given.trim()) ?? []
  const ids = [first, last].map((text) => (text === '' ? undefined : Number(text)))
  const isRange = ids.some((id) => id !== undefined) && ids.every((id) => id === undefined || Number.isSafeInteger(id))
  const [firstId, lastId] = ids
  if (isRange && firstId !== 0 && lastId !== 0) return { firstId, lastId }
  throw new UsageError(`--ids is "${given}", which is not a range of ids.`, {
    suggestion: 'Write 1000..2000, 1000.. or ..2000. To deliver single records again, use "retry --ids".',
  })
}
