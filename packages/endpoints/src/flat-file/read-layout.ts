import { InputRefusedError } from '../contract/input-refused-error.ts'
import {
  type ColumnTarget,
  customTarget,
  type FlatFileColumn,
  type FlatFileHeader,
  type FlatFileLayout,
  targetsOf,
} from './flat-file-layout.ts'
import type { FlatFileObject, FlatFileRowType } from './flat-file-object.ts'
import { nameKey } from './name-key.ts'

/** A row of a file: its cells, and where it is. */
export interface FlatFileRow {
  readonly cells: readonly string[]
  /** Number of the row in the file, counted from 1; header rows are counted. */
  readonly number: number
  /** Line of the file where it ends: a cell may have line breaks. */
  readonly line: number
}

/** A column of a file that Coupa's format does not have. */
export interface UnknownColumn {
  readonly column: string
  readonly rowType: string
  /** Field under which its values are kept. */
  readonly path: string
}

/** Learns the layout of a file from its header rows. */
export interface LayoutReader {
  readonly layout: FlatFileLayout
  readonly unknownColumns: readonly UnknownColumn[]
  /** Takes a header row; false for a row that is none. */
  takeHeader(row: FlatFileRow): boolean
  /** The header of a row that is none. Throws for a row that fits none, or has more or fewer cells. */
  headerOf(row: FlatFileRow): FlatFileHeader
}

/** First cell of header rows that all have the same, as Coupa's exports write them. */
const sharedWords = ['type', 'record-type', 'recordtype']

interface KnownHeader extends FlatFileHeader {
  rowWord: string
  readonly row: FlatFileRow
  /** Whether its row type was chosen by its columns, and no row of the type has come yet: it may be of another. */
  isGuess: boolean
  readonly cells: readonly string[]
  /** Numbers of cells that its rows may have. */
  readonly widths: ReadonlySet<number>
}

/** Creates the reader of a file's layout from its first row. */
export function createLayoutReader(object: FlatFileObject, first: FlatFileRow, lineEnd: () => string): LayoutReader {
  const typesByWord = new Map(
    object.rowTypes.flatMap((rowType) => rowType.words.map((word) => [nameKey(word), rowType] as const)),
  )
  const wordOf = ({ cells }: FlatFileRow): string => nameKey(cells[0] ?? '')
  const isShared = (word: string): boolean => sharedWords.includes(word)
  const firstWord = wordOf(first)
  const isTyped = object.rowTypes.length > 1 && (isShared(firstWord) || typesByWord.has(firstWord))
  const headers: KnownHeader[] = []
  const unknownColumns: UnknownColumn[] = []
  const headerFor = (rowType: FlatFileRowType): KnownHeader | undefined =>
    headers.find((header) => header.rowType === rowType)

  function create(rowType: FlatFileRowType, row: FlatFileRow, rowWord: string): KnownHeader {
    const columns = columnsOf(rowType, row, isTyped, unknownColumns)
    const { cells } = row
    const widths = new Set([first.cells.length, cells.length, columns.length + (isTyped ? 1 : 0)])
    const word = isTyped ? (cells[0] ?? '') : ''
    return { rowType, word, rowWord, columns, cells, widths, row, isGuess: isTyped && isShared(nameKey(word)) }
  }

  /** The header row that was taken for one of another row type with the same columns, and is of this one. */
  function takeGuess(rowType: FlatFileRowType): KnownHeader | undefined {
    const place = headers.findIndex(
      ({ isGuess, row, rowType: guess }) => isGuess && knownShare(rowType, row).share >= knownShare(guess, row).share,
    )
    const guess = headers[place]
    if (guess === undefined) return undefined
    unknownColumns.splice(
      0,
      unknownColumns.length,
      ...unknownColumns.filter((column) => column.rowType !== guess.rowType.name),
    )
    const header = create(rowType, guess.row, guess.rowWord)
    headers[place] = header
    return header
  }

  function takeTyped(row: FlatFileRow): boolean {
    const word = wordOf(row)
    if (isShared(word)) {
      const rowType = bestFit(object, row, (one) => headerFor(one) === undefined)
      if (rowType !== undefined) headers.push(create(rowType, row, rowType.words[1] ?? rowType.words[0] ?? ''))
      return true
    }
    const rowType = typesByWord.get(word)
    if (rowType === undefined) throw unknownRowType(row, object)
    const known = headerFor(rowType) ?? takeGuess(rowType)
    if (known !== undefined) return isSameRow(known.cells, row.cells)
    if (!looksLikeHeader(rowType, row)) {
      throw new InputRefusedError(
        'HEADER',
        `${placeOf(row)} is of the row type "${row.cells[0]}", and no header row of this type comes before it.`,
        { remedy: 'Add the header row of the type to the top of the file.' },
      )
    }
    headers.push(create(rowType, row, row.cells[0] ?? ''))
    return true
  }

  return {
    layout: {
      object,
      isTyped,
      headers,
      get lineEnd() {
        return lineEnd()
      },
    },
    unknownColumns,
    takeHeader: (row) => {
      if (isTyped) return takeTyped(row)
      const [rowType] = object.rowTypes
      if (headers.length > 0 || rowType === undefined) return false
      checkLikely(rowType, row, object)
      headers.push(create(rowType, row, ''))
      return true
    },
    headerOf: (row) => {
      const rowType = isTyped ? typesByWord.get(wordOf(row)) : object.rowTypes[0]
      const header = rowType === undefined ? undefined : headerFor(rowType)
      if (header === undefined) throw unknownRowType(row, object)
      if (!header.widths.has(row.cells.length)) throw uneven(row, header, first.cells.length)
      header.isGuess = false
      if (isTyped) header.rowWord = row.cells[0] ?? ''
      return header
    },
  }
}

