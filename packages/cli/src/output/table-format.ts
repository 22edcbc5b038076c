import type { TableFormat } from '../terminal/table.ts'
import { type Column, valueAt } from './columns.ts'
import { none, type OutputRecord, type RecordFormat } from './record-format.ts'

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
      waiting.push(columns.map((column) => cellOf(valueAt(record, column))))
      return waiting.length < sampleSize ? '' : flush()
    },
    end: flush,
    leftOut: none,
  }
}

/** `2026-11-30T08:15:30-08:00` as `2026-11-30 08:15`, in the zone that Coupa sent. */
function shortTime(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/, '$1 $2')
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`
  if (typeof value !== 'object') return shortTime(String(value)).replaceAll(/\s+/g, ' ')
  const { name, code, number, id } = value as OutputRecord
  return String(name ?? code ?? number ?? id ?? JSON.stringify(value)).replaceAll(/\s+/g, ' ')
}
