import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { type Column, type ColumnKind, createLeftOut, valueAt } from './columns.ts'
import type { OutputRecord, RecordFormat } from './record-format.ts'

/**
 * Rows per row group, and the size of their text at which a group ends earlier. Memory stays the same for any number of
 * records.
 */
const rowsPerGroup = 10_000
const charactersPerGroup = 8 * 1024 * 1024

/** A value does not fit the column that the catalog gave its field. */
export class ColumnMismatchError extends Error {
  readonly code = 'COLUMN_MISMATCH'
  readonly suggestion: string

  constructor(column: Column, record: OutputRecord, value: unknown) {
    const given = JSON.stringify(value) ?? 'nothing'
    super(
      `Record ${String(record.id ?? '(without id)')} has ${given.slice(0, 80)} in "${column.name}", which should be ` +
        `${column.kind === 'integer' ? 'a whole number' : 'true or false'}; a Parquet column holds one type.`,
    )
    this.name = 'ColumnMismatchError'
    this.suggestion = `Run it again with --text-column ${column.name}, which keeps that column as text.`
  }
}

/**
 * Parquet with Snappy: whole numbers as INT64, booleans, JSON for lists and objects, and text for all else, because only
 * text keeps decimals and the offsets of times exactly as they were served.
 */
export function createParquetFormat(
  columns: readonly Column[],
  { noteLeftOut = true }: { noteLeftOut?: boolean } = {},
): RecordFormat {
  const leftOut = createLeftOut(columns)
  const bytes = new ByteWriter()
  const writer = new ParquetWriter({ writer: bytes, schema: parquetSchema(columns), createdBy: 'coupa-connector' })
  let rows: unknown[][] = columns.map(() => [])
  let count = 0
  let characters = 0

  const takeBytes = (): Uint8Array => {
    const taken = new Uint8Array(bytes.buffer.slice(0, bytes.index))
    bytes.index = 0
    return taken
  }
  const writeGroup = () => {
    if (count === 0) return
    void writer.write({
      columnData: columns.map(({ name }, index) => ({ name, data: rows[index] ?? [], offsetIndex: false })),
      rowGroupSize: count,
    })
    rows = columns.map(() => [])
    count = 0
    characters = 0
  }

  return {
    begin: takeBytes,
    add: (record) => {
      if (noteLeftOut) leftOut.note(record)
      for (const [index, column] of columns.entries()) {
        const value = toCell(column, record)
        rows[index]?.push(value)
        if (value !== null) characters += weight(value)
      }
      count++
      if (count < rowsPerGroup && characters < charactersPerGroup) return ''
      writeGroup()
      return takeBytes()
    },
    end: () => {
      writeGroup()
      void writer.finish()
      return takeBytes()
    },
    leftOut: leftOut.names,
  }
}

function toCell(column: Column, record: OutputRecord): unknown {
  const value = valueAt(record, column)
  if (value === null || value === undefined) return null
  switch (column.kind) {
    case 'integer': {
      const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
      if (typeof number !== 'number' || !Number.isSafeInteger(number))
        throw new ColumnMismatchError(column, record, value)
      return BigInt(number)
    }
    case 'boolean':
      if (value === true || value === 'true') return true
      if (value === false || value === 'false') return false
      throw new ColumnMismatchError(column, record, value)
    case 'json':
      return value
    case 'text':
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

/** About how much a value holds on to; objects are counted by their JSON. */
function weight(value: unknown): number {
  if (typeof value === 'string') return value.length
  return typeof value === 'object' ? JSON.stringify(value).length * 3 : 8
}

const parquetTypes = {
  integer: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
} as const satisfies Record<ColumnKind, object>

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema']

function parquetSchema(columns: readonly Column[]): Schema {
  const leaves = columns.map(({ name, kind }) => ({
    name,
    ...parquetTypes[kind],
    repetition_type: 'OPTIONAL' as const,
  }))
  return [{ name: 'root', num_children: columns.length }, ...leaves]
}
