import { z } from 'zod'
import type { Signature } from '../secrets/sealer.ts'

// A backup is gzip of lines of JSON: a header, then for each table a line that opens it and one line per row, then a trailer.
// The hash in the trailer covers every byte before it. Where the sealing keys were there, the trailer is signed: anybody can
// compute a hash, but not the signature.

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
  readonly end: {
    readonly rows: Readonly<Record<string, number>>
    readonly sha256: string
    /** Of `signedText`. Absent when the program had no sealing keys. */
    readonly signature?: Signature | undefined
  }
}

export const backupTrailer: z.ZodType<BackupTrailer> = z.object({
  end: z.object({
    rows: z.record(z.string(), z.number().int()),
    sha256: z.string(),
    signature: z.object({ keyId: z.string(), mac: z.string() }).optional(),
  }),
})

/** Keeps signatures of backups apart from all others. */
export const signaturePurpose = 'backup'

/** What the signature covers: with the hash, everything before the trailer. */
export function signedText({ rows, sha256 }: Pick<BackupTrailer['end'], 'rows' | 'sha256'>): string {
  return JSON.stringify([backupFormatVersion, sha256, Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1))])
}

/** What a backup holds, or what was restored from it. */
export interface BackupSummary {
  readonly header: BackupHeader
  readonly rowsByTable: Readonly<Record<string, number>>
  readonly rows: number
  /** Who wrote it: see `Authenticity`. */
  readonly authenticity: Authenticity
}

/**
 * `signed`: written with the sealing keys that are here. `unsigned`: without any, or with keys that are not here. `unchecked`:
 * there are no keys here.
 */
export type Authenticity = 'signed' | 'unsigned' | 'unchecked'

/** The start of a row's line. Rows pass through as the text that the database gave, so that no number loses a digit. */
export const rowPrefix = '{"row":'
