import type { CoupaValue } from '../coupa-record.ts'
import type { MutableRecord } from '../own-member.ts'

/**
 * A JSON value whose members are named without a question mark at the end: Swagger has `active?` where the samples and XML
 * have `active` (F-108), and both encodings give the same record. A name that is there twice stays.
 */
export function withoutQuestionMarks(value: CoupaValue): CoupaValue {
  if (Array.isArray(value)) return value.map(withoutQuestionMarks)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, withoutQuestionMarks(member)] as const)
  return withBareNames(Object.fromEntries(members))
}

/** The record with its own members renamed; those of the records in it keep their names. */
export function withBareNames(record: MutableRecord): MutableRecord {
  const members = Object.entries(record).map(([name, member]) => {
    const bare = bareName(name)
    const isFree = bare !== '' && !Object.hasOwn(record, bare)
    return [isFree ? bare : name, member] as const
  })
  return Object.fromEntries(members)
}

/** `active` for `active?`, every other name as it is. */
export function bareName(name: string): string {
  return name.endsWith('?') ? name.slice(0, -1) : name
}
