import type { EndpointClock } from '../contract/destination-type.ts'

/** A clock whose waits take no time. Those of a minute and longer, such as time limits, never end. */
export interface WaitingClock extends EndpointClock {
  /** How long each wait was. */
  readonly waitsMs: readonly number[]
  /** What happens during each wait. */
  meanwhile: () => Promise<void>
}

export function createWaitingClock(): WaitingClock {
  const waitsMs: number[] = []
  const clock: WaitingClock = {
    waitsMs,
    meanwhile: async () => {},
    now: () => Date.now(),
    monotonicMs: () => performance.now(),
    sleep: async (durationMs) => {
      if (durationMs >= 60_000) return await new Promise(() => {})
      waitsMs.push(durationMs)
      await clock.meanwhile()
    },
  }
  return clock
}
