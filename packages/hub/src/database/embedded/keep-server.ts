import { aborted } from '../../basics/aborted.ts'
import type { HubClock } from '../../basics/hub-clock.ts'
import type { HubLog } from '../../basics/hub-log.ts'
import { DatabaseError } from '../failures/database-error.ts'
import { isDatabaseUnavailable } from '../failures/is-database-unavailable.ts'
import { readFreeBytesOf } from './free-bytes.ts'
import { joinServer, type Membership } from './join-server.ts'
import { rotateLog } from './server-log.ts'
import type { ServerStart } from './start-server.ts'
import { watchRoom } from './watch-room.ts'

/** A server that this program uses and keeps alive. */
export interface KeptServer {
  readonly config: Membership['config']
  /** Why the last attempt to start it again failed. Undefined once it is back, and before the first attempt. */
  whyAway(): DatabaseError | undefined
  /** What is left for the server on the disk of its data. */
  readFreeBytes(): Promise<number>
  /** Ends the keeping, and stops the server when no other program uses it. */
  close(): Promise<void>
}

/** How often to check the size of the log. A healthy server writes a few lines a day. */
const logCheckMs = 3_600_000

/**
 * Joins the server of a data directory and restarts it whenever it dies. Meanwhile statements fail with errors for which
 * `isDatabaseUnavailable` is true. Nothing that was committed is lost.
 */
export async function keepServer(
  start: ServerStart,
  { log, clock }: { readonly log: HubLog; readonly clock: HubClock },
): Promise<KeptServer> {
  const stopping = new AbortController()
  const readFreeBytes = () => readFreeBytesOf(start.places.data)
  let away: DatabaseError | undefined
  let current = await joinServer(start, clock)
  const { config } = current

  const keep = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await Promise.race([current.whenBroken, aborted(stopping.signal)])
      if (stopping.signal.aborted) return
      log.warn({ directory: start.places.home }, 'The embedded database is away; it is started again')
      current = await rejoin()
    }
  }
  /** Repeats until it succeeds, after 100 ms at first and up to 5 s later. */
  const rejoin = async (): Promise<Membership> => {
    for (let failures = 0; ; failures++) {
      try {
        const membership = await joinServer(start, clock)
        away = undefined
        log.info({ directory: start.places.home }, 'The embedded database is back')
        return membership
      } catch (error) {
        // For causes that do not pass by themselves. Callers only learn that the database is away.
        away = error instanceof DatabaseError && isDatabaseUnavailable(error) ? error : undefined
        log.error(
          { error, directory: start.places.home },
          'The embedded database could not be started; it is tried again',
        )
        await clock.sleep(Math.min(100 * 2 ** failures, 5_000), stopping.signal).catch(() => {})
        if (stopping.signal.aborted) return current
      }
    }
  }
  const watchLog = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(logCheckMs, stopping.signal).catch(() => {})
      if (stopping.signal.aborted) return
      await rotateLog(start.places).catch((error) =>
        log.warn({ error }, 'The log of the server could not be put aside'),
      )
    }
  }
  const keeping = Promise.all([keep(), watchLog(), watchRoom({ readFreeBytes, log, clock, signal: stopping.signal })])

  return {
    config,
    whyAway: () => away,
    readFreeBytes,
    close: async () => {
      stopping.abort()
      await keeping
      await current.leave()
    },
  }
}
