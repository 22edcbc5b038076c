import { describe, type FieldDescription } from '@coupa-connector/catalog'
import type { Definition } from '../definition/definition-schema.ts'

/** What is written into a field of a record. */
export type WrittenValue = string | number | boolean

/**
 * What a positive answer writes into the record, by the paths of `acknowledge.writeBack`. A field whose value the answer does
 * not have is left out, so that nothing is emptied.
 */
export function valuesToWrite(
  { acknowledge: { writeBack = {} }, source }: Definition,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, WrittenValue>> {
  const { fields } = describe(source.resource)
  return Object.fromEntries(
    Object.entries(writeBack).flatMap(([path, rule]) => {
      const value = typeof rule === 'string' ? values[rule] : rule.value
      if (value === undefined || value === '') return []
      const field = fields.find(({ name }) => name === path)
      return [[path, typeof value === 'string' ? inType(value, field) : value] as const]
    }),
  )
}

/** Answers are texts; Coupa wants a truth value or a whole number as such (F-101). */
function inType(value: string, field: FieldDescription | undefined): WrittenValue {
  const text = value.trim()
  if (field?.type === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (field?.type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text)
  return value
}
