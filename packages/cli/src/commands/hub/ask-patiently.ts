import { ProblemError } from '@coupa-connector/protocol'
import type { Context } from '../../command/context.ts'
import { HubUnreachableError } from '../hub-session/open-hub.ts'

/** How long a hub may be away, for example to be started again, before that is told as an error. */
const patienceMs = 300_000
const betweenMs = 2000

/** Asks the hub, and again while it is away or busy: for programs that wait for something and would lose their place. */
export async function askPatiently<Answer>(
  ask: () => Promise<Answer>,
  { signal, clock }: Pick<Context, 'signal' | 'clock'>,
): Promise<Answer> {
  const untilMs = clock.monotonicMs() + patienceMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (signal.aborted || !isPassing(error) || clock.monotonicMs() > untilMs) throw error
      const askedMs = error instanceof ProblemError ? (error.retryAfterMs ?? 0) : 0
      await clock.sleep(Math.max(betweenMs, askedMs), signal)
    }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof ProblemError) return [429, 502, 503, 504].includes(error.status)
  return error instanceof HubUnreachableError
}
