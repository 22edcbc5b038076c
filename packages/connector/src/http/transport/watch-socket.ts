import type { Socket } from 'node:net'

interface WatchOptions<Result> {
  /** Ends the wait with the signal's own reason. */
  readonly signal: AbortSignal
  readonly event: string
  readonly onEvent: (done: (result: Result) => void, fail: (error: Error) => void) => void
  /** Names what a socket error means at this stage. */
  readonly toFailure: (error: Error) => Error
}

/**
 * Waits for one stage of a connection: resolves when `onEvent` says done, rejects when the socket fails, ends or the
 * signal aborts. The socket is destroyed on every failure and no listener of ours is left behind. A socket that fails
 * between two waits is told by `destroyed`, so whoever makes it gives it an error listener that stays.
 */
export function watchSocket<Result>(
  socket: Socket,
  { signal, event, onEvent, toFailure }: WatchOptions<Result>,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const settle = () => {
      socket.off(event, handle).off('error', onError).off('end', onEnd).off('close', onEnd)
      signal.removeEventListener('abort', onAbort)
    }
    const fail = (error: Error) => {
      settle()
      socket.destroy()
      reject(error)
    }
    const done = (result: Result) => {
      settle()
      resolve(result)
    }
    const onError = (error: Error) => fail(toFailure(error))
    const onEnd = () => fail(toFailure(new Error('the other side closed the connection')))
    const onAbort = () => fail(signal.reason)
    const handle = () => onEvent(done, (error) => fail(toFailure(error)))

    if (signal.aborted) return fail(signal.reason)
    if (socket.destroyed) return onEnd()
    socket.on(event, handle).on('error', onError).on('end', onEnd).on('close', onEnd)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
