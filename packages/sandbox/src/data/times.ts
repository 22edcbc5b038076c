import { wholeSecondMs } from '../schema/whole-second.ts'
import { between, isChosen, mix } from './random.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400 * SECOND_MS
/** Documents of about three years; what they refer to is older. */
const HISTORY_MS = 3 * 365 * DAY_MS
/** A job touches records every two weeks, so that several share one time (F-155). */
const JOB_MS = 14 * DAY_MS
/** Nothing generated is changed later than this after it was created; lets a search for a range of times skip the rest. */
const LATEST_CHANGE_MS = 20 * DAY_MS
/** Share of master data that is older than every document; documents refer to these records only. */
export const SETTLED_SHARE = 0.9

/** When the generated records of one resource were created and changed. Both rise, or nearly so, with the place of a record. */
export interface Timeline {
  /** Epoch milliseconds. Never falls as the place rises, and lies before today. */
  createdAtMs(index: number): number
  /** Epoch milliseconds: never before the creation, never after today began. */
  updatedAtMs(hash: number, createdMs: number): number
  /** Places of the records that can have been changed in a span of time; `to` is the first place behind them. */
  placesChanged(fromMs: number, toMs: number): { readonly from: number; readonly to: number }
}

/** What a timeline depends on. */
export interface TimelineOptions {
  readonly count: number
  /** Start of the day that it is in the organization, in UTC. */
  readonly todayMs: number
  /** Master data is older than documents, except for its last tenth. */
  readonly isMasterData: boolean
}

/** Lays records out in time: more of them the nearer to today, as in an organization that grows. */
export function createTimeline({ count, todayMs, isMasterData }: TimelineOptions): Timeline {
  const firstMs = todayMs - HISTORY_MS
  const settled = isMasterData ? Math.ceil(count * SETTLED_SHARE) : 0
  // The larger the power, the more records are young. Master data has few that are, and some shall be of yesterday.
  const power = isMasterData ? 3 : 1.5

  function createdAtMs(index: number): number {
    if (index < settled) return wholeSecondMs(firstMs - HISTORY_MS * (1 - index / settled))
    const left = 1 - (index - settled) / Math.max(1, count - settled)
    return wholeSecondMs(todayMs - SECOND_MS - HISTORY_MS * Math.max(0, left) ** power)
  }

  /** Number of places whose records were created before a time. */
  function placesBefore(timeMs: number): number {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (createdAtMs(middle) < timeMs) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    createdAtMs,
    updatedAtMs(hash, createdMs) {
      if (isChosen(hash, 1 / 3)) return Math.min(todayMs, Math.ceil(createdMs / JOB_MS) * JOB_MS)
      if (isChosen(mix(hash, 2), 0.5)) return createdMs
      return Math.min(todayMs, createdMs + between(mix(hash, 1), 0, LATEST_CHANGE_MS / SECOND_MS) * SECOND_MS)
    },
    placesChanged(fromMs, toMs) {
      if (fromMs > todayMs) return { from: count, to: count }
      return { from: placesBefore(fromMs - LATEST_CHANGE_MS), to: placesBefore(toMs + 1) }
    },
  }
}

/** Midnight some days after a time, in a zone that is so many minutes ahead of UTC at the times asked for. */
export function midnightAfterMs(timeMs: number, days: number, offsetMinutes: (timeMs: number) => number): number {
  const utcMidnight = (Math.floor((timeMs + offsetMinutes(timeMs) * 60_000) / DAY_MS) + days) * DAY_MS
  return utcMidnight - offsetMinutes(utcMidnight) * 60_000
}
