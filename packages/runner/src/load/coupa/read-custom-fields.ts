import { customFieldsName, type FieldSchema, readOwnFields } from '@coupa-connector/connector/schema'
import type { CustomFieldKind, CustomFields } from '@coupa-connector/process'
import type { PlanContext } from '../load-context.ts'

/**
 * Finds out which custom fields the organization has of the resource of a load, with two requests when it is first asked. Undefined
 * where no record shows them, and below other records.
 */
export function createCustomFields(
  context: Pick<PlanContext, 'definition' | 'connection' | 'signal'>,
): () => Promise<CustomFields | undefined> {
  let found: Promise<CustomFields | undefined> | undefined
  return () => {
    found ??= readCustomFields(context)
    return found
  }
}

async function readCustomFields({
  definition: { destination },
  connection,
  signal,
}: Pick<PlanContext, 'definition' | 'connection' | 'signal'>): Promise<CustomFields | undefined> {
  if (destination.parent !== undefined || destination.resource === '') return undefined
  const fields = await readOwnFields(connection, destination.resource, { signal })
  if (fields === undefined) return undefined
  const prefix = `${customFieldsName}.`
  const kinds = new Map<string, CustomFieldKind | undefined>()
  // A field of the older kind is at the top of the record instead (F-140). What is written to it is checked by its name only.
  for (const { path, origin } of fields) if (origin === 'unlisted' && !path.includes('.')) kinds.set(path, undefined)
  for (const field of fields)
    if (field.path.startsWith(prefix)) kinds.set(field.path.slice(prefix.length), kindOf(field))
  return kinds
}

/** What a field holds, as far as all of its values say the same. */
function kindOf({ type, seen }: FieldSchema): CustomFieldKind | undefined {
  if (seen.filled === 0 || type === 'unknown' || type === 'array') return undefined
  if (type === 'object') return 'record'
  return type === 'boolean' ? 'boolean' : 'plain'
}
