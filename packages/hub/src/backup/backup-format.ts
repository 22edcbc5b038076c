import { z } from 'zod'

// A backup is gzip of lines of JSON: a header, then for each table a line that opens it and one line per row, then a trailer.
// The hash in the trailer covers every byte before it.

/** Rises when an older program could not read what a newer one writes. */
export const backupFormatVersion = 1

/** The first line. */
export interface BackupHeader {
  readonly format: 'coupa-connector-backup'
  readonly formatVersion: number
  /** The last migration of the database it was taken from. */
  readonly schema: string
  /** Version of the program that wrote it. */
  readonly program: string
  readonly createdAt: string
}

export const backupHeader: z.ZodType<BackupHeader> = z.object({
  format: z.literal('coupa-connector-backup'),
  formatVersion: z.number().int(),
  schema: z.string(),
  program: z.string(),
  createdAt: z.string(),
})

/** Opens a table; its rows follow, each as JSON of these columns. */
export const backupTableLine: z.ZodType<{ readonly table: string; readonly columns: readonly string[] }> = z.object({
  table: z.string(),
  columns: z.array(z.string()),
})

/** The last line. */
export interface BackupTrailer {
  readonly end: { readonly rows: Readonly<Record<string, number>>; readonly sha256: string }
}

export const backupTrailer: z.ZodType<BackupTrailer> = z.object({
  end: z.object({ rows: z.record(z.string(), z.number().int()), sha256: z.string() }),
})

/** What a backup holds, or what was restored from it. */
export interface BackupSummary {
  readonly header: BackupHeader
  readonly rowsByTable: Readonly<Record<string, number>>
  readonly rows: number
}

/** The start of a row's line. Rows pass through as the text that the database gave, so that no number loses a digit. */
export const rowPrefix = '{"row":'
