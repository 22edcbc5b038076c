import { type Column, createLeftOut, valueAt } from './columns.ts'
import type { RecordFormat } from './record-format.ts'

/**
 * CSV as in RFC 4180: a header line, CRLF line ends, quotes where needed. Null and absent values are empty, an empty text is
 * `""`, lists and objects are JSON. `isSafe` puts an apostrophe before cells that a spreadsheet would run as a formula. Plain
 * numbers stay as they are.
 */
export function createCsvFormat(
  columns: readonly Column[],
  { isSafe = false, noteLeftOut = true }: { isSafe?: boolean; noteLeftOut?: boolean } = {},
): RecordFormat {
  const leftOut = createLeftOut(columns)
  const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`
  return {
    begin: () => line(columns.map(({ name }) => quote(name))),
    add: (record) => {
      if (noteLeftOut) leftOut.note(record)
      return line(columns.map((column) => cell(valueAt(record, column), isSafe)))
    },
    end: () => '',
    leftOut: leftOut.names,
  }
}

function cell(value: unknown, isSafe: boolean): string {
  if (value === null || value === undefined) return ''
  if (value === '') return '""'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return quote(isSafe && isFormula(text) ? `'${text}` : text)
}

function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
