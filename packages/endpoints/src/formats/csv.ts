import type { Cell, Row, Table } from '../contract/shape.ts'
import { createLineBuffer } from './line-buffer.ts'

/** How a CSV file deviates from the plain form, for programs that ask for it. */
export interface CsvOptions {
  readonly byteOrderMark?: boolean | undefined
  /** An apostrophe before cells that a spreadsheet would run as a formula. */
  readonly forSpreadsheets?: boolean | undefined
}

/**
 * CSV by RFC 4180: a header, comma, CRLF, every value in quotes, UTF-8. A null is nothing between two commas; an empty text
 * is a pair of quotes.
 */
export function encodeCsv(
  { columns }: Table,
  rows: readonly Row[],
  { byteOrderMark = false, forSpreadsheets = false }: CsvOptions = {},
): Uint8Array {
  const lines = createLineBuffer()
  lines.add(`${byteOrderMark ? '\uFEFF' : ''}${columns.map(({ name }) => csvText(name)).join()}\r`)
  for (const row of rows) {
    let line = ''
    for (let place = 0; place < columns.length; place++) {
      if (place > 0) line += ','
      line += encodeCell(row[place], forSpreadsheets)
    }
    lines.add(`${line}\r`)
  }
  return lines.bytes()
}

function encodeCell(cell: Cell | undefined, forSpreadsheets: boolean): string {
  if (cell === undefined || cell === null) return ''
  if (typeof cell !== 'string') return `"${cell}"`
  return csvText(forSpreadsheets && isFormula(cell) ? `'${cell}` : cell)
}

/** A text as a cell: in quotes, with those inside doubled. */
export function csvText(text: string): string {
  return `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`
}

/** What spreadsheets take for a formula. A negative number is none. */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text)
}
