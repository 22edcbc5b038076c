import type { Clock } from '../clock/clock.ts'
import type { Transport, TransportRequest } from '../http/transport.ts'
import type { Answer } from './classified-failure.ts'

/** An answer, with when its request went out and when it was complete, on the wall clock. */
export interface TimedAnswer extends Answer {
  readonly sentAtMs: number
  readonly receivedAtMs: number
}

/**
 * A transport that reads every answer to its end before handing it on, and tells about it: whatever the reader above
 * makes of an answer, the test has seen it whole.
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
      const response = await transport.send({ maxResponseBytes, ...request })
      const { status, headers } = response
      const bytes = await response.bytes()
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
