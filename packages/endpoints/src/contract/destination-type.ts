import type { Destination, Guarantee } from './destination.ts'

/** The kinds of the other end. */
export type DestinationKind = 'files' | 'sftp' | 'postgresql' | 'http' | 's3'

/** How records are written into objects. */
export type FormatName = 'ndjson' | 'csv' | 'parquet' | 'flat-file'

/** One setting of a destination: `--set target.folder=…` sets the one that is called `folder`. */
export interface SettingDeclaration {
  readonly name: string
  readonly title: string
  /** What to enter, for the form and for the help. */
  readonly description: string
  readonly isRequired: boolean
  /** Secrets come from a file, the environment or the hub's sealed store, and never from a command line or definition. */
  readonly isSecret: boolean
  /** Whether it is a text of several lines, such as a key. Default: false. */
  readonly isMultiline?: boolean | undefined
  /** Text that applies where nothing is set. */
  readonly default?: string | undefined
  /** The only values. */
  readonly choices?: readonly string[] | undefined
}

/** How a process wants its records written: the part `destination` of a definition. */
export interface DeliveryOptions {
  /** Absent where records do not become objects of a format: PostgreSQL, HTTP. */
  readonly format?: FormatName | undefined
  /** Flat files of Coupa: what they have, such as `invoice`. */
  readonly object?: string | undefined
  /**
   * Name of an object without folder, with the placeholders `{table}`, `{stamp}` and `{batch}`. The batch is added where a
   * pattern has no `{batch}`, since a name must never be used twice. Default: `{table}_{stamp}_{batch}`.
   */
  readonly name?: string | undefined
  /** CSV: a byte order mark for spreadsheets. Default: false. */
  readonly byteOrderMark?: boolean | undefined
  /** CSV: an apostrophe before cells that a spreadsheet would run as a formula. Default: false. */
  readonly forSpreadsheets?: boolean | undefined
  /** HTTP: one request a record or one a batch. Default: `batch`. */
  readonly request?: 'record' | 'batch' | undefined
  /** HTTP: wraps each record as a CloudEvent. Default: false. */
  readonly cloudEvents?: boolean | undefined
}

/** Where time comes from; the connector's clock has the same shape. */
export interface EndpointClock {
  /** Milliseconds since 1970. */
  now(): number
  monotonicMs(): number
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}

/** What a destination is opened with. */
export interface OpenOptions {
  readonly delivery: DeliveryOptions
  readonly clock: EndpointClock
  readonly signal?: AbortSignal | undefined
  /** Refuses addresses that a shared container must not reach: throws what the caller is to see. Default: none. */
  readonly checkAddress?: ((host: string, address: string) => void) | undefined
  /**
   * S3: signs in as the machine where no keys are set: its environment, its profile in ~/.aws, the role of its instance.
   * Whoever may write a definition gets what the machine may do, so that it is for machines of one's own. Default: false.
   */
  readonly usesMachineIdentity?: boolean | undefined
  /** `source` of CloudEvents: the organization's URL. */
  readonly sourceUrl?: string | undefined
  /** `type` of CloudEvents: `com.coupa.invoice`. */
  readonly eventType?: string | undefined
}

/** A kind of destination: what it needs to know, and how it is opened. Declared without loading its libraries. */
export interface DestinationType {
  readonly kind: DestinationKind
  readonly title: string
  readonly guarantee: Guarantee
  /** Formats that it writes; empty where records are not written as objects. */
  readonly formats: readonly FormatName[]
  readonly shapes: readonly ('nested' | 'flat' | 'tables')[]
  readonly settings: readonly SettingDeclaration[]
  /** Whether it reads and writes local paths, which a shared container must refuse. */
  readonly isLocal: boolean
  /**
   * Opens it; sends nothing yet. `settings` are texts by the names of `settings`, secrets included; unknown names and missing
   * values throw `EndpointError` `SETTING_INVALID`.
   */
  open(settings: Readonly<Record<string, string>>, options: OpenOptions): Promise<Destination>
}
