import type { ResourceDescription } from '@coupa-connector/catalog'
import { type Condition, type Scalar, underscored } from '../query/condition.ts'
import { isWrittenRecord } from '../requests/is-written-record.ts'
import type { WritableRecord } from '../requests/write-request.ts'

/** A natural key with the values that a record gives it: what to look for when the answer to its creation is lost. */
export interface NaturalKey {
  readonly conditions: readonly Condition[]
  /** For people: `number "S-9041"`, `invoice-number "I-7", supplier[id] 12`. */
  readonly text: string
}

/**
 * The first natural key of the resource (F-284) of which the record gives every part, or the one named. Parts that
 * are associations count when they are given by id or by keys of their own: `{ supplier: { number: 'S-9041' } }`. A part
 * that is missing, null or blank makes a key useless: many records would match it.
 */
export function naturalKeyOf(
  record: WritableRecord,
  { naturalKeys }: Pick<ResourceDescription, 'naturalKeys'>,
  named?: readonly string[],
): NaturalKey | undefined {
  for (const fields of named === undefined ? naturalKeys : [named]) {
    const parts = fields.map((field) => partOf(record, field))
    const conditions = parts.flatMap((part) => part ?? [])
    if (conditions.length > 0 && parts.every((part) => part !== undefined))
      return { conditions, text: textOf(conditions) }
  }
  return undefined
}

function partOf(record: WritableRecord, field: string): readonly Condition[] | undefined {
  const name = underscored(field)
  const value = memberNamed(record, name)
  if (isKeyValue(value)) return [{ path: [name], operator: 'eq', value }]
  if (isWrittenRecord(value)) return referenceParts(value, name)
  const foreignKey = memberNamed(record, `${name}_id`)
  return isKeyValue(foreignKey) ? [{ path: [`${name}_id`], operator: 'eq', value: foreignKey }] : undefined
}

/** The id says it all; otherwise every plain member of the reference must match, as Coupa itself does it (F-283). */
function referenceParts(reference: WritableRecord, name: string): readonly Condition[] | undefined {
  const id = memberNamed(reference, 'id')
  if (isKeyValue(id)) return [{ path: [name, 'id'], operator: 'eq', value: id }]
  const parts = Object.entries(reference).flatMap(([member, value]): Condition[] =>
    isKeyValue(value) ? [{ path: [name, underscored(member)], operator: 'eq', value }] : [],
  )
  return parts.length === 0 ? undefined : parts
}

function memberNamed(record: WritableRecord, name: string): unknown {
  const key = Object.keys(record).find((candidate) => underscored(candidate) === name)
  return key === undefined ? undefined : record[key]
}

function isKeyValue(value: unknown): value is Scalar {
  return typeof value === 'string' ? value.trim() !== '' : typeof value === 'number' || typeof value === 'bigint'
}

function textOf(conditions: readonly Condition[]): string {
  return conditions
    .map(({ path, value }) => {
      const [first = '', ...rest] = path.map((name) => name.replaceAll('_', '-'))
      return `${first}${rest.map((name) => `[${name}]`).join('')} ${JSON.stringify(String(value))}`
    })
    .join(', ')
}
