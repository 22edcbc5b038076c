import { type SendableValue, toPlainRecord } from '../sendable-value.ts'

/**
 * A record as JSON body: a bare object (F-100). Fields that are undefined are left out; null stays and clears
 * the field. Throws `RecordInvalidError` naming the field for what cannot be sent.
 */
export function encodeJson(record: { readonly [name: string]: SendableValue }): string {
  return JSON.stringify(toPlainRecord(record, 'json'))
}
