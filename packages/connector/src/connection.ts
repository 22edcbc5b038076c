import type { OpenCustomFields, ResourceName } from '@coupa-connector/catalog'
import { type ConnectionOptions, checkConnectionOptions } from './connection-options.ts'
import { runTest, type TestRun } from './diagnosis/run-test.ts'
import type { TestOptions } from './diagnosis/test-options.ts'
import type { SettingsNotice } from './errors/settings-error.ts'
import type { Caller } from './http/call.ts'
import { createCaller } from './http/caller.ts'
import type { Transport } from './http/transport/transport.ts'
import { createUndiciTransport, type UndiciTransportOptions } from './http/transport/undici-transport.ts'
import { checkOptions, type OptionTable } from './options/check-options.ts'
import { isFunction, isList, isSignal, milliseconds, oneOf } from './options/option-checks.ts'
import { createRateLimiter, type RateLimiter } from './rate/rate-limiter.ts'
import { createOwnRecords } from './requests/own-records.ts'
import {
  type RequestAnswer,
  type RequestData,
  type RequestOptions,
  type RequestParameters,
  sendRequest,
} from './requests/send-request.ts'
import { createResourceClient, type ResourceClient, type ResourceClientTools } from './resource-client.ts'
import { type Clock, systemClock } from './runtime/clock.ts'
import { createCounters } from './runtime/counters.ts'
import type { Counters } from './runtime/observer.ts'
import { settingsFingerprint, tokenCacheKey } from './settings/fingerprint.ts'
import { parseSettings, type SettingsInput } from './settings/parse-settings.ts'
import type { Settings } from './settings/settings.ts'
import { createApiKeyAuthorizer } from './sign-in/api-key-authorizer.ts'
import { requestToken } from './sign-in/request-token.ts'
import type { Authorizer } from './sign-in/token.ts'
import { createTokenCycle } from './sign-in/token-cycle.ts'

/** What a test may be told: which resources to read besides Tax Codes, and how long it may take. */
export type ConnectionTestOptions = Pick<TestOptions, 'probes' | 'format' | 'signal' | 'deadlineMs' | 'onEvent'>

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
   *
   * @example
   * ```ts
   * const invoices = connection.resource('invoices')
   * const invoice = await invoices.get(7, { fields: ['id', 'status'] })
   * ```
   */
  resource<Name extends ResourceName, CustomFields = OpenCustomFields>(name: Name): ResourceClient<Name, CustomFields>
  /** A resource whose name is only known at run time: its records are `CoupaRecord`s. */
  resource<Name extends string>(name: string extends Name ? Name : ResourceName): ResourceClient
  /**
   * Calls any path of the service, for what the catalog does not know: signed in, at the organization's rate, decoded and
   * with the same errors as everything else. `route` is a method and a path below the service URL; `parameters` fill its
   * placeholders, and what is left is the query of a GET or DELETE and the body of a POST, PUT or PATCH. GET and DELETE
   * are repeated as needed, everything else only when it provably did not arrive.
   *
   * @example
   * ```ts
   * const { data } = await connection.request('GET invoices/:id', { id: 7, return_object: 'limited' })
   * await connection.request('PUT invoices/:id/void', { id: 7 }, { repeat: 'idempotent' })
   * ```
   */
  request<Data = RequestData>(
    route: string,
    parameters?: RequestParameters,
    options?: RequestOptions,
  ): Promise<RequestAnswer<Data>>
  /**
   * Tests the settings stage by stage with a token and connections of its own. A failed test has a report, not an error.
   *
   * @example
   * ```ts
   * const report = await connection.test({ probes: ['invoices'] }).report
   * if (report.outcome !== 'OK') console.error(report.message, report.remedy)
   * ```
   */
  test(options?: ConnectionTestOptions): TestRun
  /** Sends a call and gives the bytes of its answer: what `request` and every resource stand on, for plug-ins. */
  readonly caller: Caller
  /** Running totals since the connection was made. */
  counters(): Readonly<Counters>
  /** Ends what is under way and closes all connections. Calls that are made afterwards fail. */
  close(): Promise<void>
}

/**
 * Makes a connection from what a person or the environment gave; nothing is sent yet. Throws `SettingsError` with every
 * bad field of the settings, and `OptionsError` with every option that is unknown or has an invalid value.
 *
 * @example
 * ```ts
 * const connection = createConnection(settingsFromEnvironment(process.env))
 * try {
 *   for await (const invoice of connection.resource('invoices').query({ limit: 10 })) console.log(invoice.id)
 * } finally {
 *   await connection.close()
 * }
 * ```
 */
export function createConnection(input: SettingsInput, options: ConnectionOptions = {}): Connection {
  checkConnectionOptions(options)
  const { clock = systemClock, random = Math.random, format = 'json', environment = process.env, log, tracer } = options
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
  const tools: ResourceClientTools = {
    caller,
    clock,
    log,
    format,
    authenticationType: settings.authenticationType,
    ownRecords: createOwnRecords(clock),
    ratePerSecond: limiter.perSecond,
  }

  function resource<Name extends ResourceName, Fields>(name: Name): ResourceClient<Name, Fields>
  function resource(name: string): ResourceClient
  // What a name promises about its records is told to the compiler here, and nowhere below.
  function resource(name: string): unknown {
    return createResourceClient(name, tools)
  }

  const close = async (): Promise<void> => {
    await authorizer[Symbol.asyncDispose]?.()
    if (!options.transport) await transport.close()
  }

  return {
    settings,
    notices,
    fingerprint: settingsFingerprint(settings),
    resource,
    request: async <Data>(route: string, parameters: RequestParameters = {}, requestOptions: RequestOptions = {}) =>
      (await sendRequest(route, parameters, requestOptions, tools)) as RequestAnswer<Data>,
    test: (testOptions = {}) => {
      checkOptions('test', testOptions, testTable)
      return runTest(
        { settings },
        { format, clock, createTransport: () => createUndiciTransport(transportOptions), ...testOptions },
      )
    },
    caller,
    counters: () => ({ ...counters }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

const testTable: OptionTable = {
  probes: isList,
  format: oneOf('json', 'xml'),
  signal: isSignal,
  deadlineMs: milliseconds({ mayBeZero: false }),
  onEvent: isFunction,
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
