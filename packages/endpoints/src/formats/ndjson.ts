import type { OutgoingRecord } from '../contract/batch.ts'
import type { Cell, Column, Row, Table } from '../contract/shape.ts'
import { createLineBuffer } from './line-buffer.ts'

/** One line of JSON a record, as the record is. */
export function encodeDocuments(records: readonly OutgoingRecord[]): Uint8Array {
  const lines = createLineBuffer()
  for (const { document } of records) lines.add(JSON.stringify(document))
  return lines.bytes()
}

/** One line of JSON a row, keyed by column. Decimals and times are strings, so that they stay exact. */
export function encodeJsonRows({ columns }: Table, rows: readonly Row[]): Uint8Array {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`)
  const lines = createLineBuffer()
  for (const row of rows) {
    let line = ''
    for (const [place, column] of columns.entries()) {
      line += `${line === '' ? '{' : ','}${keys[place]}${cellJson(row[place], column)}`
    }
    lines.add(`${line}}`)
  }
  return lines.bytes()
}

function cellJson(cell: Cell | undefined, { type }: Column): string {
  if (cell === undefined || cell === null) return 'null'
  // The cell of a JSON column is JSON text already.
  return type.kind === 'json' ? String(cell) : JSON.stringify(cell)
}
