import { columnKey, type FlatRow } from './flat-row.ts'
import type { LoadDefinition } from './load-schema.ts'

/** Files that go with a record, by their names beside the input. */
export interface RecordDocuments {
  readonly imageScan: string | undefined
  readonly attachments: readonly string[]
}

/** Columns that name files, and no fields. */
export function documentColumns({ destination: { documents } }: LoadDefinition): readonly string[] {
  return [documents?.imageScan, documents?.attachments].filter((column) => column !== undefined)
}

/** The files that a record names. Undefined where the load knows no files, or the record names none. */
export function documentsOf(row: FlatRow, { destination: { documents } }: LoadDefinition): RecordDocuments | undefined {
  if (documents === undefined) return undefined
  const [imageScan] = namesIn(row, documents.imageScan)
  const attachments = namesIn(row, documents.attachments)
  return imageScan === undefined && attachments.length === 0 ? undefined : { imageScan, attachments }
}

/** A cell holds several names with semicolons between them; `file://scan.pdf` is `scan.pdf`. */
function namesIn(row: FlatRow, column: string | undefined): readonly string[] {
  const cell = column === undefined ? undefined : row.get(columnKey(column))
  if (cell === undefined || cell === null) return []
  const names: readonly unknown[] = Array.isArray(cell) ? cell : String(cell).split(';')
  return names
    .map((name) =>
      String(name)
        .trim()
        .replace(/^file:\/\//, ''),
    )
    .filter((name) => name !== '')
}
