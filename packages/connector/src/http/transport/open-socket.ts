import { lookup as systemLookup } from 'node:dns/promises'
import { connect as connectSocket, isIP, type LookupFunction, type Socket } from 'node:net'
import type { PeerCertificate, SecureContext, TLSSocket } from 'node:tls'
import { isPublicAddress } from './address-guard.ts'
import { ConnectFailure, errorCode } from './connect-failure.ts'
import { nodeTls } from './node-tls.ts'
import type { ProxyServer } from './proxy.ts'
import { openTunnel } from './proxy-tunnel.ts'
import { isoDate, tlsFailure } from './tls-failure.ts'
import type { ConnectProgress } from './transport.ts'
import { watchSocket } from './watch-socket.ts'

export interface ConnectionTarget {
  readonly hostname: string
  readonly port: number
  readonly secure: boolean
}

export interface ConnectionOptions {
  readonly proxy: ProxyServer | undefined
  readonly addressGuard: 'off' | 'public-only'
  readonly lookup: NameLookup
  /** Undefined means Node's default roots, including `NODE_EXTRA_CA_CERTS`. */
  readonly secureContext: SecureContext | undefined
  /** TLS sessions by host name, kept so that further connections skip a round trip. */
  readonly sessions: Map<string, Buffer>
  readonly signal: AbortSignal
  readonly onProgress: (event: ConnectProgress) => void
}

/** All addresses of a host name, best first. Rejects with the resolver's error. */
export type NameLookup = (hostname: string) => Promise<readonly string[]>

/** The machine's resolver: hosts file included, in the resolver's order. */
export const lookupName: NameLookup = async (hostname) =>
  (await systemLookup(hostname, { all: true })).map(({ address }) => address)

/**
 * Opens a connection stage by stage: name look-up, TCP, tunnel through a proxy, TLS. Rejects with `ConnectFailure`, or
 * with the signal's reason. The addresses that the guard has checked are the ones that are dialled; nothing is looked up
 * a second time. Behind a proxy, which looks names up itself, the target is looked up here for the guard alone.
 */
export async function openConnection(target: ConnectionTarget, options: ConnectionOptions): Promise<Socket> {
  const { proxy } = options
  if (!proxy) {
    const addresses = await lookUp(target.hostname, options)
    options.onProgress({ name: 'name-resolved', addresses })
    const allowed = guardAddresses(target.hostname, addresses, options.addressGuard)
    const socket = await openSocket(target, allowed, options)
    return target.secure ? openTls(socket, target.hostname, options) : socket
  }

  if (options.addressGuard === 'public-only') {
    const addresses = await lookUp(target.hostname, options)
    if (addresses.some((address) => !isPublicAddress(address))) throw notAllowed(target.hostname, addresses)
  }
  const socket = await openProxySocket(proxy, options)
  options.onProgress({ name: 'proxy-connected', proxy: proxy.label })
  // Plain HTTP goes to the proxy as it is, with the whole address in the request line.
  if (!target.secure) return socket
  await openTunnel(socket, { authority: authorityOf(target), proxy, signal: options.signal })
  return openTls(socket, target.hostname, options)
}

async function lookUp(hostname: string, { lookup, signal }: ConnectionOptions): Promise<readonly string[]> {
  if (isIP(hostname) !== 0) return [hostname]
  try {
    const addresses = await abortable(lookup(hostname), signal)
    if (addresses.length > 0) return addresses
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw unknownHost(hostname, error)
  }
  throw unknownHost(hostname, undefined)
}

function unknownHost(hostname: string, cause: unknown): ConnectFailure {
  const code = errorCode(cause)
  const message = `the host name ${hostname} is not known${code ? ` (${code})` : ''}`
  return new ConnectFailure('host-unknown', message, { hostname, ...(code ? { code } : {}) }, { cause })
}

function guardAddresses(hostname: string, addresses: readonly string[], guard: 'off' | 'public-only') {
  const allowed = guard === 'off' ? addresses : addresses.filter(isPublicAddress)
  if (allowed.length === 0) throw notAllowed(hostname, addresses)
  return allowed
}

function notAllowed(hostname: string, addresses: readonly string[]): ConnectFailure {
  const message = `${hostname} is at ${addresses.join(', ')}, and only public addresses are allowed`
  return new ConnectFailure('address-not-allowed', message, { hostname, addresses })
}

