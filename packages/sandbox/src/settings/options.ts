import type { ClientOptions } from './clients.ts'
import { parseQuirks, type QuirkSettings } from './quirks.ts'
import type { RecordCounts } from './record-counts.ts'
import { parseSftpOptions, type SftpOptions, type SftpSettings } from './sftp-options.ts'

/** Tells the time; everything that the sandbox dates follows it. */
export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number
}

/** The rate that the organization allows (F-240). */
export interface RateLimitOptions {
  /** Requests a second; 25 by default. */
  readonly perSecond?: number
  /** Requests that wait when more arrive; 20 by default. Further ones get 429. */
  readonly queue?: number
  /** Seconds named by Retry-After when that quirk is on; 1 by default. */
  readonly retryAfterSeconds?: number
}

/** An API filter as an administrator would have stored it (F-174). */
export interface ApiFilter {
  readonly name: string
  /** Resource it is for. */
  readonly resource: string
  /** Same syntax as `fields`. */
  readonly fields: readonly unknown[]
  /** Applied to every GET of the resource while the quirk `default-filters` is on. */
  readonly isDefault?: boolean
}

/** An answer with status 500: a bug of the sandbox, or one of Coupa's that it imitates. */
export interface SandboxFailure {
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** What was thrown. Undefined where the sandbox answers so on purpose. */
  readonly error: unknown
}

