import { isSendableRecord, type SendableValue, sendableLeaf, unsendable } from '../sendable-value.ts'

/**
 * A record as JSON body: a bare object (F-100). Fields that are undefined are left out; null stays and clears
 * the field. Throws `TypeError` naming the field for what cannot be sent.
 */
export function encodeJson(record: { readonly [name: string]: SendableValue }): string {
  return JSON.stringify(toJson(record, '', 0))
}

/** Deeper than any record of Coupa. A record that contains itself ends here with a clear error. */
const maxDepth = 100

function toJson(value: SendableValue, field: string, depth: number): unknown {
  if (depth > maxDepth) throw unsendable(field, `is nested deeper than ${maxDepth} levels`)
  if (Array.isArray(value)) return value.map((item, i) => toJson(item ?? null, `${field}[${i}]`, depth + 1))
  if (!isSendableRecord(value)) return sendableLeaf(value, field)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, toJson(member, field === '' ? name : `${field}.${name}`, depth + 1)]),
  )
}
