import type { CheckReport } from './check.ts'

/** One record of an input. */
export interface InputRecord {
  /** Its number in the input, counted from 1; the header of a table is not counted. */
  readonly row: number
  readonly fields: Readonly<Record<string, unknown>>
}

/** An input that is being read. */
export interface InputReading {
  /** Names of all columns, where the input states them: CSV, Parquet, a query. */
  readonly columns: readonly string[] | undefined
  /**
   * The records in their order. Throws `InputRefusedError` for an input that is wrong as a whole, with the row where it is
   * found.
   */
  readonly records: AsyncIterable<InputRecord>
  /** What is worth a word and no fault: a byte order mark. */
  readonly notices: readonly string[]
}

/** What a load takes at once: a file, the answer of a query. */
export interface SourceInput {
  /** Name without a folder: `suppliers.csv`. */
  readonly name: string
  /** Hexadecimal SHA-256 of the content: the same content has the same. */
  readonly sha256: string
  readonly sizeBytes: number
  /** Whether a null is a value that empties a field, as in JSON; otherwise it is an empty cell. */
  readonly doesNullClear: boolean
  /** Reads it from the beginning. */
  read(): Promise<InputReading>
  /**
   * Keeps the outcomes of its records beside it, in one step, and answers with where they are; undefined where there is no
   * place for them.
   */
  keepResult(ending: 'ndjson' | 'csv', content: AsyncIterable<string>): Promise<string | undefined>
  /**
   * Takes it out of the way, so that it is not found again: to `archive` or to `failed`. Where there is nothing to move, it
   * has no effect; and so has repeating it.
   */
  finish(where: 'archive' | 'failed'): Promise<void>
  /** Whether an input that stays where it is has become another one since it was taken. */
  hasChanged?(): Promise<boolean>
}

/** Where the records of a load come from. All methods throw `EndpointError`. */
export interface LoadSource extends AsyncDisposable {
  /** Reachable, signed in, allowed to read and to move: one report a stage, up to the first that fails. */
  check(): AsyncIterable<CheckReport>
  /** The inputs that are there and complete, in the order in which they are loaded. */
  inputs(): AsyncIterable<SourceInput>
  /** Replaces the outcomes that an input of before has at a place, as `keepResult` gave it. */
  rewriteResult?(place: string, content: AsyncIterable<string>): Promise<void>
  /**
   * A file beside the inputs that a record names, as the scan of an invoice; undefined where there is none. Absent where the
   * source has no files.
   */
  openFile?(name: string): Promise<Blob | undefined>
}
