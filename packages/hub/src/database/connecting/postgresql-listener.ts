import pg from 'pg'
import { aborted } from '../../basics/aborted.ts'
import type { HubClock } from '../../basics/hub-clock.ts'
import type { HubLog } from '../../basics/hub-log.ts'

export interface PostgresqlListener {
  /** Ends when the connection is closed and no new one is tried. */
  close(): Promise<void>
}

/**
 * Keeps a connection that listens. When it breaks, it is opened again, after 100 ms at first and up to 5 s later. `onGap` is
 * called then, because notifications were lost meanwhile. Resolves once the first connection is open.
 */
export async function startPostgresqlListener(options: {
  readonly config: pg.ClientConfig
  readonly channel: string
  readonly onNews: (payload: string) => void
  readonly onGap: () => void
  readonly log: HubLog
  readonly clock: HubClock
}): Promise<PostgresqlListener> {
  const { onGap, log, clock } = options
  const stopping = new AbortController()
  let current = await connect(options)

  const keep = async (): Promise<void> => {
    for (let failures = 0; ; ) {
      await Promise.race([current.whenBroken, aborted(stopping.signal)])
      if (stopping.signal.aborted) return
      await clock.sleep(Math.min(100 * 2 ** failures, 5_000), stopping.signal).catch(() => {})
      if (stopping.signal.aborted) return
      try {
        current = await connect(options)
        failures = 0
        log.info({}, 'The hub listens to the database again')
        onGap()
      } catch (error) {
        failures += 1
        if (failures === 1) log.warn({ error: nameOf(error) }, 'The connection that listens broke; it is tried again')
      }
    }
  }
  const keeping = keep()

  return {
    close: async () => {
      stopping.abort()
      await keeping
      await current.client.end().catch(() => {})
    },
  }
}

async function connect({ config, channel, onNews }: Parameters<typeof startPostgresqlListener>[0]): Promise<{
  readonly client: pg.Client
  readonly whenBroken: Promise<void>
}> {
  const client = new pg.Client({ ...config, keepAlive: true, connectionTimeoutMillis: 10_000 })
  const whenBroken = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  client.on('notification', ({ payload }) => onNews(payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${channel}`)
  } catch (error) {
    client.end().catch(() => {})
    throw error
  }
  return { client, whenBroken }
}

/** Code or class of an error. Its message may repeat parts of the address. */
function nameOf(error: unknown): string {
  const { code, name } = error as { readonly code?: string; readonly name?: string }
  return code ?? name ?? 'unknown'
}
