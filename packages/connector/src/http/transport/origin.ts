import type { SecureContext } from 'node:tls'
import type { buildConnector, Dispatcher, Pool } from 'undici'
import type { AbortWatch } from './abort-watch.ts'
import { ConnectFailure } from './connect-failure.ts'
import { acceptedEncodings } from './decompress.ts'
import { Exchange } from './exchange.ts'
import { networkError, toNetworkError } from './network-failure.ts'
import { type NameLookup, openConnection } from './open-socket.ts'
import { type Environment, type ProxyChoice, type ProxyServer, selectProxy } from './proxy.ts'
import type { ConnectProgress, Timeouts, TransportRequest, TransportResponse } from './transport.ts'

export interface OriginSettings {
  readonly limits: Timeouts
  readonly maxResponseBytes: number
  readonly aborts: AbortWatch
  readonly connections: number
  readonly proxy: ProxyChoice
  readonly environment: Environment
  readonly addressGuard: 'off' | 'public-only'
  readonly lookup: NameLookup
  readonly secureContext: SecureContext | undefined
}

/** One scheme, host and port with its pool of connections. */
export interface Origin {
  send(request: TransportRequest, path: string): Promise<TransportResponse>
  close(): Promise<void>
}

/** undici's pool. It is loaded with the first request, because that takes longer than loading the rest of the library. */
export type PoolClass = new (origin: string, options: Pool.Options) => Pool

/** Makes the pool for `https://host:port`. Throws `TypeError` for what is not the address of one. */
export function createOrigin(address: string, settings: OriginSettings, PoolOfConnections: PoolClass): Origin {
  const url = originUrl(address)
  const { limits } = settings
  const route = findRoute(url, settings)
  const watchers = new Set<Watcher>()
  const connector = createConnector(url, route, settings, (event) => {
    for (const watcher of watchers) if (watcher.exchange.isWaiting) watcher.onProgress(event)
  })
  const pool = new PoolOfConnections(url.origin, {
    connect: connector.connect,
    connections: settings.connections,
    pipelining: 1,
    allowH2: false,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    // Servers that close sooner say so in their Keep-Alive header, which undici heeds.
    keepAliveTimeout: 10_000,
  })
  const plainProxy = url.protocol === 'http:' ? route.proxy : undefined

  const dispatch = (request: TransportRequest, path: string, exchange: Exchange): Promise<TransportResponse> => {
    const { timeouts } = request
    connector.limitMs = timeouts?.connectMs ?? limits.connectMs
    return exchange.run((handler) => {
      pool.dispatch(
        {
          path: plainProxy ? url.origin + path : path,
          method: request.method,
          headers: wireHeaders(request.headers, plainProxy),
          body: wireBody(request.body, exchange),
          headersTimeout: timeouts?.headersMs ?? null,
          bodyTimeout: timeouts?.bodyMs ?? null,
        },
        handler,
      )
    })
  }

  return {
    send: async (request, path) => {
      if (route.failure) throw toNetworkError(route.failure, request, 'waiting')
      const totalMs = request.timeouts?.totalMs ?? limits.totalMs
      const exchange = new Exchange(request, { totalMs, maxBytes: settings.maxResponseBytes, aborts: settings.aborts })
      const { onProgress } = request
      if (!onProgress && !plainProxy) return dispatch(request, path, exchange)

      const watcher = onProgress && { exchange, onProgress }
      if (watcher) watchers.add(watcher)
      try {
        const response = await dispatch(request, path, exchange)
        if (plainProxy && response.status === 407) throw await proxySignIn(request, response, plainProxy)
        return response
      } finally {
        if (watcher) watchers.delete(watcher)
      }
    },
    close: async () => {
      connector.close()
      await pool.destroy()
    },
  }
}

/** A request that wants to hear about the connections that are opened while it waits. */
interface Watcher {
  readonly exchange: Exchange
  readonly onProgress: (event: ConnectProgress) => void
}

