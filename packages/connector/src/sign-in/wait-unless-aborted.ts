/**
 * Waits for shared work. An abort ends this wait with the signal's own reason; the work goes on for the others. The
 * listener is removed when the wait is over.
 */
export async function waitUnlessAborted<Value>(shared: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  if (!signal) return shared
  if (signal.aborted) {
    // Nobody is left to see how it ends, which must not become an unhandled rejection.
    shared.catch(() => {})
    throw signal.reason
  }
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([shared, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
