import { type FieldDescription, findType, nearestNames, type ResourceDescription } from '@coupa-connector/catalog'

/** Where a path of a mapping leads. */
export type PathEnd =
  /** Undefined where the catalog cannot know: custom fields. */
  | { readonly field: FieldDescription | undefined; readonly passesList: boolean }
  | { readonly problem: string; readonly suggestion: string | undefined }

type Fields = readonly FieldDescription[]

/** Follows a path through the catalog, from the fields of a resource or of a record inside it. */
export function followPath(parts: readonly string[], fields: Fields): PathEnd {
  let current: Fields = fields
  let found: FieldDescription | undefined
  let passesList = false
  for (const [place, part] of parts.entries()) {
    if (part === 'custom-fields') return { field: undefined, passesList }
    found = current.find(({ name }) => name === part)
    if (found === undefined) {
      const names = current.map(({ name }) => name)
      const where = place === 0 ? '' : ` of ${parts.slice(0, place).join('.')}`
      return {
        problem: `names the field ${part}${where}, which does not exist`,
        // Looked for only where it is told: many only want to know whether there is such a field.
        get suggestion() {
          const near = nearestNames(part, names)
          return near.length === 0 ? undefined : `Did you mean ${near.join(', ')}?`
        },
      }
    }
    if (place === parts.length - 1) break
    if (found.type === 'array') passesList = true
    current = fieldsBelow(found)
    if (current.length > 0) continue
    // The catalog does not know what is inside.
    if (isRecordOrOpen(found)) return { field: undefined, passesList }
    return { problem: `goes into ${parts.slice(0, place + 1).join('.')}, which is not a record`, suggestion: undefined }
  }
  return { field: found, passesList }
}

function isRecordOrOpen({ type }: FieldDescription): boolean {
  return type === 'object' || type === 'array' || type === 'unknown'
}

/** Fields of the records that an association leads to; of a polymorphic one, those of all its types. */
export function fieldsBelow({ references = [] }: FieldDescription): Fields {
  const byName = new Map<string, FieldDescription>()
  for (const type of references) {
    for (const field of findType(type)?.fields ?? []) if (!byName.has(field.name)) byName.set(field.name, field)
  }
  return [...byName.values()]
}

/** The fields of what a list holds, from the resource down. Undefined where the path leads to no list of records. */
export function fieldsOfList(resource: ResourceDescription, parts: readonly string[]): Fields | undefined {
  let current: Fields = resource.fields
  for (const part of parts) {
    const found = current.find(({ name }) => name === part)
    if (found === undefined || found.type !== 'array') return undefined
    current = fieldsBelow(found)
  }
  return current
}
