import type { Format } from './format/coupa-record.ts'
import type { Transport } from './http/transport/transport.ts'
import type { UndiciTransportOptions } from './http/transport/undici-transport.ts'
import { checkOptions, type OptionCheck, type OptionTable } from './options/check-options.ts'
import {
  isAnything,
  isFunction,
  isHeaderText,
  isObject,
  isText,
  milliseconds,
  numberAbove,
  objectWith,
  oneOf,
  wholeNumber,
} from './options/option-checks.ts'
import type { RateLimiter, RateLimiterOptions } from './rate/rate-limiter.ts'
import type { Clock } from './runtime/clock.ts'
import type { Log, Tracer } from './runtime/observer.ts'
import type { TokenStore } from './sign-in/token-store.ts'

/**
 * How a connection works; everything has a default. `createConnection` checks all of it at once, and refuses names that
 * it does not know.
 *
 * @example
 * ```ts
 * const connection = createConnection(settings, {
 *   format: 'xml',
 *   rate: { perSecond: 10, burst: 10 },
 *   timeouts: { connectMs: 5_000 },
 *   log: pino(),
 * })
 * ```
 */
export interface ConnectionOptions
  extends Pick<
    UndiciTransportOptions,
    'timeouts' | 'maxResponseBytes' | 'proxy' | 'environment' | 'ca' | 'addressGuard'
  > {
  /**
   * Names the connection among those that share a token store: the same name and settings share one token. It is neither
   * sent nor logged. Default: `default`.
   */
  readonly id?: string | undefined
  /**
   * Encoding of the records that are sent and asked for, where a call does not say otherwise. Both decode to the same
   * records. It does not govern the token request, which is always a form. Default: `json`.
   */
  readonly format?: Format | undefined
  /**
   * Requests a second and how many may go at once after a pause: 25 and 20 by default, what Coupa allows an organization.
   * Or a limiter that several connections to one organization share. The token request does not count.
   */
  readonly rate?: Pick<RateLimiterOptions, 'perSecond' | 'burst'> | RateLimiter | undefined
  /**
   * Where access tokens are kept, so that processes share one. API keys need none. Default: this process's memory, for
   * this connection alone.
   */
  readonly tokenStore?: TokenStore | undefined
  /**
   * How long one call may take with its repetitions, in milliseconds; a read makes many calls and has no such limit.
   * Waiting for the first turn at the organization's rate does not count. Default: 120,000.
   */
  readonly deadlineMs?: number | undefined
  /** Takes an object and a message; pino fits as it is. Secrets never get there. Default: no log. */
  readonly log?: Log | undefined
  /** One span a call; an OpenTelemetry tracer fits as it is. Default: no spans. */
  readonly tracer?: Tracer | undefined
  /**
   * Sends the requests instead of undici. Then `timeouts`, `maxResponseBytes`, `proxy`, `environment`, `ca` and
   * `addressGuard` have no effect, except in `connection.test()`, and `close` leaves it open.
   */
  readonly transport?: Transport | undefined
  /** Where time comes from. Default: the machine's. */
  readonly clock?: Clock | undefined
  /** Gives numbers from 0 to 1, which spread renewals and repetitions. Default: `Math.random`. */
  readonly random?: (() => number) | undefined
  /** What the program calls itself to Coupa. Default: `coupa-connector/` and the version. */
  readonly userAgent?: string | undefined
}

const limitMs = milliseconds({ mayBeZero: true })

const rate: OptionTable = {
  perSecond: numberAbove(0, 10_000),
  burst: wholeNumber({ from: 1 }),
}

/** A proxy's address may hold a password, so that a message never repeats it. */
const proxyAddresses: OptionTable = { https: isAnything, http: isAnything, noProxy: isAnything }

const isProxyWord: OptionCheck = (value) =>
  value === 'environment' || value === 'none'
    ? undefined
    : 'must be "environment", "none" or addresses: { https, http, noProxy }'

const connectionOptions: OptionTable = {
  id: isText,
  format: oneOf('json', 'xml'),
  rate,
  tokenStore: objectWith('a token store', 'read', 'write', 'remove', 'withLock'),
  deadlineMs: milliseconds({ mayBeZero: false }),
  log: objectWith('a logger', 'debug', 'info', 'warn', 'error'),
  tracer: objectWith('a tracer', 'startSpan'),
  transport: objectWith('a transport', 'send', 'close'),
  clock: objectWith('a clock', 'now', 'monotonicMs', 'sleep'),
  random: isFunction,
  userAgent: isHeaderText,
  timeouts: { connectMs: limitMs, headersMs: limitMs, bodyMs: limitMs, totalMs: limitMs },
  maxResponseBytes: wholeNumber({ from: 1 }),
  environment: isObject,
  ca: isAnything,
  addressGuard: oneOf('off', 'public-only'),
}

/** Throws `OptionsError` with everything that is wrong with the options of a connection. */
export function checkConnectionOptions(options: ConnectionOptions): void {
  const isLimiter = typeof options?.rate === 'object' && 'acquire' in options.rate
  const limiter = objectWith('a rate limiter', 'acquire', 'refused', 'succeeded')
  checkOptions('createConnection', options, {
    ...connectionOptions,
    rate: isLimiter ? limiter : rate,
    proxy: typeof options?.proxy === 'object' ? proxyAddresses : isProxyWord,
  })
}
