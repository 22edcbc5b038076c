import { BlockList, isIP } from 'node:net'
import { isLoopbackHost } from '@coupa-connector/protocol'
import type { RateLimits } from './pipeline/request-limits.ts'

/** What an operator may decide about the server. Each option has a default that is safe on the open internet. */
export interface ServerOptions {
  /** Where the built console is. Default: none, so that the hub serves only its API. */
  readonly consoleDirectory?: string | undefined
  /** Where the built documentation is. Default: none, so that the hub has no pages at `/docs`. */
  readonly documentationDirectory?: string | undefined
  /**
   * The program of a container in one file, with its checksum beside it. The hub serves it to machines that are to become
   * containers. Default: none.
   */
  readonly containerProgramFile?: string | undefined
  /**
   * Addresses and networks (`10.0.0.0/8`) of the proxies in front of the hub, whose `X-Forwarded-For` and `X-Request-Id`
   * are believed. Default: none, so that nobody can claim another address.
   */
  readonly trustProxy?: readonly string[] | undefined
  /** Opens `/metrics` to whoever sends it as a bearer. Default: only this machine may read the metrics. */
  readonly metricsToken?: string | undefined
  /** Requests a second, and at once, for each caller. Default: `defaultRateLimits`; `off` for benchmarks. */
  readonly rateLimits?: RateLimits | 'off' | undefined
  /** How long a stop waits for requests under way. Default: 10 s. */
  readonly closeTimeoutMs?: number | undefined
}

/**
 * Checks the address at which people and nodes reach the hub, and removes a trailing slash. Throws a `TypeError` for an address
 * that is not an origin, and for plain http to another machine, since cookies with the `__Host-` prefix and secrets need https.
 */
export function parseOrigin(origin: string): string {
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new TypeError(`origin is "${origin}". Give the address of the hub, like https://hub.example.com`)
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new TypeError(`origin is "${url.protocol}//${url.host}${url.pathname}". Give scheme, host and port alone`)
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw new TypeError(
      `origin is "${url.origin}": plain http is only for this machine itself. Put TLS in front of the hub and give https://${url.host}`,
    )
  }
  return url.origin
}

/**
 * Tells whether an address is one of the trusted proxies. Throws a `TypeError` for an entry that is neither an address nor a
 * network.
 */
export function createProxyTrust(entries: readonly string[] = []): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const prefix = bits === undefined ? undefined : Number(bits)
    const isPrefix = prefix === undefined || (/^\d+$/.test(bits ?? '') && prefix <= (family === 'ipv6' ? 128 : 32))
    if (isIP(address) === 0 || !isPrefix) {
      throw new TypeError(`trustProxy holds "${entry}". Give addresses or networks, like 10.0.0.0/8`)
    }
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, prefix, family)
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
