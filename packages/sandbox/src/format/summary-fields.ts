import type { RecordShape } from '../schema/schema.ts'
import type { WireFormat } from './negotiate.ts'

/** What summaries of users hold (F-105): times in JSON only. */
const userFields: readonly string[] = [
  'id',
  'login',
  'firstname',
  'lastname',
  'fullname',
  'employee-number',
  'email',
  'salesforce-id',
  'avatar-thumb-url',
]

// biome-ignore format: names read better packed
const usualFields: readonly string[] = [
  'id', 'created-at', 'updated-at', 'name', 'number', 'code', 'display-name', 'status', 'active', 'description', 'symbol', 'decimals',
  'invoice-number', 'po-number', 'line-num', 'type', 'percentage', 'location-code', 'street1', 'city', 'postal-code', 'state',
  'segment-1', 'segment-2', 'external-ref-num', 'days-for-net-payment',
]

/** By these a client finds what is attached to a document, and the name of the file. */
// biome-ignore format: names read better packed
const attachmentFields: readonly string[] = [
  'id', 'created-at', 'updated-at', 'type', 'file', 'file-url', 'file-file-name', 'text', 'url', 'intent', 'linked-to',
]

/** Fields that an association shows of the record it points to. */
export function summaryFields(shape: RecordShape, format: WireFormat): readonly string[] {
  if (shape.type === 'User') return format === 'json' ? [...userFields, 'created-at', 'updated-at'] : userFields
  if (shape.type === 'Attachment') return attachmentFields
  if (shape.type === 'Country') return ['id', 'code', 'name']
  return usualFields.filter((name) => isScalar(shape, name))
}

/** Id and natural keys, which is all that `return_object=shallow` shows of associations (F-172). */
export function shallowFields(shape: RecordShape): readonly string[] {
  const keys = shape.naturalKeys.flat().filter((name) => isScalar(shape, name))
  return [...new Set(['id', ...keys])]
}

function isScalar(shape: RecordShape, name: string): boolean {
  const field = shape.field(name)
  return field !== undefined && field.type !== 'object' && field.type !== 'array'
}
