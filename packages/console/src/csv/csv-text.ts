/**
 * CSV by RFC 4180: CRLF line ends, quotation marks where they are needed. Null and absent values are empty, an empty text is
 * `""`, lists and objects are JSON. Cells that a spreadsheet would run as a formula get an apostrophe in front, as `--csv-safe`
 * of the command line does it; plain numbers stay as they are.
 */
export function csvText(header: readonly string[], rows: Iterable<readonly unknown[]>): string {
  const lines = [header.map((name) => quote(guard(name))).join(',')]
  for (const row of rows) lines.push(row.map(cell).join(','))
  return lines.map((line) => `${line}\r\n`).join('')
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
