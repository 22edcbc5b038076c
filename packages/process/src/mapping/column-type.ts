import type { FieldDescription } from '@coupa-connector/catalog'
import type { ColumnType } from './shape.ts'

/** Digits of a decimal whose size nobody states: enough for any amount, and what databases take. */
const usualPrecision = 32
const usualScale = 8

/** The type that a definition names: `decimal(32,4)`. */
export function parseColumnType(text: string): ColumnType {
  const decimal = /^decimal\((\d+),\s?(\d+)\)$/.exec(text)
  if (decimal !== null) return { kind: 'decimal', precision: Number(decimal[1]), scale: Number(decimal[2]) }
  return { kind: text as Exclude<ColumnType['kind'], 'decimal'> } // the schema knows no others
}

/** The type of a column that names none: that of the field in the catalog. */
export function columnTypeOf(field: FieldDescription | undefined): ColumnType {
  switch (field?.type) {
    case 'integer':
    case 'boolean':
    case 'date':
      return { kind: field.type }
    case 'decimal':
      return { kind: 'decimal', precision: field.precision ?? usualPrecision, scale: field.scale ?? usualScale }
    case 'datetime':
      return { kind: 'timestamp' }
    case 'object':
    case 'array':
      return { kind: 'json' }
    case 'string':
    case 'unknown':
    case undefined:
      return { kind: 'text' }
  }
}

/** As a definition writes it. */
export function columnTypeText(type: ColumnType): string {
  return type.kind === 'decimal' ? `decimal(${type.precision},${type.scale})` : type.kind
}
