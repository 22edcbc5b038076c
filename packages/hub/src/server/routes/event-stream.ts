import { Readable } from 'node:stream'
import type { HubClock } from '../../basics/hub-clock.ts'
import type { StreamedEvent } from './handler.ts'

export interface EventStreamOptions {
  /** Stops the stream when it aborts. */
  readonly signal: AbortSignal
  readonly clock: HubClock
  /** Called when the source fails after the answer has started, when the client can no longer be told. */
  readonly failed: (error: unknown) => void
  /** Keeps proxies from closing a silent stream. Default: 15 s. */
  readonly heartbeatMs?: number | undefined
}

/**
 * Writes events as `text/event-stream`, one at a time: the source is asked for the next one once the client has taken the last.
 * Between events it sends a comment now and then. Ends with the source, or when the signal aborts.
 */
export function createEventStream(
  events: AsyncIterable<StreamedEvent<unknown>>,
  options: EventStreamOptions,
): Readable {
  return Readable.from(writeEvents(events, options), { objectMode: false, highWaterMark: 16_384 })
}

async function* writeEvents(
  events: AsyncIterable<StreamedEvent<unknown>>,
  { signal, clock, failed, heartbeatMs = 15_000 }: EventStreamOptions,
): AsyncGenerator<string> {
  const iterator = events[Symbol.asyncIterator]()
  const ended = new AbortController()
  const stop = new Promise<'stop'>((resolve) => {
    if (signal.aborted) resolve('stop')
    signal.addEventListener('abort', () => resolve('stop'), { once: true, signal: ended.signal })
  })
  try {
    // Sends the headers off before the first event.
    yield ': connected\n\n'
    let next = iterator.next()
    for (;;) {
      const winner = await race(next, stop, clock, heartbeatMs)
      if (winner === 'stop') return
      if (winner === 'heartbeat') {
        yield ': heartbeat\n\n'
        continue
      }
      if (winner.done === true) return
      yield formatEvent(winner.value)
      next = iterator.next()
    }
  } catch (error) {
    if (!signal.aborted) failed(error)
  } finally {
    ended.abort()
    // A source that waits ends by the signal; nobody waits for it here.
    void iterator.return?.(undefined).catch(() => undefined)
  }
}

async function race<Event>(
  next: Promise<IteratorResult<Event>>,
  stop: Promise<'stop'>,
  clock: HubClock,
  heartbeatMs: number,
): Promise<IteratorResult<Event> | 'stop' | 'heartbeat'> {
  const timer = new AbortController()
  const heartbeat = clock.sleep(heartbeatMs, timer.signal).then(
    () => 'heartbeat' as const,
    // Only when something else has won.
    () => 'heartbeat' as const,
  )
  try {
    return await Promise.race([next, stop, heartbeat])
  } finally {
    timer.abort()
  }
}

/** JSON contains no raw line breaks, so that an event is always one line of data. */
function formatEvent({ id, data }: StreamedEvent<unknown>): string {
  return `id: ${id.replaceAll(/[\r\n\0]/g, '')}\ndata: ${JSON.stringify(data)}\n\n`
}
