import type { SecureContext } from 'node:tls'
import { createAbortWatch } from './abort-watch.ts'
import { nodeTls } from './node-tls.ts'
import { lookupName, type NameLookup } from './open-socket.ts'
import { createOrigin, type Origin, type OriginSettings, type PoolClass } from './origin.ts'
import type { Environment, ProxyChoice } from './proxy.ts'
import type { Timeouts, Transport } from './transport.ts'

export interface UndiciTransportOptions {
  /** What a request does not set itself. Default: `defaultTimeouts`. */
  readonly timeouts?: Partial<Timeouts> | undefined
  /**
   * The most that `bytes()` takes in, decompressed. Default: 16 MiB, many times a page of 50 full records. A download is a
   * stream and has no such limit.
   */
  readonly maxResponseBytes?: number | undefined
  /** Connections per host. Default: 64, so that 25 requests a second stay in flight even when each takes 2.5 s. */
  readonly connections?: number | undefined
  /** Default: `environment`. */
  readonly proxy?: ProxyChoice | undefined
  /** Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read from. Default: nowhere; programs pass `process.env`. */
  readonly environment?: Environment | undefined
  /** PEM certificates that are trusted besides Node's default roots and `NODE_EXTRA_CA_CERTS`. */
  readonly ca?: string | Buffer | readonly (string | Buffer)[] | undefined
  /** `public-only` refuses hosts at private, loopback, link-local and metadata addresses. Default: `off`. */
  readonly addressGuard?: 'off' | 'public-only' | undefined
  /** How host names become addresses. Default: the machine's resolver. */
  readonly lookup?: NameLookup | undefined
}

/**
 * Why these: Coupa's default payloads are large and slow, and its clients wait between 30 and 500 s (F-244).
 * A host that does not even take the connection within 15 s is not there. Pieces of one body are never a minute apart.
 * undici counts limits above one second in steps of half a second.
 */
export const defaultTimeouts: Timeouts = {
  connectMs: 15_000,
  headersMs: 120_000,
  bodyMs: 60_000,
  totalMs: 300_000,
}

/**
 * The transport over undici: one pool of kept connections a host, no pipelining, no retry, no redirect. A timeout of 0
 * means no limit. `send` rejects with `NetworkError`, with the signal's own reason, or with `TypeError` for a request
 * that cannot be one. `close` ends idle connections and fails what is under way.
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): Transport {
  const settings = readOptions(options)
  const origins = new Map<string, Origin>()
  let closed = false
  let Pool: PoolClass | undefined

  const originAt = (address: string, PoolOfConnections: PoolClass): Origin => {
    let origin = origins.get(address)
    if (!origin) {
      origin = createOrigin(address, settings, PoolOfConnections)
      origins.set(address, origin)
    }
    return origin
  }

  const loadPool = async (): Promise<PoolClass> => {
    Pool ??= (await import('undici')).Pool
    return Pool
  }

  return {
    prepare: async () => void (await loadPool()),
    send: async (request) => {
      const PoolOfConnections = Pool ?? (await loadPool())
      request.signal?.throwIfAborted()
      if (closed) throw new TypeError('The transport is closed')
      const pathStart = startOfPath(request.url)
      const path = request.url.slice(pathStart)
      return originAt(request.url.slice(0, pathStart), PoolOfConnections).send(
        request,
        path.startsWith('/') ? path : `/${path}`,
      )
    },
    close: async () => {
      closed = true
      await Promise.all([...origins.values()].map((origin) => origin.close()))
    },
  }
}

function readOptions({
  timeouts,
  maxResponseBytes = 16 * 1024 * 1024,
  connections = 64,
  proxy = 'environment',
  environment = {},
  ca,
  addressGuard = 'off',
  lookup = lookupName,
}: UndiciTransportOptions): OriginSettings {
  const limits: Timeouts = { ...defaultTimeouts, ...timeouts }
  for (const [name, value] of Object.entries({ ...limits, maxResponseBytes })) {
    if (!Number.isFinite(value) || value < 0)
      throw new TypeError(`${name} is ${value}; give a number that is not negative`)
  }
  if (!Number.isInteger(connections) || connections < 1) {
    throw new TypeError(`connections is ${connections}; give a whole number above 0`)
  }
  const aborts = createAbortWatch()
  return {
    limits,
    maxResponseBytes,
    aborts,
    connections,
    proxy,
    environment,
    addressGuard,
    lookup,
    secureContext: trust(ca),
  }
}

/** Added roots replace Node's unless they are named too; the list is read once, since parsing it takes milliseconds. */
function trust(ca: UndiciTransportOptions['ca']): SecureContext | undefined {
  if (ca === undefined) return undefined
  const added = (Array.isArray(ca) ? ca : [ca]).map(String)
  const { createSecureContext, getCACertificates } = nodeTls()
  return createSecureContext({ ca: [...getCACertificates('default'), ...added] })
}

/** Cheaper than a `URL` object for each request; what is odd about an address shows when its origin is made. */
function startOfPath(url: string): number {
  const afterScheme = url.indexOf('://') + 3
  for (let i = afterScheme; i < url.length; i++) {
    const character = url[i]
    if (character === '/' || character === '?') return i
  }
  return url.length
}