function originUrl(address: string): URL {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) {
    throw new TypeError('A request needs an absolute http or https address without user info')
  }
  return url
}

interface Route {
  readonly proxy?: ProxyServer | undefined
  /** The configured proxy is invalid. Each request reports it, because there is nobody else to tell. */
  readonly failure?: ConnectFailure
}

function findRoute(url: URL, { proxy, environment }: OriginSettings): Route {
  try {
    return { proxy: selectProxy(url, proxy, environment) }
  } catch (error) {
    if (error instanceof ConnectFailure) return { failure: error }
    throw error
  }
}

interface Connector {
  readonly connect: buildConnector.connector
  /** How long the next connection may take; undici makes it while it takes in the request that needs it. */
  limitMs: number
  /** Ends the connections that are being made. */
  close(): void
}

function createConnector(
  url: URL,
  route: Route,
  { addressGuard, lookup, secureContext, limits }: OriginSettings,
  onProgress: (event: ConnectProgress) => void,
): Connector {
  const secure = url.protocol === 'https:'
  const target = {
    hostname: url.hostname.replace(/^\[(.+)\]$/, '$1'),
    port: Number(url.port) || (secure ? 443 : 80),
    secure,
  }
  const sessions = new Map<string, Buffer>()
  const attempts = new Set<AbortController>()

  const connector: Connector = {
    limitMs: limits.connectMs,
    connect: (_options, callback) => {
      const attempt = new AbortController()
      const { limitMs } = connector
      const timer = limitMs > 0 ? setTimeout(() => attempt.abort(connectTimeout(url, limitMs)), limitMs) : undefined
      attempts.add(attempt)
      openConnection(target, {
        proxy: route.proxy,
        addressGuard,
        lookup,
        secureContext,
        sessions,
        signal: attempt.signal,
        onProgress,
      })
        .finally(() => {
          clearTimeout(timer)
          attempts.delete(attempt)
        })
        .then(
          (socket) => callback(null, socket),
          (error: Error) => callback(error, null),
        )
    },
    close: () => {
      for (const attempt of attempts) attempt.abort(new ConnectFailure('reset', 'the transport was closed'))
    },
  }
  return connector
}

function connectTimeout(url: URL, limitMs: number): ConnectFailure {
  return new ConnectFailure('connect-timeout', `no connection to ${url.host} within ${limitMs} ms`, { limitMs })
}

/** undici's flat form, the cheapest it takes. */
function wireHeaders(headers: TransportRequest['headers'], proxy: ProxyServer | undefined): string[] {
  const flat = headers['accept-encoding'] === undefined ? ['accept-encoding', acceptedEncodings] : []
  for (const name in headers) flat.push(name, headers[name] ?? '')
  if (proxy?.authorization) flat.push('proxy-authorization', proxy.authorization.reveal())
  return flat
}

function wireBody(body: TransportRequest['body'], exchange: Exchange): Dispatcher.DispatchOptions['body'] {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return body ?? null
  // undici takes async iterables (Dispatcher.md), its types do not say so.
  return piecesOf(body, exchange) as unknown as Dispatcher.DispatchOptions['body']
}

/** A body that breaks while it is produced fails the request with the producer's own error. */
async function* piecesOf(body: AsyncIterable<Uint8Array>, exchange: Exchange): AsyncIterable<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    exchange.abandon(error instanceof Error ? error : new Error('The body of the request failed', { cause: error }))
    throw error
  }
}

/** Over plain HTTP the proxy's own refusal looks like an answer of the target. */
async function proxySignIn(request: TransportRequest, response: TransportResponse, proxy: ProxyServer): Promise<Error> {
  await response.bytes().catch(() => {})
  const explanation = `the proxy ${proxy.label} requires a valid user name and password (status 407)`
  const evidence = { proxy: proxy.label, status: 407 }
  return networkError(request, 'waiting', { failure: 'proxy', explanation, evidence })
}
