/** Takes CSV apart by RFC 4180: quotes, doubled quotes, line ends inside quotes; a byte order mark and a missing last line end are fine. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const source = text.replace(/^\uFEFF/, '')
  for (let place = 0; place < source.length; place += 1) {
    const letter = source.charAt(place)
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (source.charAt(place + 1) === '"') {
        cell += '"'
        place += 1
      } else isQuoted = false
    } else if (letter === '"' && cell === '') isQuoted = true
    else if (letter === ',') {
      row.push(cell)
      cell = ''
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && source.charAt(place + 1) === '\n') place += 1
      row.push(cell)
      rows.push(row)
      row = []
      cell = ''
    } else cell += letter
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows.filter((cells) => cells.some((each) => each.trim() !== ''))
}
