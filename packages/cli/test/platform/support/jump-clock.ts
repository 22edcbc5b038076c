import type { HubClock } from '../../../../hub/src/basics/hub-clock.ts'

/** Runs as time does, and can be moved on at once: everybody whose time has come by then wakes. */
export interface JumpClock extends HubClock {
  jump(durationMs: number): void
}

export function createJumpClock(): JumpClock {
  let jumpedMs = 0
  const sleepers = new Set<() => void>()
  const monotonicMs = () => performance.now() + jumpedMs
  return {
    now: () => Date.now() + jumpedMs,
    monotonicMs,
    sleep: (durationMs, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const wakeAtMs = monotonicMs() + durationMs
        let timer: NodeJS.Timeout | undefined
        const leave = () => {
          clearTimeout(timer)
          sleepers.delete(look)
          signal?.removeEventListener('abort', onAbort)
        }
        const onAbort = () => {
          leave()
          reject(signal?.reason)
        }
        const look = () => {
          clearTimeout(timer)
          const restMs = wakeAtMs - monotonicMs()
          if (restMs > 0) {
            timer = setTimeout(look, restMs)
            return
          }
          leave()
          resolve()
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        sleepers.add(look)
        look()
      }),
    jump: (durationMs) => {
      jumpedMs += durationMs
      for (const look of [...sleepers]) look()
    },
  }
}
