import type { PGlite } from '@electric-sql/pglite'
import type { HubClock, HubLog } from '../hub-context.ts'
import { writeCopy } from './embedded-copies.ts'
import type { GuardedPGlite } from './guarded-pglite.ts'

export interface TimedCopies {
  /** Ends when no copy is under way any more; before that writes a last one if something changed. */
  stop(): Promise<void>
}

/**
 * Copies the embedded database again and again, if it changed since. A copy that fails is reported and tried again after
 * the interval: the database goes on without it.
 */
export function startTimedCopies(options: {
  readonly pglite: PGlite
  readonly guarded: GuardedPGlite
  readonly directory: string
  readonly intervalMs: number
  readonly log: HubLog
  readonly clock: HubClock
}): TimedCopies {
  const { pglite, guarded, directory, intervalMs, log, clock } = options
  const stopping = new AbortController()
  let copiedPosition: string | undefined

  const copyIfChanged = async (): Promise<void> => {
    if (guarded.broken()) return
    try {
      const position = await readPosition(guarded)
      if (position === copiedPosition) return
      const file = await writeCopy(directory, await pglite.dumpDataDir('gzip'), clock.now())
      copiedPosition = position
      log.debug({ file }, 'The embedded database was copied')
    } catch (error) {
      log.error({ error, directory }, 'The embedded database could not be copied; it goes on without a new copy')
    }
  }

  const repeat = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(intervalMs, stopping.signal).catch(() => {})
      if (stopping.signal.aborted) return
      await copyIfChanged()
    }
  }
  const repeating = repeat()

  return {
    stop: async () => {
      stopping.abort()
      await repeating
      await copyIfChanged()
    },
  }
}

/** Where the log of changes ends: it moves with every change and with nothing else. */
async function readPosition(guarded: GuardedPGlite): Promise<string | undefined> {
  const { rows } = await guarded.query<{ position: string }>('select pg_current_wal_insert_lsn()::text as position')
  return rows[0]?.position
}
