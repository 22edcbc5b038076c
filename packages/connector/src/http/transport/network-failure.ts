import type { Advice } from '../../errors/coupa-error.ts'
import { type NetworkDetails, NetworkError, type NetworkFailure } from '../../errors/network-error.ts'
import { ConnectFailure, errorCode, type FailureDetails } from './connect-failure.ts'

/** How far a request had come when it failed. Until it is `sent`, nothing of it was written to a connection. */
export type ExchangePhase = 'waiting' | 'sent' | 'receiving'

interface RequestLine {
  readonly method: string
  readonly url: string
}

/** Turns what undici, Node or our own connector throws into a `NetworkError`; misuse comes back as `TypeError`. */
export function toNetworkError(error: unknown, request: RequestLine, phase: ExchangePhase): Error {
  if (error instanceof ConnectFailure) {
    const { failure, message: explanation, details: evidence, cause = error } = error
    return networkError(request, phase, { failure, explanation, evidence, cause })
  }
  const code = errorCode(error)
  const message = error instanceof Error ? error.message : 'unknown failure'
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH') {
    return new TypeError(`${line(request)} cannot be sent: ${message}`)
  }
  const broken = isParserError(error) ? brokenAnswer(error, phase) : classify(code, message, phase)
  return networkError(request, phase, { ...broken, evidence: code ? { code } : {}, cause: withoutData(error) })
}

/** What failed, and what shows it. */
export interface NetworkFault {
  readonly failure: NetworkFailure
  /** Goes on after `failed:`, in lower case and without a full stop. */
  readonly explanation: string
  readonly evidence?: FailureDetails | undefined
  readonly cause?: unknown
}

/** A `NetworkError` about one request. The address in it has neither user info nor query. */
export function networkError(
  request: RequestLine,
  phase: ExchangePhase,
  { failure, explanation, evidence, cause }: NetworkFault,
): NetworkError {
  const about: NetworkDetails = {
    failure,
    method: request.method,
    url: shownUrl(request.url),
    delivery: phase === 'waiting' ? 'not-sent' : 'unknown',
    ...(evidence && Object.keys(evidence).length > 0 ? { evidence } : {}),
  }
  return new NetworkError(`${line(request)} failed: ${explanation}`, about, {
    ...(cause === undefined ? {} : { cause }),
    suggestion: suggestions[failure],
    advice: advice[failure],
  })
}

function classify(code: string, message: string, phase: ExchangePhase): NetworkFault {
  const cut: NetworkFailure = phase === 'receiving' ? 'truncated' : 'reset'
  const cutExplanation =
    phase === 'receiving' ? 'the answer was cut off' : 'the connection was closed before an answer came'
  switch (code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
      return { failure: 'headers-timeout', explanation: 'no answer began within the limit' }
    case 'UND_ERR_BODY_TIMEOUT':
      return { failure: 'body-timeout', explanation: 'the answer stopped half-way' }
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return { failure: 'truncated', explanation: 'the answer was cut off' }
    case 'UND_ERR_HEADERS_OVERFLOW':
      return { failure: 'protocol', explanation: 'the headers of the answer are too large' }
    case 'UND_ERR_DESTROYED':
    case 'UND_ERR_CLOSED':
      return { failure: 'reset', explanation: 'the transport was closed' }
    case 'UND_ERR_SOCKET':
      if (message.startsWith('bad ')) return { failure: 'protocol', explanation: 'the answer is not valid HTTP' }
      return { failure: cut, explanation: cutExplanation }
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
    case 'ETIMEDOUT':
    case 'UND_ERR_INFO':
    case 'UND_ERR_ABORTED':
      return { failure: cut, explanation: cutExplanation }
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { failure: 'unreachable', explanation: 'the network of the connection was lost' }
    default:
      if (code.startsWith('ERR_SSL_')) return { failure: 'tls-protocol', explanation: 'the TLS connection broke' }
      return { failure: 'protocol', explanation: `the answer is not valid HTTP${code ? ` (${code})` : ''}` }
  }
}

interface ParserError extends Error {
  /** The piece of the answer that could not be parsed. Nothing when the answer just ended. */
  readonly data?: string | undefined
}

function isParserError(error: unknown): error is ParserError {
  return error instanceof Error && error.name === 'HTTPParserError'
}

function brokenAnswer(error: ParserError, phase: ExchangePhase): NetworkFault {
  if (phase === 'receiving' && !error.data) return { failure: 'truncated', explanation: 'the answer was cut off' }
  return { failure: 'protocol', explanation: 'the answer is not valid HTTP' }
}

/** The piece of the answer in a parser error may hold anything, a token included. */
function withoutData(error: unknown): unknown {
  return isParserError(error) ? new Error(error.message) : error
}

function line(request: RequestLine): string {
  return `${request.method} ${shownUrl(request.url)}`
}

function shownUrl(url: string): string {
  const end = url.search(/[?#]/)
  const address = end < 0 ? url : url.slice(0, end)
  return address.replace(/^([a-z]+:\/\/)[^/]*@/i, '$1')
}

const advice: Readonly<Partial<Record<NetworkFailure, readonly Advice[]>>> = {
  'headers-timeout': ['ask-for-less', 'allow-more-time'],
  'body-timeout': ['ask-for-less', 'allow-more-time'],
  'total-timeout': ['ask-for-less', 'allow-more-time'],
  'too-large': ['ask-for-less', 'allow-larger-answers'],
}

const suggestions: Readonly<Record<NetworkFailure, string>> = {
  'host-unknown': 'Check the spelling of the host name, and that this machine can look it up.',
  refused: 'Check the host and the port, and whether a firewall is in between.',
  unreachable: 'Check the network, the firewall and whether a proxy is needed (HTTPS_PROXY).',
  'connect-timeout': 'Check the firewall and whether a proxy is needed (HTTPS_PROXY).',
  'address-not-allowed': 'Use a host at a public address, or switch the address guard off where this is intended.',
  proxy: 'Check the address and the sign-in of the proxy, and whether it may reach this host.',
  'tls-expired': 'Check the clock of this machine; if it is right, the owner of the host must renew the certificate.',
  'tls-untrusted': 'Add the issuing certificate with NODE_EXTRA_CA_CERTS or the ca option.',
  'tls-name': 'Use one of the names on the certificate, or ask the owner of the host for one that fits.',
  'tls-protocol': 'Check that the port speaks TLS, version 1.2 or newer.',
  reset: 'Try again; if it happens again, check the proxies and firewalls in between.',
  'headers-timeout': 'Try again, ask for less (fields, limit), or allow more time.',
  'body-timeout': 'Try again, ask for less (fields, limit), or allow more time.',
  'total-timeout': 'Try again, ask for less (fields, limit), or allow more time.',
  truncated: 'Try again; if it happens again, check the proxies and firewalls in between.',
  'too-large': 'Ask for less (fields, limit), read it as a stream, or raise maxResponseBytes.',
  protocol: 'Check that the address is the one of a web server and that nothing in between changes its answers.',
}
