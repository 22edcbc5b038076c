/** A cell, quoted or plain, with what ends it. */
const cellPattern = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/gy

/**
 * Takes CSV apart by RFC 4180: quotes, doubled quotes, line ends inside quotes. A byte order mark, blank lines and a missing last
 * line end are fine; a quote that never closes is taken as it stands.
 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [whole, quoted, plain = '', end] of text.replace(/^\uFEFF/, '').matchAll(cellPattern)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
    if (whole === '' && end === '') break
  }
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''))
}
