/** A row of a CSV text, by the names of its header, with the line on which it begins. */
export interface CsvRow {
  readonly line: number
  readonly fields: Readonly<Record<string, string>>
}

/**
 * Reads a small CSV text by RFC 4180, with commas or semicolons between the cells, as spreadsheets write it. Throws for a quote
 * that never ends, and for a row that has more cells than the header.
 */
export function parseCsv(text: string): readonly CsvRow[] {
  const content = text.replace(/^\uFEFF/, '')
  const [firstLine = ''] = content.split(/\r?\n/, 1)
  const delimiter = firstLine.includes(';') && !firstLine.includes(',') ? ';' : ','
  const [header, ...rows] = readRows(content, delimiter)
  if (header === undefined) return []
  const names = header.cells.map((name) => name.trim())
  return rows.map(({ line, cells }) => {
    if (cells.length > names.length) {
      throw new Error(`Line ${line} has ${cells.length} cells, and the header has ${names.length}.`)
    }
    return { line, fields: Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ''])) }
  })
}

/** A cell, in quotes or without, and what comes after it. */
const cellPattern = (delimiter: string): RegExp =>
  new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r?\\n|$)`, 'y')

function* readRows(text: string, delimiter: string): Generator<{ readonly line: number; readonly cells: string[] }> {
  const cell = cellPattern(delimiter)
  let line = 1
  let started = 1
  let cells: string[] = []
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const found = cell.exec(text)
    if (found === null) throw new Error(`Line ${line} has a quotation mark that does not belong there, or never ends.`)
    const [whole, quoted, plain = '', end = ''] = found
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    line += whole.split('\n').length - 1
    if (end === delimiter && cell.lastIndex < text.length) continue
    if (end === delimiter) cells.push('')
    if (cells.length > 1 || cells[0] !== '') yield { line: started, cells }
    cells = []
    started = line
    if (cell.lastIndex === at) return
  }
}
