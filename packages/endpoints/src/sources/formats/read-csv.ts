import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { InputRefusedError } from '../../contract/input-refused-error.ts'
import type { InputReading, InputRecord } from '../../contract/source.ts'
import { decodeUtf8 } from './decode-utf8.ts'

export interface ReadCsvOptions {
  /** Default: a comma. */
  readonly delimiter?: string | undefined
}

/** The longest row. A quote that is never closed would otherwise take in the rest of the file. */
const longestRow = 16 * 1024 * 1024

/**
 * Reads CSV with a header line. Cells are texts. Rows that are not as long as the header refuse the file, with their number.
 * Empty lines and rows without any value are passed over, and columns at the end without a name and without values, as
 * spreadsheets leave them.
 */
export async function readCsv(
  content: AsyncIterable<Uint8Array>,
  { delimiter = ',' }: ReadCsvOptions = {},
): Promise<InputReading> {
  const { hasByteOrderMark, pieces } = await decodeUtf8(content)
  const rows = rowsOf(pieces, delimiter)
  const first = await rows.next()
  if (first.done === true) {
    throw new InputRefusedError('HEADER', 'The file is empty: its first line has to name the columns.')
  }
  const header = first.value.cells.map((name) => name.trim())
  const width = header.findLastIndex((name) => name !== '') + 1
  if (width === 0) {
    throw new InputRefusedError('HEADER', 'The first line of the file has no value: it has to name the columns.')
  }
  const columns = header.slice(0, width)
  checkHeader(columns, delimiter)
  const notices = hasByteOrderMark ? [byteOrderMarkNotice] : []
  const records = recordsOf(columns, header.length, rows, (notice) => notices.push(notice))
  return { columns, records, notices }
}

/** What is said of a byte order mark. */
export const byteOrderMarkNotice = 'The file begins with a byte order mark, which is not needed.'

interface CsvRow {
  readonly cells: readonly string[]
  /** Line of the file where it ends. */
  readonly line: number
}

export async function* rowsOf(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRow, undefined> {
  const parser = parse({
    delimiter,
    // Files that were put together from others have several.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    info: true,
  })
  // Its failure ends the parser, which tells it; leaving the loop ends both.
  pipeline(pieces, parser, () => {})
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { cells: record, line: info.lines }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw malformed(error)
  }
  return undefined
}

async function* recordsOf(
  columns: readonly string[],
  width: number,
  rows: AsyncIterable<CsvRow>,
  notice: (text: string) => void,
): AsyncGenerator<InputRecord> {
  let row = 0
  let empty = 0
  for await (const { cells, line } of rows) {
    if (cells.every((cell) => cell.trim() === '')) {
      empty += 1
      continue
    }
    row += 1
    if (cells.length !== width) {
      throw uneven(
        row,
        line,
        `has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, and the header has ${width}`,
      )
    }
    const beyond = cells.findIndex((cell, place) => place >= columns.length && cell.trim() !== '')
    if (beyond >= 0) throw uneven(row, line, `has a value in column ${beyond + 1}, which has no name in the header`)
    yield { row, fields: Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? ''])) }
  }
  if (empty > 0)
    notice(`${empty === 1 ? 'A row' : `${empty} rows`} without any value ${empty === 1 ? 'was' : 'were'} passed over.`)
}

function uneven(row: number, line: number, what: string): InputRefusedError {
  return new InputRefusedError('UNEVEN_ROW', `Row ${row} (line ${line} of the file) ${what}.`, {
    row,
    remedy: 'Correct the row: a comma inside a cell needs quotes around the cell.',
  })
}

function checkHeader(columns: readonly string[], delimiter: string): void {
  const [only = ''] = columns
  const other = [',', ';', '\t', '|'].find((one) => one !== delimiter && only.includes(one))
  if (columns.length === 1 && other !== undefined) {
    throw new InputRefusedError('HEADER', `The header has one column, "${only.slice(0, 80)}".`, {
      remedy: `Set source.delimiter to ${JSON.stringify(other)}, if that separates the cells.`,
    })
  }
  const unnamed = columns.indexOf('')
  if (unnamed >= 0) throw new InputRefusedError('HEADER', `Column ${unnamed + 1} of the header has no name.`)
  const twice = columns.find((name, place) => columns.indexOf(name) !== place)
  if (twice !== undefined) throw new InputRefusedError('HEADER', `The header has the column "${twice}" twice.`)
}

function malformed(error: CsvError): InputRefusedError {
  const line = Number(error.lines)
  const where = Number.isNaN(line) ? '' : ` near line ${line} of the file`
  // The header is the first of what the parser counts. Rows that nobody has taken yet are gone with it.
  const row = Math.max(1, Number(error.records) || 0)
  return new InputRefusedError('MALFORMED', `The file is not CSV${where}: ${reasonOf(error)}.`, { row, cause: error })
}

function reasonOf({ code, message }: CsvError): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is not closed'
    case 'INVALID_OPENING_QUOTE':
      return 'a quote is inside a cell that does not begin with one'
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'something follows a closing quote'
    case 'CSV_MAX_RECORD_SIZE':
      return 'a row is longer than 16 MB; probably a quote is not closed'
    default:
      return message
  }
}