/** The columns of a header row, without the padding at its end. */
function columnsOf(
  rowType: FlatFileRowType,
  row: FlatFileRow,
  isTyped: boolean,
  unknownColumns: UnknownColumn[],
): readonly FlatFileColumn[] {
  const names = row.cells.slice(isTyped ? 1 : 0).map((name) => name.trim())
  while (names.at(-1) === '') names.pop()
  const targets = targetsOf(rowType)
  const fields = new Map<string, string>()
  return names.map((name, place) => {
    if (name === '') {
      throw new InputRefusedError('HEADER', `${placeOf(row)} is a header row, and its column ${place + 1} has no name.`)
    }
    const target = targets.get(nameKey(name)) ?? customTarget(name)
    checkTwice(name, target, fields, row)
    if (target.kind === 'custom') unknownColumns.push({ column: name, rowType: rowType.name, path: target.path })
    return { name, target }
  })
}

function checkTwice(name: string, target: ColumnTarget, fields: Map<string, string>, row: FlatFileRow): void {
  const path = target.kind === 'link' ? `link ${target.key}` : target.path
  const other = fields.get(path)
  if (other !== undefined) {
    const what = other === name ? `has the column "${name}" twice` : `has "${other}" and "${name}", which are one field`
    throw new InputRefusedError('HEADER', `${placeOf(row)} is a header row and ${what}.`, {
      remedy: 'Remove one of them.',
    })
  }
  fields.set(path, name)
}

function knownShare(rowType: FlatFileRowType, row: FlatFileRow): { readonly known: number; readonly share: number } {
  const targets = targetsOf(rowType)
  const names = row.cells.slice(1).filter((name) => name.trim() !== '')
  const known = names.filter((name) => targets.has(nameKey(name))).length
  return { known, share: names.length === 0 ? 0 : known / names.length }
}

/** The row type whose columns a header row has, where its first cell does not say it. */
function bestFit(
  object: FlatFileObject,
  row: FlatFileRow,
  isFree: (rowType: FlatFileRowType) => boolean,
): FlatFileRowType | undefined {
  if (row.cells.slice(1).every((name) => name.trim() === '')) return undefined
  const fits = object.rowTypes.filter(isFree).map((rowType) => {
    const { known, share } = knownShare(rowType, row)
    return { rowType, known, share, coverage: known / targetsOf(rowType).size }
  })
  const [best] = fits.toSorted((one, other) => other.share - one.share || other.coverage - one.coverage)
  if (best !== undefined && best.known > 0) return best.rowType
  throw new InputRefusedError('HEADER', `${placeOf(row)} is a header row, and its columns are those of no row type.`, {
    remedy: `The row types of ${object.name} are: ${rowTypeWords(object)}.`,
  })
}

/** Whether a row that begins with the word of its type names columns, and holds no values. */
function looksLikeHeader(rowType: FlatFileRowType, row: FlatFileRow): boolean {
  const isBare = row.cells.slice(1).every((name) => name.trim() === '')
  return isBare || knownShare(rowType, row).share >= 0.5
}

/** A file of another object, or without a header row, is refused before its cells become custom fields. */
function checkLikely(rowType: FlatFileRowType, row: FlatFileRow, object: FlatFileObject): void {
  const targets = targetsOf(rowType)
  if (row.cells.some((name) => targets.has(nameKey(name)))) return
  const columns = Object.keys(rowType.columns)
  throw new InputRefusedError(
    'HEADER',
    `The first row has no column of Coupa's flat files of ${object.title.toLowerCase()}: ${row.cells.slice(0, 5).join(', ').slice(0, 200)}.`,
    { remedy: `The columns are ${columns.slice(0, 6).join(', ')} and others. Is it a file of another object?` },
  )
}

function uneven(row: FlatFileRow, { cells }: KnownHeader, width: number): InputRefusedError {
  const wanted = cells.length === width ? `${width}` : `${cells.length} or, padded, ${width}`
  return new InputRefusedError(
    'UNEVEN_ROW',
    `${placeOf(row)} has ${row.cells.length} cells, and its header row has ${wanted}.`,
    { remedy: 'Correct the row: a comma inside a cell needs quotes around the cell.' },
  )
}

function unknownRowType(row: FlatFileRow, object: FlatFileObject): InputRefusedError {
  return new InputRefusedError(
    'MALFORMED',
    `${placeOf(row)} has "${(row.cells[0] ?? '').slice(0, 80)}" in its first column, which is not a row type of ${object.name}.`,
    { remedy: `Its row types are: ${rowTypeWords(object)}.` },
  )
}

function rowTypeWords({ rowTypes }: FlatFileObject): string {
  return rowTypes.flatMap(({ words }) => words.slice(0, 1)).join(', ')
}

function isSameRow(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((cell, place) => cell === other[place])
}

/** `Row 14 of the file (line 16)`. */
export function placeOf({ number, line }: FlatFileRow): string {
  return number === line ? `Row ${number} of the file` : `Row ${number} of the file (line ${line})`
}
