import type { CoupaRecord } from '@coupa-connector/connector'
import { isJsonObject } from '../input/json-object.ts'
import type { Decimals } from './reader-fields.ts'
import { parentId, parentUpdatedAt, type Stream } from './stream.ts'

/** A row of a stream as it is written out. */
export type Row = Readonly<Record<string, unknown>>

export interface RowOptions {
  readonly decimals: Decimals
  /** Names of the columns that are wanted; undefined for all, those included that no catalog knows. */
  readonly columns?: ReadonlySet<string> | undefined
}

/** Makes the rows of a stream from a record of its resource: the record itself, or one row for each record nested in it. */
export function createRowMaker(stream: Stream, { decimals, columns }: RowOptions): (record: CoupaRecord) => Row[] {
  const leftOut = new Set(leftOutOf(stream))
  const numbers = decimals === 'number' ? stream.fields.filter(({ type }) => type === 'decimal') : []
  const isWanted = (name: string): boolean => !leftOut.has(name) && (columns === undefined || columns.has(name))
  const shape = (row: Row): Row => {
    const isWhole = leftOut.size === 0 && columns === undefined
    const kept = isWhole ? row : Object.fromEntries(Object.entries(row).filter(([name]) => isWanted(name)))
    return numbers.length === 0 ? kept : withNumbers(kept, numbers)
  }
  const { nestedIn } = stream
  if (nestedIn === undefined) return (record) => [shape(record)]
  return (record) => {
    const nested = record[nestedIn]
    if (!Array.isArray(nested)) return []
    const parent = { [parentId]: record.id, [parentUpdatedAt]: record['updated-at'] }
    return nested.filter(isJsonObject).map((one) => shape({ ...parent, ...one }))
  }
}

/** Lists of a record that are streams of their own. */
function leftOutOf({ nestedIn, resource, fields }: Stream): readonly string[] {
  if (nestedIn !== undefined) return []
  const own = new Set(fields.map(({ name }) => name))
  return resource.fields.filter(({ name, isReadable }) => isReadable && !own.has(name)).map(({ name }) => name)
}

function withNumbers(row: Row, fields: Stream['fields']): Row {
  const changed: Record<string, unknown> = { ...row }
  for (const { name } of fields) {
    const value = row[name]
    if (typeof value === 'string' && isJsonNumber.test(value)) changed[name] = rawJson(value)
  }
  return changed
}

const isJsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** A number that `JSON.stringify` writes with these digits, none of which a JavaScript number could keep. */
const { rawJSON: rawJson } = JSON as typeof JSON & { rawJSON(text: string): unknown } // newer than TypeScript's library
