import type { FieldType } from '@coupa-connector/catalog'

/** A custom field as an administrator of the organization would have set it up (F-140). */
export interface CustomField {
  /** API name with hyphens. */
  readonly name: string
  readonly type: FieldType
  /** Resource whose records it takes, for lookups and users. */
  readonly target?: string
  /** Which of the organization's lookups the values are from, counted from 0. */
  readonly lookup?: number
  /** False: the API shows it but does not take it (F-143). */
  readonly isEditable: boolean
  /** True: at the top of a record instead of under `custom-fields`, the older kind. Default: false. */
  readonly isGlobal?: boolean
}

/** The custom fields of an organization. They may change while it runs, as an administrator changes them. */
export interface CustomFieldSet {
  /** Those of a resource, or of a type of lines; none for most. */
  of(resource: string): readonly CustomField[]
  /** Adds a field, or replaces the one of its name. Throws TypeError for a resource that has none. */
  put(resource: string, field: CustomField): void
  /** Takes a field away; gives whether there was one. Throws TypeError for a resource that has none. */
  remove(resource: string, name: string): boolean
  /** Whether there was a field of this name that was taken away, so that records do not show what they hold of it. */
  isRemoved(resource: string, name: string): boolean
}

/** Keeps the custom fields of an organization, given those that it begins with. */
export function createCustomFieldSet(initial: Readonly<Record<string, readonly CustomField[]>>): CustomFieldSet {
  const fields = new Map(Object.entries(initial))
  const removed = new Set<string>()
  const those = (resource: string): readonly CustomField[] => {
    const found = fields.get(resource)
    if (found) return found
    throw new TypeError(`'${resource}' has no custom fields; use one of ${[...fields.keys()].join(', ')}`)
  }
  return {
    of: (resource) => fields.get(resource) ?? [],
    put(resource, field) {
      const others = those(resource)
      const isThere = others.some(({ name }) => name === field.name)
      removed.delete(`${resource} ${field.name}`)
      fields.set(resource, isThere ? others.map((one) => (one.name === field.name ? field : one)) : [...others, field])
    },
    remove(resource, name) {
      const left = those(resource).filter((field) => field.name !== name)
      const isGone = left.length < those(resource).length
      fields.set(resource, left)
      if (isGone) removed.add(`${resource} ${name}`)
      return isGone
    },
    isRemoved: (resource, name) => removed.has(`${resource} ${name}`),
  }
}
