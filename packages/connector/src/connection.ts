import type { OpenCustomFields, ResourceName } from '@coupa-connector/catalog'
import { runTest, type TestRun } from './diagnosis/run-test.ts'
import type { TestOptions } from './diagnosis/test-options.ts'
import type { SettingsNotice } from './errors/settings-error.ts'
import type { Wire } from './format/wire.ts'
import type { Caller } from './http/call.ts'
import { createCaller } from './http/caller.ts'
import type { Transport } from './http/transport/transport.ts'
import { createUndiciTransport, type UndiciTransportOptions } from './http/transport/undici-transport.ts'
import { createRateLimiter, type RateLimiter, type RateLimiterOptions } from './rate/rate-limiter.ts'
import { createWriter } from './records/writer.ts'
import { createResourceClient, type ResourceClient } from './resource-client.ts'
import { type Clock, systemClock } from './runtime/clock.ts'
import { createCounters } from './runtime/counters.ts'
import type { Counters, Log, Tracer } from './runtime/observer.ts'
import { settingsFingerprint, tokenCacheKey } from './settings/fingerprint.ts'
import { parseSettings, type SettingsInput } from './settings/parse-settings.ts'
import type { Settings } from './settings/settings.ts'
import { createApiKeyAuthorizer } from './sign-in/api-key-authorizer.ts'
import { requestToken } from './sign-in/request-token.ts'
import type { Authorizer } from './sign-in/token.ts'
import { createTokenCycle } from './sign-in/token-cycle.ts'
import type { TokenStore } from './sign-in/token-store.ts'

export interface ConnectionOptions
  extends Pick<
    UndiciTransportOptions,
    'timeouts' | 'maxResponseBytes' | 'proxy' | 'environment' | 'ca' | 'addressGuard'
  > {
  /** Names the connection among those that share a token store: the same name and settings share one token. Default: `default`. */
  readonly id?: string | undefined
  /** Encoding of records on the wire, where a call does not say otherwise. Default: `json`. */
  readonly wire?: Wire | undefined
  /** Requests a second and burst, 25 and 20 by default; or a limiter that several connections to one organization share. */
  readonly rate?: Pick<RateLimiterOptions, 'perSecond' | 'burst'> | RateLimiter | undefined
  /** Where access tokens are kept. Default: this process's memory, for this connection alone. */
  readonly tokenStore?: TokenStore | undefined
  /** How long one call may take with its repetitions. Default: 120 s. */
  readonly deadlineMs?: number | undefined
  /** Takes an object and a message; pino fits. Default: no log. */
  readonly log?: Log | undefined
  /** An OpenTelemetry tracer fits. Default: no spans. */
  readonly tracer?: Tracer | undefined
  /** Sends the requests instead of undici. */
  readonly transport?: Transport | undefined
  readonly clock?: Clock | undefined
  /** 0 to 1; spreads renewals and repetitions. Default: `Math.random`. */
  readonly random?: (() => number) | undefined
  /** Default: `coupa-connector/` and the version. */
  readonly userAgent?: string | undefined
}

/** What a test may be told: which resources to read besides Tax Codes, and how long it may take. */
export type ConnectionTestOptions = Pick<TestOptions, 'probes' | 'wire' | 'signal' | 'deadlineMs' | 'onEvent'>

/** One Coupa organization, signed in. Nothing is sent before the first call. */
export interface Connection extends AsyncDisposable {
  readonly settings: Settings
  /** What a person should know about the settings although they can be used. */
  readonly notices: readonly SettingsNotice[]
  /** Changes with anything that takes effect in the settings, the secret included; safe to store. */
  readonly fingerprint: string
  /**
   * A resource by name, `'invoices'`, or by path below a parent, `'suppliers/7/addresses'`. The second type parameter
   * types its custom fields. Throws `UnknownResourceError` naming similar ones.
   */
  resource<Name extends ResourceName, CustomFields = OpenCustomFields>(name: Name): ResourceClient<Name, CustomFields>
  /** Tests the settings stage by stage with a token and connections of its own. A failed test has a report, not an error. */
  test(options?: ConnectionTestOptions): TestRun
  /** Any path of the service, for what the catalog does not know: signed in, at the organization's rate, repeated if safe. */
  readonly caller: Caller
  /** Running totals since the connection was made. */
  counters(): Readonly<Counters>
  /** Ends what is under way and closes all connections. */
  close(): Promise<void>
}

/**
 * Makes a connection from what a person or the environment gave. Throws `SettingsError` with every bad field at once.
 *
 * ```ts
 * await using connection = createConnection(settingsFromEnvironment(process.env))
 * for await (const invoice of connection.resource('invoices').query({ where: { status: 'approved' } })) use(invoice)
 * ```
 */
export function createConnection(input: SettingsInput, options: ConnectionOptions = {}): Connection {
  const { clock = systemClock, random = Math.random, wire = 'json', environment = process.env, log, tracer } = options
  const { settings, notices } = parseSettings(input)
  const counters = createCounters()
  const transportOptions: UndiciTransportOptions = { ...options, environment }
  const transport = options.transport ?? createUndiciTransport(transportOptions)
  const limiter = limiterOf(options.rate, clock, random)
  const authorizer = authorizerOf(settings, transport, { ...options, clock, random }, counters)
  const caller = createCaller({
    serviceUrl: settings.url,
    transport,
    authorizer,
    limiter,
    secrets: [settings.authenticationType === 'api-key' ? settings.token : settings.clientSecret],
    clock,
    random,
    log,
    tracer,
    counters,
    userAgent: options.userAgent,
    deadlineMs: options.deadlineMs,
  })
  const writer = createWriter({ caller, clock, log, wire, authenticationType: settings.authenticationType })
  const tools = { caller, writer, clock, wire, ratePerSecond: limiter.perSecond }

  const close = async (): Promise<void> => {
    await authorizer[Symbol.asyncDispose]?.()
    if (!options.transport) await transport.close()
  }

  return {
    settings,
    notices,
    fingerprint: settingsFingerprint(settings),
    resource: (name) => createResourceClient(name, tools),
    test: (testOptions = {}) =>
      runTest(
        { settings },
        { wire, clock, createTransport: () => createUndiciTransport(transportOptions), ...testOptions },
      ),
    caller,
    counters: () => ({ ...counters }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function limiterOf(rate: ConnectionOptions['rate'], clock: Clock, random: () => number): RateLimiter {
  return rate && 'acquire' in rate ? rate : createRateLimiter({ ...rate, clock, random })
}

function authorizerOf(
  settings: Settings,
  transport: Transport,
  { id = 'default', tokenStore, clock, random, log }: ConnectionOptions,
  counters: Counters,
): Authorizer & Partial<AsyncDisposable> {
  if (settings.authenticationType === 'api-key') return createApiKeyAuthorizer(settings)
  return createTokenCycle({
    request: ({ signal }) => requestToken({ settings, transport, clock, signal }),
    store: tokenStore,
    key: tokenCacheKey(id, settings),
    settings,
    clock,
    random,
    log,
    counters,
  })
}
