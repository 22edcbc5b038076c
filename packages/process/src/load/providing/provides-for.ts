import { findResource } from '@coupa-connector/catalog'
import type { LoadDefinition } from '../load-schema.ts'
import { parseTargetPath } from '../target-path.ts'

/**
 * Whether what one load brings may be what records of another one wait for. `fields` are the fields that these records name, as
 * their outcomes say: `supplier`, or the column `supplier.number` of a record below another; null where Coupa named none.
 */
export function providesFor(
  provider: LoadDefinition,
  waiting: LoadDefinition,
  fields: readonly (string | null)[],
): boolean {
  const provided = findResource(provider.destination.resource)
  const own = findResource(waiting.destination.resource)
  // A load that only changes records brings none.
  if (provided === undefined || own === undefined || provider.destination.write === 'update') return false
  const possible = [...Object.keys(waiting.mapping.columns), ...Object.values(waiting.destination.parent?.match ?? {})]
  const named = fields.flatMap((field) => field ?? possible)
  return named.some((field) => {
    const above = parentOf(waiting, field)
    if (above !== undefined) return above === provided.name
    const [top] = parseTargetPath(field)
    const described = own.fields.find(({ name }) => name === top?.name)
    // A record that is changed, or paid, waits for the record itself.
    if (described?.references === undefined) return own.name === provided.name
    return described.references.includes(provided.type)
  })
}

/** The resource above, where a field is the column that identifies the record there. */
function parentOf({ destination: { parent } }: LoadDefinition, field: string): string | undefined {
  if (parent === undefined || !Object.values(parent.match).includes(field)) return undefined
  return findResource(parent.resource)?.name
}
