import type { Clock } from '../../runtime/clock.ts'

export interface LaneCount {
  /** Told of each answered page. */
  observe(latencyMs: number): void
  /** How many requests may be in flight now. */
  current(): number
}

export interface LaneCountOptions {
  readonly clock: Clock
  /** Fixes the number. Default: by latency. */
  readonly concurrency?: number | undefined
  /** Requests a second that the organization allows (F-240: 25). */
  readonly ratePerSecond: number
}

const minLanes = 2
const maxLanes = 64
/** Head-room above what Little's law asks for, so that one slow page leaves no gap. */
const headRoom = 1.2
/** Share of the rate from which on waiting in the limiter is part of the latency, which then says nothing. */
const saturation = 0.95
/** Weight of one sample. Up is slow: right after the start some samples hold waiting although the rate is not used up. */
const rise = 0.03
const fall = 0.2

/**
 * As many lanes as it takes to use the full rate at the latency seen: rate × latency × 1.2 + 1, from 2 to 64. The
 * latency is a moving average. Once the rate is used up, requests wait in the limiter below and would look slow; such
 * samples are left out, else more lanes would make more waiting and more waiting more lanes.
 */
export function createLaneCount({ clock, concurrency, ratePerSecond }: LaneCountOptions): LaneCount {
  if (concurrency !== undefined) return { observe: () => {}, current: () => concurrency }
  const finishedAtMs: number[] = []
  const windowSize = Math.min(100, Math.max(5, Math.ceil(ratePerSecond)))
  let averageMs: number | undefined

  return {
    observe: (latencyMs) => {
      const nowMs = clock.monotonicMs()
      finishedAtMs.push(nowMs)
      if (finishedAtMs.length <= windowSize) {
        // Too few to tell waiting from slowness. The fastest sample so far did not wait.
        averageMs = Math.min(averageMs ?? latencyMs, latencyMs)
        return
      }
      const spanMs = nowMs - (finishedAtMs.shift() ?? nowMs)
      const isSaturated = windowSize * 1000 >= saturation * ratePerSecond * spanMs
      if (isSaturated) return
      const before = averageMs ?? latencyMs
      averageMs = before + (latencyMs - before) * (latencyMs > before ? rise : fall)
    },
    current: () => {
      if (averageMs === undefined) return minLanes
      const needed = Math.ceil((ratePerSecond * averageMs * headRoom) / 1000) + 1
      return Math.min(maxLanes, Math.max(minLanes, needed))
    },
  }
}
