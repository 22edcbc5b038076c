/** A piece of a file. */
export type Chunk = string | Uint8Array

/** A record as the library gives it. */
export type OutputRecord = Readonly<Record<string, unknown>>

/** Turns records into the pieces of one file, a record at a time, holding as little as the format allows. */
export interface RecordFormat {
  /** What stands before the first record; not asked for when a file is continued. */
  begin(): Chunk
  add(record: OutputRecord): Chunk
  end(): Chunk
  /** Names of fields that records had and that the columns of the file have no place for. */
  readonly leftOut: ReadonlySet<string>
}

/** The formats of `--format`. */
export const formatNames = ['ndjson', 'json', 'csv', 'parquet'] as const
export type FormatName = (typeof formatNames)[number]

export const none: ReadonlySet<string> = new Set()