async function openSocket(
  { hostname, port }: { hostname: string; port: number },
  addresses: readonly string[],
  { signal, onProgress }: ConnectionOptions,
): Promise<Socket> {
  signal.throwIfAborted()
  const socket = connectSocket({
    host: hostname,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
    lookup: answerWith(addresses),
    autoSelectFamily: true,
    // Node's 250 ms gives up on addresses that are merely far away.
    autoSelectFamilyAttemptTimeout: 500,
  }).on('error', ignore)
  await watchSocket<void>(socket, {
    signal,
    event: 'connect',
    onEvent: (done) => done(),
    toFailure: (error) => socketFailure(error, hostname, port),
  })
  onProgress({ name: 'connected', address: formatAuthority(socket.remoteAddress ?? hostname, port) })
  return socket
}

/** A look-up that hands out what was looked up, and perhaps guarded, before. */
function answerWith(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_hostname, options, callback) => {
    const [first] = all
    if (options.all || !first) callback(null, all)
    else callback(null, first.address, first.family)
  }
}

function socketFailure(error: Error, hostname: string, port: number): ConnectFailure {
  const code = errorCode(error) || (error instanceof AggregateError ? errorCode(error.errors[0]) : '')
  const where = formatAuthority(hostname, port)
  const details = { hostname, port, ...(code ? { code } : {}) }
  switch (code) {
    case 'ECONNREFUSED':
      return new ConnectFailure('refused', `${where} refused the connection`, details, { cause: error })
    case 'ETIMEDOUT':
      return new ConnectFailure('connect-timeout', `${where} did not answer`, details, { cause: error })
    case 'ECONNRESET':
    case 'EPIPE':
      return new ConnectFailure('reset', `${where} closed the connection`, details, { cause: error })
    default:
      return new ConnectFailure('unreachable', `${where} cannot be reached: ${error.message}`, details, {
        cause: error,
      })
  }
}

async function openProxySocket(proxy: ProxyServer, options: ConnectionOptions): Promise<Socket> {
  try {
    const addresses = await lookUp(proxy.hostname, options)
    const socket = await openSocket(proxy, addresses, { ...options, onProgress: () => {} })
    return proxy.secure ? await openTls(socket, proxy.hostname, { ...options, onProgress: () => {} }) : socket
  } catch (error) {
    if (!(error instanceof ConnectFailure) || error.failure === 'connect-timeout') throw error
    const details = { ...error.details, proxy: proxy.label }
    throw new ConnectFailure('proxy', `the proxy ${proxy.label} failed: ${error.message}`, details, { cause: error })
  }
}

async function openTls(
  socket: Socket,
  hostname: string,
  { secureContext, sessions, signal, onProgress }: ConnectionOptions,
): Promise<TLSSocket> {
  const session = sessions.get(hostname)
  const tls = nodeTls()
    .connect({
      socket,
      // `host` is what the certificate is checked against when there is no server name: addresses have none.
      host: hostname,
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      ...(secureContext ? { secureContext } : {}),
      ...(session ? { session } : {}),
      ALPNProtocols: ['http/1.1'],
    })
    .on('error', ignore)
  let certificate: PeerCertificate | undefined
  // 'secure' fires before Node judges the certificate. After a bad judgement the certificate is gone with the socket.
  tls.prependListener('secure', () => {
    certificate = tls.getPeerCertificate()
  })
  tls.on('session', (received: Buffer) => sessions.set(hostname, received))
  await watchSocket<void>(tls, {
    signal,
    event: 'secureConnect',
    onEvent: (done) => done(),
    toFailure: (error) => {
      sessions.delete(hostname)
      return tlsFailure(error, hostname, certificate)
    },
  })
  onProgress({
    name: 'secured',
    protocol: tls.getProtocol() ?? 'unknown',
    cipher: tls.getCipher().name,
    certificateExpiresAt: isoDate(certificate?.valid_to),
  })
  return tls
}

/** Stops waiting when the signal aborts. The look-up itself cannot be stopped. */
function abortable<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Between two stages nobody else listens, and an error without a listener would end the process. */
function ignore(): void {}

function authorityOf({ hostname, port }: ConnectionTarget): string {
  return formatAuthority(hostname, port)
}

function formatAuthority(hostname: string, port: number): string {
  return isIP(hostname) === 6 ? `[${hostname}]:${port}` : `${hostname}:${port}`
}
