import type { Transport, TransportRequest } from '../../http/transport/transport.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Answer } from '../classify/classified-failure.ts'

/** An answer, with the times when its request was sent and when it was complete, by the wall clock. */
export interface TimedAnswer extends Answer {
  readonly sentAtMs: number
  readonly receivedAtMs: number
}

/**
 * A transport that reads every answer to its end before handing it on, and tells about it: whatever the reader above
 * makes of an answer, the test has seen it whole. What comes after the request was given up on is not told any more.
 */
export function observeTransport(
  transport: Transport,
  {
    clock,
    maxResponseBytes,
    onAnswer,
  }: { clock: Pick<Clock, 'now'>; maxResponseBytes: number; onAnswer: (answer: TimedAnswer) => void },
): Transport {
  return {
    async send(request: TransportRequest) {
      const sentAtMs = clock.now()
      const { signal, onProgress } = request
      const response = await transport.send({
        maxResponseBytes,
        ...request,
        onProgress: (event) => {
          if (!signal?.aborted) onProgress?.(event)
        },
      })
      const { status, headers } = response
      const bytes = await response.bytes()
      if (!signal?.aborted)
        onAnswer({ status, headers, body: new TextDecoder().decode(bytes), sentAtMs, receivedAtMs: clock.now() })
      return {
        status,
        headers,
        bytes: async () => bytes,
        async *stream() {
          yield bytes
        },
      }
    },
    close: () => transport.close(),
  }
}
