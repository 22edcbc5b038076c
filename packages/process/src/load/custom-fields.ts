import { nearestNames } from '@coupa-connector/catalog'
import type { RecordFault } from './record-fault.ts'
import { parseTargetPath } from './target-path.ts'
import { toTargetValue } from './target-value.ts'

/** What a custom field holds: truth values, a record such as a user or a lookup value, or a plain value. */
export type CustomFieldKind = 'boolean' | 'record' | 'plain'

/** The custom fields that an organization has of a resource, by their names. Undefined: nobody knows what one holds. */
export type CustomFields = ReadonlyMap<string, CustomFieldKind | undefined>

/** The name of the custom field at a path of a record: `erp-number` at `custom-fields.erp-number`. */
export function customFieldAt(path: string): string | undefined {
  const [top, field] = parseTargetPath(path)
  return top?.name === 'custom-fields' ? field?.name : undefined
}

/** `Did you mean custom-fields.erp-number?`, or undefined. */
export function suggestCustomField(name: string, known: CustomFields): string | undefined {
  const [near] = nearestNames(name, [...known.keys()])
  return near === undefined ? undefined : `Did you mean custom-fields.${near}?`
}

/** The value of a custom field as Coupa takes it, or what is wrong with it. */
export function toCustomValue(
  path: string,
  value: unknown,
  known: CustomFields,
): { readonly value: unknown } | { readonly fault: RecordFault } {
  const name = customFieldAt(path) ?? ''
  const fault = (code: string, message: string) => ({ fault: { field: path, code, message: `${path} ${message}.` } })
  if (!known.has(name)) return fault('CUSTOM_FIELD_UNKNOWN', 'is not a custom field of this organization')
  const kind = known.get(name)
  if (value === null || kind === undefined) return { value }
  const isBelow = parseTargetPath(path).length > 2
  if (kind !== 'record') {
    if (isBelow) return fault('VALUE_UNFIT', `goes into custom-fields.${name}, which is not a record`)
    if (kind === 'plain') return { value }
    const converted = toTargetValue(value, truth)
    return 'fault' in converted ? fault(converted.fault.code, converted.fault.message) : converted
  }
  if (isBelow || typeof value === 'object') return { value }
  return fault(
    'VALUE_UNFIT',
    `is ${JSON.stringify(value)}, and the field holds a record: name one of its fields, such as its id`,
  )
}

/** A field of truth values, for the conversion. */
const truth = {
  name: 'truth',
  type: 'boolean',
  isReadable: true,
  isWritable: true,
  isRequired: false,
  isUnique: false,
  origin: 'article',
} as const
