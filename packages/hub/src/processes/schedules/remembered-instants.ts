import { nextInstants, parseSchedule, type Schedule } from '@coupa-connector/process'

/** Schedules that are remembered: whoever has more of them has a few that most are due at the same instant. */
const mostRemembered = 1000

interface Remembered {
  readonly schedule: Schedule
  /** The instants that were asked for last, and those after which they come. */
  last: { readonly afterMs: number; readonly instants: readonly Date[] } | undefined
}

const remembered = new Map<string, Remembered>()

/**
 * The next instants of a stored schedule, later than `after`. Reading a cron expression and going through it takes about a
 * millisecond, and a thousand schedules that are due at one instant are mostly the same few: so the answer is remembered. Throws
 * when the schedule cannot be read.
 */
export function rememberedInstants(
  stored: Readonly<Record<string, unknown>>,
  { after, count }: { readonly after: Date; readonly count: number },
): readonly Date[] {
  const known = remember(stored)
  const { last } = known
  if (last?.afterMs === after.getTime() && last.instants.length >= count) return last.instants.slice(0, count)
  const instants = nextInstants(known.schedule, { after, count })
  known.last = { afterMs: after.getTime(), instants }
  return instants
}

function remember(stored: Readonly<Record<string, unknown>>): Remembered {
  const key = JSON.stringify(stored)
  const known = remembered.get(key)
  if (known !== undefined) return known
  const added: Remembered = { schedule: parseSchedule(stored), last: undefined }
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(key, added)
  return added
}
