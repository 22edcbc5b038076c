import { NetworkError, OutcomeUnknownError, TimeoutError } from '@coupa-connector/connector'
import type { LoadContext } from '../load-context.ts'

/** What was sent may still be carried out for so long after its answer was lost. */
export const settleMs = 7000

const mostSends = 3

/**
 * Sends what must not be carried out twice. When the answer is lost, Coupa is asked whether it arrived, after it has had time
 * to; only what provably did not is sent again. `seen` answers with undefined as long as it is not there. Throws what
 * `send` threw when nothing of this decides.
 */
export async function sendUntilSeen<Answer>(
  send: () => Promise<Answer>,
  seen: () => Promise<Answer | undefined>,
  { clock, signal }: LoadContext,
): Promise<Answer> {
  for (let sends = 1; ; sends++) {
    try {
      return await send()
    } catch (error) {
      signal?.throwIfAborted()
      if (!mayHaveArrived(error)) throw error
      await clock.sleep(settleMs, signal)
      const found = await seen().catch(() => {
        signal?.throwIfAborted()
        throw error
      })
      if (found !== undefined) return found
      if (sends >= mostSends) throw error
    }
  }
}

/** A file that is streamed cannot be sent a second time by the connection itself, and fails like the network. */
function mayHaveArrived(error: unknown): boolean {
  return [OutcomeUnknownError, NetworkError, TimeoutError].some((kind) => error instanceof kind)
}
