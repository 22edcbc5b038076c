import { csvText } from '../formats/csv.ts'
import { pathOf } from './field-path.ts'
import type { FlatFileHeader, FlatFileLayout } from './flat-file-layout.ts'
import type { FlatFileRowType } from './flat-file-object.ts'
import { FlatFileValueError, leavesOf } from './leaves-of.ts'
import { type Above, rowTypesBelow } from './rows-below.ts'

export interface FlatFileWriterOptions {
  /** Leaves out fields that the layout has no column for, instead of refusing the record. Default: false. */
  readonly ignoresUnknown?: boolean | undefined
}

/** Writes records as a flat file, with their lines below them. */
export interface FlatFileWriter {
  /** The header rows. */
  begin(): string
  /** The rows of a record. Throws `FlatFileValueError`. */
  add(record: Readonly<Record<string, unknown>>): string
  /** Rows so far, those of headers included. */
  readonly rows: number
}

/**
 * Creates the writer of a layout. All values are in quotes, and all rows have the same number of cells (F-464).
 */
export function createFlatFileWriter(
  layout: FlatFileLayout,
  { ignoresUnknown = false }: FlatFileWriterOptions = {},
): FlatFileWriter {
  const { object, headers, isTyped, lineEnd } = layout
  const below = rowTypesBelow(object)
  const start = isTyped ? 1 : 0
  const width = start + Math.max(0, ...headers.map(({ columns }) => columns.length))
  const headerOf = new Map<FlatFileRowType, FlatFileHeader>(headers.map((header) => [header.rowType, header]))
  let rows = 0

  function lineOf(word: string, cells: readonly string[]): string {
    rows += 1
    const all = isTyped ? [word, ...cells] : cells
    let line = ''
    for (let place = 0; place < width; place++) line += `${place === 0 ? '' : ','}${csvText(all[place] ?? '')}`
    return `${line}${lineEnd}`
  }

  function rowsOf(
    rowType: FlatFileRowType,
    record: Readonly<Record<string, unknown>>,
    above: readonly Above[],
  ): string {
    const header = headerOf.get(rowType)
    const lists = below.get(rowType.name) ?? new Map()
    const { texts, lists: found } = leavesOf(record, rowType, new Set(lists.keys()))
    if (header === undefined) {
      if (ignoresUnknown) return ''
      throw new FlatFileValueError(
        rowType.name,
        Object.keys(record)[0] ?? '',
        'has a value, and the file has no rows of this type',
      )
    }
    const rest = new Set(texts.keys())
    const cells = header.columns.map(({ target }) => {
      const path = target.kind === 'link' ? target.key : target.path
      rest.delete(path)
      const own = texts.get(path)
      if (own !== undefined || target.kind !== 'link') return own ?? ''
      return above.find(({ parent }) => parent === target.parent)?.texts.get(pathOf(target.parsed)) ?? ''
    })
    const [left] = rest
    if (left !== undefined && !ignoresUnknown) {
      throw new FlatFileValueError(rowType.name, left, 'has a value, and the file has no column for it')
    }
    let text = lineOf(header.rowWord, cells)
    const root: Above = above.find(({ parent }) => parent === 'root') ?? { parent: 'root', texts }
    for (const [list, next] of lists) {
      for (const item of found.get(list) ?? [])
        text += rowsOf(next.rowType, item, [root, { parent: next.place, texts }])
    }
    return text
  }

  return {
    begin: () =>
      headers
        .map(({ word, columns }) =>
          lineOf(
            word,
            columns.map(({ name }) => name),
          ),
        )
        .join(''),
    add: (record) => {
      const [top] = object.rowTypes
      return top === undefined ? '' : rowsOf(top, record, [])
    },
    get rows() {
      return rows
    },
  }
}
