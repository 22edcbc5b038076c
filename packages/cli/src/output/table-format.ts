import type { TableFormat } from '../terminal/table.ts'
import { cellText } from './cell-text.ts'
import { type Column, valueAt } from './columns.ts'
import { none, type RecordFormat } from './record-format.ts'

/** As many records decide how wide the columns are: a page of Coupa's. */
const sampleSize = 50

/**
 * A table for people, on lines of one record each. What does not fit into a column is cut, and of a list or an object only
 * what it is called is shown; a program reads another format.
 */
export function createTableFormat(columns: readonly Column[], { widthsOf, format }: TableFormat): RecordFormat {
  const headings = columns.map(({ name }) => name)
  let waiting: string[][] = []
  let widths: readonly number[] | undefined
  let isBegun = false
  const flush = (): string => {
    if (waiting.length === 0) return ''
    widths ??= widthsOf([headings, ...waiting])
    const text = format(waiting, { ...(isBegun ? {} : { headings }), widths, isWrapped: false })
    isBegun = true
    waiting = []
    return text
  }
  return {
    begin: () => '',
    add: (record) => {
      waiting.push(columns.map((column) => cellText(valueAt(record, column))))
      return waiting.length < sampleSize ? '' : flush()
    },
    end: flush,
    leftOut: none,
  }
}
