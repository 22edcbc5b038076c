import { between, isChosen, mix } from './random.ts'

const SECOND_MS = 1000
const DAY_S = 86_400
const QUARTER_HOUR_S = 900
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
 * When a generated record was last changed. Whole quarters of an hour, so that several records share one (api-facts §3.6),
 * never before it was created.
 */
export function updatedAtMs(hash: number, index: number): number {
  const created = createdAtMs(index) / SECOND_MS
  const later = isChosen(hash, 0.4) ? 0 : between(mix(hash, 1), 0, 40 * DAY_S)
  return Math.min(LAST_S, Math.ceil((created + later) / QUARTER_HOUR_S) * QUARTER_HOUR_S) * SECOND_MS
}

/** Midnight UTC some days after a time. */
export function daysLaterMs(timeMs: number, days: number): number {
  return Math.floor(timeMs / (DAY_S * SECOND_MS) + days) * DAY_S * SECOND_MS
}
