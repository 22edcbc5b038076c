/** Waits that end at once when the sandbox closes, so that closing never hangs. */
export interface Sleeper {
  sleep(durationMs: number): Promise<void>
  wakeAll(): void
}

/** Makes a sleeper on real timers. */
export function createSleeper(): Sleeper {
  const waiting = new Map<NodeJS.Timeout, () => void>()
  return {
    sleep: (durationMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(timer)
          resolve()
        }, durationMs)
        waiting.set(timer, resolve)
      }),
    wakeAll() {
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer)
        resolve()
      }
      waiting.clear()
    },
  }
}
