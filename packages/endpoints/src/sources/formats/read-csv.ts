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
 * Reads CSV with a header line. Cells are texts. Rows that are not as long as the header refuse the file, with their number;
 * empty lines are passed over.
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
  const columns = first.value.cells.map((name) => name.trim())
  checkHeader(columns, delimiter)
  return { columns, records: recordsOf(columns, rows), notices: hasByteOrderMark ? [byteOrderMarkNotice] : [] }
}

/** What is said of a byte order mark. */
export const byteOrderMarkNotice = 'The file begins with a byte order mark, which is not needed.'

interface CsvRow {
  readonly cells: readonly string[]
  /** Line of the file where it ends. */
  readonly line: number
}

async function* rowsOf(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRow, undefined> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    info: true,
  })
  let row = 0
  const feeding = feed(pieces, parser)
  // Its failure ends the parser, which tells it.
  feeding.catch(() => {})
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield { cells: record, line: info.lines }
      row += 1
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw malformed(error, row)
  }
  return undefined
}

async function feed(pieces: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (parser.destroyed) return
      if (!parser.write(piece)) await new Promise<void>((resolve) => void waitFor(parser, resolve))
    }
    parser.end()
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

function waitFor(parser: ReturnType<typeof parse>, resolve: () => void): void {
  const done = (): void => {
    parser.off('drain', done)
    parser.off('close', done)
    resolve()
  }
  parser.once('drain', done)
  parser.once('close', done)
}

async function* recordsOf(columns: readonly string[], rows: AsyncIterable<CsvRow>): AsyncGenerator<InputRecord> {
  let row = 0
  for await (const { cells, line } of rows) {
    row += 1
    if (cells.length !== columns.length) {
      throw new InputRefusedError(
        'UNEVEN_ROW',
        `Row ${row} (line ${line} of the file) has ${cells.length} cells, and the header has ${columns.length}.`,
        { row, remedy: 'Correct the row: a comma inside a cell needs quotes around the cell.' },
      )
    }
    yield { row, fields: Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? ''])) }
  }
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

function malformed(error: CsvError, records: number): InputRefusedError {
  const line = Number(error.lines)
  const where = Number.isNaN(line) ? '' : ` near line ${line} of the file`
  // The header is the first of what the parser counts.
  const row = Math.max(1, records)
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
