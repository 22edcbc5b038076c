import { type Connection, createConnection, parseSettings } from '@coupa-connector/connector'
import { settingsFingerprint } from '@coupa-connector/connector/internals'
import {
  type Clock,
  createUndiciTransport,
  type Log,
  type TokenStore,
  type UndiciTransportOptions,
} from '@coupa-connector/connector/plugins'
import { limitToShare } from './limit-to-share.ts'
import type { OrganizationRates, RateHandle } from './organization-rates.ts'
import type { RequestTracer } from './trace-requests.ts'

/** How the container reaches Coupa, and which certificates it trusts. */
export type NetworkOptions = Pick<UndiciTransportOptions, 'proxy' | 'environment' | 'ca' | 'lookup'>

export interface ConnectionPoolOptions {
  readonly network: NetworkOptions
  readonly rates: OrganizationRates
  readonly tracer: RequestTracer
  /** Where the tokens of a tenant are kept. */
  readonly tokenStore: (account: string) => TokenStore
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
  /** Connections that are kept open while no job uses them. Default: 100. */
  readonly maxIdle?: number | undefined
  /** How long one is kept. Default: 5 minutes. */
  readonly idleMs?: number | undefined
}

/** Which connection a job needs. */
export interface ConnectionNeed {
  readonly account: string
  readonly connectionKey: string
  readonly settings: Readonly<Record<string, string>>
  readonly publicAddressesOnly: boolean
  /** Settings that are stored nowhere. Neither their connection nor their token outlives the job. */
  readonly isUnstored: boolean
  readonly rateShare: number
  /** The part of the rate, 0 to 1, that this use takes at most, so that others go on beside it. Default: all. */
  readonly ownShare?: number | undefined
}

/** Signed-in connections, kept for the next job that needs the same one. */
export interface ConnectionPool {
  /** Runs work with a connection. Throws a `SettingsError` first when the settings cannot be used. */
  withConnection<Result>(need: ConnectionNeed, work: (connection: Connection) => Promise<Result>): Promise<Result>
  /** Closes what nobody has used for long. */
  closeIdle(): Promise<void>
  /** Closes all, the used ones too. */
  close(): Promise<void>
}

/**
 * One connection per tenant, stored connection and settings. Changed settings, including a changed secret, get a new
 * connection. Tenants never share one, whatever their settings.
 */
export function createConnectionPool({
  network,
  rates,
  tracer,
  tokenStore,
  clock,
  random,
  log,
  maxIdle = 100,
  idleMs = 5 * 60_000,
}: ConnectionPoolOptions): ConnectionPool {
  // In the order of their last use.
  const pooled = new Map<string, Pooled>()

  return {
    withConnection: async (need, work) => {
      const fingerprint = settingsFingerprint(parseSettings(need.settings).settings)
      const { account, connectionKey, publicAddressesOnly, ownShare } = need
      const key = JSON.stringify([account, connectionKey, publicAddressesOnly, ownShare, fingerprint])
      const entry = pooled.get(key) ?? open(need)
      pooled.delete(key)
      pooled.set(key, entry)
      entry.uses++
      const endUse = entry.rate.use(need.rateShare)
      try {
        return await work(entry.connection)
      } finally {
        endUse()
        entry.uses--
        entry.usedAtMs = clock.monotonicMs()
        if (need.isUnstored && entry.uses === 0) await closeEntry(key, entry)
        await closeSurplus()
      }
    },
    closeIdle: async () => {
      const nowMs = clock.monotonicMs()
      await closeWhere(({ uses, usedAtMs }) => uses === 0 && nowMs - usedAtMs >= idleMs)
    },
    close: async () => {
      await closeWhere(() => true)
    },
  }

  function open(need: ConnectionNeed): Pooled {
    const { account, connectionKey, settings, publicAddressesOnly, isUnstored, ownShare } = need
    const rate = rates.open(account, new URL(parseSettings(settings).settings.url).host)
    const transport = createUndiciTransport({
      ...network,
      addressGuard: publicAddressesOnly ? 'public-only' : 'off',
    })
    const connection = createConnection(settings, {
      id: connectionKey,
      rate: ownShare === undefined ? rate.limiter : limitToShare(rate.limiter, ownShare, { clock, random }),
      transport: tracer.wrap(transport),
      ...(isUnstored ? {} : { tokenStore: tokenStore(account) }),
      environment: {},
      clock,
      random,
      log,
    })
    const close = async (): Promise<void> => {
      rate.close()
      await connection.close()
      await transport.close()
    }
    return { connection, rate, uses: 0, usedAtMs: clock.monotonicMs(), close }
  }

  async function closeSurplus(): Promise<void> {
    const idle = [...pooled].filter(([, { uses }]) => uses === 0)
    for (const [key, entry] of idle.slice(0, Math.max(0, idle.length - maxIdle))) await closeEntry(key, entry)
  }

  async function closeWhere(isDone: (entry: Pooled) => boolean): Promise<void> {
    const done = [...pooled].filter(([, entry]) => isDone(entry))
    await Promise.all(done.map(([key, entry]) => closeEntry(key, entry)))
  }

  async function closeEntry(key: string, entry: Pooled): Promise<void> {
    if (pooled.get(key) === entry) pooled.delete(key)
    await entry.close().catch((error: unknown) => {
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'A connection did not close cleanly')
    })
  }
}

interface Pooled {
  readonly connection: Connection
  readonly rate: RateHandle
  uses: number
  usedAtMs: number
  close(): Promise<void>
}
