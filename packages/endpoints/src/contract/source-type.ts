import type { DestinationKind, OpenOptions, SettingDeclaration } from './destination-type.ts'
import type { LoadSource } from './source.ts'

/** How records are read from files. */
export type SourceFormat = 'csv' | 'ndjson' | 'parquet' | 'flat-file'

/** How the next page of an HTTP source is found. */
export type NextPage = { readonly link: string } | { readonly cursor: string; readonly parameter: string }

/** What a process says of its source: the part `source` of the definition of a load. */
export interface IntakeOptions {
  /** Default: by the ending of the file. */
  readonly format?: SourceFormat | undefined
  /** Names of the files of a folder, with `*` for anything. Default: all that end as the format does. */
  readonly pattern?: string | undefined
  /**
   * What becomes of a file of a folder once its outcomes are kept. `move`: it goes to `archive/`, or to `failed/`. `remove`: it is
   * deleted if it was loaded, and stays if it was not; outcomes are kept in the folder of the process. Default: `move`.
   */
  readonly finished?: 'move' | 'remove' | undefined
  /** CSV: between the cells of a row. Default: a comma. */
  readonly delimiter?: string | undefined
  /** Flat files: what they have, `supplier`; the names are those of `flatFileObjects`. */
  readonly object?: string | undefined
  /** PostgreSQL: the query that gives the records. */
  readonly query?: string | undefined
  /** PostgreSQL: columns that identify a row; the query is read page by page in their order. */
  readonly keySet?: readonly string[] | undefined
  /** HTTP: JSON pointer to the records. */
  readonly records?: string | undefined
  readonly next?: NextPage | undefined
}

/** What a source is opened with. */
export interface OpenSourceOptions extends Omit<OpenOptions, 'delivery' | 'sourceUrl' | 'eventType'> {
  readonly intake: IntakeOptions
  /**
   * A folder of the process on this machine. Sources that have no place for outcomes, such as a query, keep them there.
   * Default: these outcomes are kept by the state alone, and temporary files are in the folder of the system.
   */
  readonly workFolder?: string | undefined
}

/** A kind of source: what it needs to know, and how it is opened. Declared without loading its libraries. */
export interface SourceType {
  readonly kind: DestinationKind
  readonly title: string
  readonly settings: readonly SettingDeclaration[]
  /** Whether it reads local paths, which a shared container must refuse. */
  readonly isLocal: boolean
  /** The settings with their defaults. Throws `EndpointError` `SETTING_INVALID` for unknown names and missing or impossible values. */
  readSettings(given: Readonly<Record<string, string>>): Readonly<Record<string, string>>
  /** Opens it; reads nothing yet. Throws as `readSettings`. */
  open(settings: Readonly<Record<string, string>>, options: OpenSourceOptions): Promise<LoadSource>
}
