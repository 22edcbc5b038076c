import { between, isChosen, mix } from './random.ts'

const SECOND_MS = 1000
const DAY_S = 86_400
const JOB_S = 30 * DAY_S
/** Generated records were created from here on … */
const FIRST_S = Date.UTC(2022, 0, 3, 8) / SECOND_MS
/** … and up to here; nothing generated is younger, whatever the clock says. */
const LAST_S = Date.UTC(2025, 11, 19, 17) / SECOND_MS

/** When a generated record was created, in epoch milliseconds. Never falls as the place rises. */
export function createdAtMs(index: number): number {
  const share = 1 - 1 / (1 + index / 200)
  return Math.floor(FIRST_S + (LAST_S - 45 * DAY_S - FIRST_S) * share) * SECOND_MS
}

/**
 * When a generated record was last changed: never before it was created. A third of the records were last touched by a job that
 * runs every 30 days, so that several share one time (api-facts §3.6).
 */
export function updatedAtMs(hash: number, index: number): number {
  const created = createdAtMs(index) / SECOND_MS
  if (isChosen(hash, 1 / 3)) return Math.min(LAST_S, Math.ceil(created / JOB_S) * JOB_S) * SECOND_MS
  const later = isChosen(mix(hash, 2), 0.5) ? 0 : between(mix(hash, 1), 0, 40 * DAY_S)
  return Math.min(LAST_S, created + later) * SECOND_MS
}

/** Midnight some days after a time, in a zone that is so many minutes ahead of UTC at the times asked for. */
export function midnightAfterMs(timeMs: number, days: number, offsetMinutes: (timeMs: number) => number): number {
  const dayMs = DAY_S * SECOND_MS
  const utcMidnight = (Math.floor((timeMs + offsetMinutes(timeMs) * 60_000) / dayMs) + days) * dayMs
  return utcMidnight - offsetMinutes(utcMidnight) * 60_000
}
