import { type ApiRecord, type Column, valueAt } from './columns.ts'

/**
 * CSV by RFC 4180: a header line, CRLF line ends, quotation marks where they are needed. Null and absent values are empty,
 * an empty text is `""`, lists and objects are JSON. Cells that a spreadsheet would run as a formula get an apostrophe in
 * front, as `--csv-safe` of the command line does it; plain numbers stay as they are.
 */
export function toCsv(records: readonly ApiRecord[], columns: readonly Pick<Column, 'path'>[]): string {
  const header = columns.map(({ path }) => quote(guard(path)))
  const lines = records.map((record) => columns.map(({ path }) => cell(valueAt(record, path))))
  return [header, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value === '') return '""'
  return quote(guard(typeof value === 'object' ? JSON.stringify(value) : String(value)))
}

function guard(text: string): string {
  const isFormula = /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text)
  return isFormula ? `'${text}` : text
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
