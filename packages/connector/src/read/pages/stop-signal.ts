/** A signal that follows the caller's and can also be raised from inside, without leaving a listener behind. */
export interface StopSignal {
  readonly signal: AbortSignal
  stop(): Promise<void>
}

export function createStopSignal(outer: AbortSignal | undefined): StopSignal {
  const controller = new AbortController()
  const onAbort = () => controller.abort(outer?.reason)
  if (outer?.aborted) onAbort()
  else outer?.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    stop: async () => {
      outer?.removeEventListener('abort', onAbort)
      controller.abort()
    },
  }
}
