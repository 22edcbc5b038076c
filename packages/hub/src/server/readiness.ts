import { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { explainUnavailable } from '../database/failures/explain-unavailable.ts'
import { isLowRoom, warnOfRoom } from '../database/failures/low-room.ts'
import { withTimeout } from '../database/failures/with-timeout.ts'
import { hasClockGoneBack } from '../housekeeping/database-clock.ts'

/** What `/readyz` answers while the hub serves. */
export interface Readiness {
  readonly status: 'ready'
  /** What a person should look at although requests are answered, in sentences. */
  readonly warnings: readonly string[]
}

/** Balancers wait for little more. */
const timeoutMs = 2000

const clockWarning =
  "The clock of the database's machine went back within the last hour. Nothing is deleted by age until it has gone evenly for an hour; look at its time service."

/**
 * Whether to send requests to this hub. Throws `UNAVAILABLE`, with the reason, when the hub stops, or when its database does
 * not answer or accepts no writes. A clock that went back is only a warning: all hubs read the one clock, so a balancer would
 * remove every hub and stop what works.
 */
export async function readReadiness({ database, stopping, log }: HubContext, requestId: string): Promise<Readiness> {
  if (stopping.aborted) throw new HubProblem('UNAVAILABLE', { detail: 'This hub is stopping.', retryAfterSeconds: 1 })
  try {
    await database.checkWrites({ timeoutMs })
    const [hasGoneBack, freeBytes] = await withTimeout(
      Promise.all([hasClockGoneBack(database.vital), database.readFreeBytes?.()]),
      timeoutMs,
      'The database',
    )
    const warnings = [...(hasGoneBack ? [clockWarning] : []), ...(isLowRoom(freeBytes) ? [warnOfRoom(freeBytes)] : [])]
    return { status: 'ready', warnings }
  } catch (error) {
    const detail = explainUnavailable(error)
    log.warn({ requestId, error }, detail)
    throw new HubProblem('UNAVAILABLE', { detail, retryAfterSeconds: 5 }, { cause: error })
  }
}