/** How a sandbox organization is set up. Everything has a default. */
export interface SandboxOptions {
  /** Address to listen on; 127.0.0.1 by default, so that nothing outside the machine reaches it. */
  readonly host?: string
  /** 0, the default, lets the system choose. */
  readonly port?: number
  /** Same seed, same records; 1 by default. */
  readonly seed?: number
  /** Number of documents of each kind, or numbers by resource; 1,000 by default. */
  readonly records?: RecordCounts
  readonly clock?: SandboxClock
  /** Added to every API answer; 0 by default. */
  readonly latencyMs?: number
  /** IANA zone of the times in answers; America/Los_Angeles by default, so that clients that ignore offsets fail. */
  readonly timeZone?: string
  /** False switches the limit off. */
  readonly rateLimit?: RateLimitOptions | false
  /** 86,400 by default, which is announced as 86,399 (F-023). */
  readonly tokenLifetimeSeconds?: number
  /** For how long a new token is refused; 0 by default, 5,000 with the quirk `token-warm-up`. */
  readonly tokenWarmUpMs?: number
  /** Scopes of the first client, separated by blanks; all by default. */
  readonly scope?: string
  /** Further clients. */
  readonly clients?: readonly ClientOptions[]
  /** Lets the legacy header `X-COUPA-API-KEY` in; off by default (F-038). */
  readonly apiKey?: boolean
  readonly quirks?: Readonly<Record<string, string | number>>
  readonly filters?: readonly ApiFilter[]
  /** Serves the control endpoint under /sandbox/control; off by default. */
  readonly control?: boolean
  /** Told of every answer with status 500 that no fault asked for; by default a line on standard error. */
  readonly onFailure?: (failure: SandboxFailure) => void
  /** An SFTP server with Coupa's folders, whose files are loaded and exported; off by default. */
  readonly sftp?: boolean | SftpOptions
  /** Serves https with this certificate. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer }
}

/** Options with their defaults, checked. */
export interface SandboxSettings {
  readonly host: string
  readonly port: number
  readonly seed: number
  readonly records: RecordCounts | undefined
  readonly clock: SandboxClock
  readonly latencyMs: number
  readonly timeZone: string
  readonly rateLimit: Required<RateLimitOptions> | undefined
  readonly tokenLifetimeSeconds: number
  readonly tokenWarmUpMs: number
  readonly scope: string | undefined
  readonly clients: readonly ClientOptions[]
  readonly hasApiKey: boolean
  readonly quirks: QuirkSettings
  readonly filters: readonly ApiFilter[]
  readonly hasControl: boolean
  readonly onFailure: (failure: SandboxFailure) => void
  readonly tls: SandboxOptions['tls']
  readonly sftp: SftpSettings | undefined
}

const names = new Set([
  'host',
  'port',
  'seed',
  'records',
  'clock',
  'latencyMs',
  'timeZone',
  'rateLimit',
  'tokenLifetimeSeconds',
  'tokenWarmUpMs',
  'scope',
  'clients',
  'apiKey',
  'quirks',
  'filters',
  'control',
  'onFailure',
  'tls',
  'sftp',
])

/** Checks options once. Throws TypeError naming the option, the value and what it must be. */
export function parseOptions(options: SandboxOptions = {}): SandboxSettings {
  for (const name of Object.keys(options)) {
    if (!names.has(name)) throw new TypeError(`option '${name}' does not exist; choose among ${[...names].join(', ')}`)
  }
  const quirks = parseQuirks(options.quirks)
  const warmUpMs = quirks['token-warm-up'] === '401' ? 5000 : 0
  return {
    host: options.host ?? '127.0.0.1',
    port: wholeNumber('port', options.port ?? 0, 0, 65_535),
    seed: wholeNumber('seed', options.seed ?? 1, 0, 0xffff_ffff),
    records: parseRecords(options.records),
    clock: options.clock ?? { now: () => Date.now() },
    latencyMs: wholeNumber('latencyMs', options.latencyMs ?? 0, 0, 600_000),
    timeZone: parseTimeZone(options.timeZone ?? 'America/Los_Angeles'),
    rateLimit: parseRateLimit(options.rateLimit),
    tokenLifetimeSeconds: wholeNumber('tokenLifetimeSeconds', options.tokenLifetimeSeconds ?? 86_400, 1, 31_536_000),
    tokenWarmUpMs: wholeNumber('tokenWarmUpMs', options.tokenWarmUpMs ?? warmUpMs, 0, 600_000),
    scope: options.scope,
    clients: options.clients ?? [],
    hasApiKey: options.apiKey ?? false,
    quirks,
    filters: options.filters ?? [],
    hasControl: options.control ?? false,
    onFailure: options.onFailure ?? printFailure,
    tls: options.tls,
    sftp: parseSftpOptions(options.sftp, wholeNumber),
  }
}

function printFailure({ method, path, error }: SandboxFailure): void {
  const why = error instanceof Error ? error.stack : error === undefined ? 'as Coupa would answer' : String(error)
  process.stderr.write(`sandbox: 500 ${method} ${path}: ${why}\n`)
}

function wholeNumber(name: string, value: number, low: number, high: number): number {
  if (Number.isInteger(value) && value >= low && value <= high) return value
  throw new TypeError(`option '${name}' is ${String(value)}; it must be a whole number from ${low} to ${high}`)
}

function parseRecords(records: RecordCounts | undefined): RecordCounts | undefined {
  if (records === undefined) return undefined
  const counts = typeof records === 'number' ? { records } : records
  for (const [name, count] of Object.entries(counts)) {
    wholeNumber(typeof records === 'number' ? name : `records.${name}`, count, 0, 100_000_000)
  }
  return records
}

function parseTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone
  } catch {
    throw new TypeError(`option 'timeZone' is '${timeZone}'; it must be an IANA zone such as Europe/Berlin`)
  }
}

function parseRateLimit(rateLimit: RateLimitOptions | false | undefined): Required<RateLimitOptions> | undefined {
  if (rateLimit === false) return undefined
  const { perSecond = 25, queue = 20, retryAfterSeconds = 1 } = rateLimit ?? {}
  return {
    perSecond: wholeNumber('rateLimit.perSecond', perSecond, 1, 1_000_000),
    queue: wholeNumber('rateLimit.queue', queue, 0, 1_000_000),
    retryAfterSeconds: wholeNumber('rateLimit.retryAfterSeconds', retryAfterSeconds, 0, 86_400),
  }
}
