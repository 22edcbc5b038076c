import type { ResourceDescription } from '@coupa-connector/catalog'
import type { CoupaRecord } from '../format/coupa-record.ts'

/**
 * Records of XML whose custom fields at the top level (F-140) are null where they are not set, as in JSON (F-145). A field
 * that the catalog does not have is taken for such a one; those under `custom-fields` were decoded so already.
 */
export function withUnsetCustomFields(
  records: CoupaRecord[],
  { fields }: Pick<ResourceDescription, 'fields'>,
): CoupaRecord[] {
  const isUnset = (name: string, value: unknown) => value === '' && !fields.some((field) => field.name === name)
  return records.map((record) => {
    const unset = Object.entries(record).filter(([name, value]) => isUnset(name, value))
    return unset.length === 0 ? record : { ...record, ...Object.fromEntries(unset.map(([name]) => [name, null])) }
  })
}
