import type { FieldType } from '@coupa-connector/catalog'
import { customFieldsName } from '@coupa-connector/connector/schema'
import type { OwnFields } from './own-fields.ts'
import type { Decimals } from './reader-fields.ts'
import type { Stream } from './stream.ts'

/** A JSON Schema of the shape that readers of streams describe their rows with. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A schema of rows: an object with columns. */
export interface RowSchema {
  readonly $schema: string
  readonly type: 'object'
  readonly additionalProperties: true
  readonly properties: Readonly<Record<string, JsonSchema>>
}

/**
 * The rows of a stream: what the catalog knows, and what this organization has beside. Every column may be null, and others may
 * come, for Coupa leaves out what is empty and adds fields with each release.
 */
export function rowSchema(stream: Stream, own: OwnFields, decimals: Decimals): RowSchema {
  const known = stream.fields.map(
    ({ name, type, holdsRecords }) => [name, columnSchema(type, { decimals, holdsRecords })] as const,
  )
  const top = [...own.top].map(([name, type]) => [name, columnSchema(type)] as const)
  const custom = own.custom.size === 0 ? [] : ([[customFieldsName, customSchema(own.custom)]] as const)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: true,
    properties: Object.fromEntries([...known, ...top, ...custom]),
  }
}

function customSchema(fields: ReadonlyMap<string, FieldType>): JsonSchema {
  const properties = Object.fromEntries([...fields].map(([name, type]) => [name, columnSchema(type)]))
  return { type: ['null', 'object'], additionalProperties: true, properties }
}

function columnSchema(
  type: FieldType,
  { decimals = 'text', holdsRecords = false }: { readonly decimals?: Decimals; readonly holdsRecords?: boolean } = {},
): JsonSchema {
  switch (type) {
    case 'integer':
    case 'boolean':
    case 'string':
      return { type: ['null', type] }
    case 'decimal':
      return { type: ['null', decimals === 'number' ? 'number' : 'string'] }
    case 'date':
      return { type: ['null', 'string'], format: 'date' }
    case 'datetime':
      return { type: ['null', 'string'], format: 'date-time' }
    case 'object':
      return { type: ['null', 'object'], additionalProperties: true }
    case 'array':
      return {
        type: ['null', 'array'],
        items: holdsRecords ? { type: ['null', 'object'], additionalProperties: true } : {},
      }
    case 'unknown':
      return { type: ['null', 'boolean', 'number', 'string', 'array', 'object'] }
  }
}
