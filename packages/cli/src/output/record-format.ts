/** A piece of a file. */
export type Chunk = string | Uint8Array

/** A record as the library gives it. */
export type OutputRecord = Readonly<Record<string, unknown>>

/** Turns records into the pieces of one file, one record at a time, and holds as little as the format allows. */
export interface RecordFormat {
  /** What stands before the first record. Not requested when a file is continued. */
  begin(): Chunk
  add(record: OutputRecord): Chunk
  end(): Chunk
  /** Names of record fields for which the file has no column. */
  readonly leftOut: ReadonlySet<string>
}

/** The formats of `--format`. */
export const formatNames = ['table', 'ndjson', 'json', 'csv', 'parquet'] as const
export type FormatName = (typeof formatNames)[number]

export const none: ReadonlySet<string> = new Set()
