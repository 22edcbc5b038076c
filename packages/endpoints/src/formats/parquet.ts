import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { Cell, Column, ColumnType, Row, Table } from '../contract/shape.ts'

/** More digits do not fit into the 16 bytes of a decimal that all readers know; such a column is text. */
const longestDecimal = 38
const decimalBytes = 16

/**
 * Parquet with Snappy: whole numbers as INT64, decimals as DECIMAL with the digits that were given, dates as DATE, moments as
 * TIMESTAMP in UTC, JSON for lists and objects.
 */
export function encodeParquet(table: Table, rows: readonly Row[]): Uint8Array {
  const writer = new ByteWriter()
  const file = new ParquetWriter({ writer, schema: schemaOf(table), createdBy: 'coupa-connector' })
  const columnData = table.columns.map(({ name, type }, place) => ({
    name,
    data: rows.map((row) => toValue(row[place] ?? null, type)),
    offsetIndex: false,
  }))
  if (rows.length > 0) void file.write({ columnData, rowGroupSize: rows.length })
  void file.finish()
  return new Uint8Array(writer.buffer.slice(0, writer.index))
}

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema']

function schemaOf({ columns }: Table): Schema {
  const leaves = columns.map(({ name, type }: Column) => ({
    name,
    ...physicalType(type),
    repetition_type: 'OPTIONAL' as const,
  }))
  return [{ name: 'root', num_children: columns.length }, ...leaves]
}

function physicalType(type: ColumnType): Omit<Schema[number], 'name'> {
  switch (type.kind) {
    case 'integer':
      return { type: 'INT64' }
    case 'boolean':
      return { type: 'BOOLEAN' }
    case 'date':
      return { type: 'INT32', converted_type: 'DATE' }
    case 'timestamp':
      return { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' }
    case 'json':
      return { type: 'BYTE_ARRAY', converted_type: 'JSON' }
    case 'decimal': {
      const { precision, scale } = type
      if (precision > longestDecimal) return { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
      return { type: 'FIXED_LEN_BYTE_ARRAY', type_length: decimalBytes, converted_type: 'DECIMAL', precision, scale }
    }
    case 'text':
    case 'time':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
  }
}

function toValue(cell: Cell, type: ColumnType): unknown {
  if (cell === null) return null
  switch (type.kind) {
    case 'integer':
      return BigInt(cell)
    case 'date':
      return new Date(`${cell}T00:00:00Z`)
    case 'timestamp':
      return new Date(String(cell))
    case 'json':
      return JSON.parse(String(cell))
    case 'decimal':
      return type.precision > longestDecimal ? String(cell) : unscaled(String(cell), type)
    case 'boolean':
    case 'text':
    case 'time':
      return cell
  }
}

/** The digits of a decimal as a whole number: `12.5` with a scale of 4 is 125000. Nothing is cut off. */
function unscaled(text: string, { precision, scale }: Extract<ColumnType, { kind: 'decimal' }>): bigint {
  const sign = text.startsWith('-') ? -1n : 1n
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const places = fraction.replace(/0+$/, '')
  const digits = BigInt(`${whole}${places.padEnd(scale, '0')}` || '0')
  if (places.length <= scale && digits < 10n ** BigInt(precision)) return sign * digits
  throw new EndpointError('VALUE_REFUSED', `${text} does not fit into decimal(${precision},${scale}).`, {
    remedy: 'Widen the type of the column in the mapping, or round the value there.',
  })
}
