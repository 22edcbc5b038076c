import type { HubContext } from '../../context/hub-context.ts'
import type { Topic } from '../../database/topics.ts'

/** Collects news from its creation until it is disposed of, so that what comes between two waits is not missed. */
export interface NewsListener extends Disposable {
  /** Resolves with whether there is news: at news, after the time, or when the signal aborts. Never rejects. */
  next(maxMs: number, signal: AbortSignal): Promise<boolean>
}

/** Listens to topics. Make it before looking at what the news is about. */
export function listenForNews({ topics, clock }: HubContext, names: readonly Topic[]): NewsListener {
  let hasNews = false
  let wake: (() => void) | undefined
  const stops = names.map((name) =>
    topics.subscribe(name, () => {
      hasNews = true
      wake?.()
    }),
  )
  return {
    next: async (maxMs, signal) => {
      if (!hasNews && !signal.aborted) {
        const woken = new AbortController()
        wake = () => woken.abort()
        // The sleep ends in three ways, and none of them is an error here.
        await clock.sleep(maxMs, AbortSignal.any([signal, woken.signal])).catch(() => undefined)
        wake = undefined
      }
      const isTold = hasNews
      hasNews = false
      return isTold
    },
    [Symbol.dispose]: () => {
      for (const stop of stops) stop()
    },
  }
}
