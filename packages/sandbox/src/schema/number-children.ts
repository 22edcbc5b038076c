import type { RecordShape } from './schema.ts'
import { idOf, isValues, type Value, type Values } from './value.ts'
import { CHILDREN_PER_OWNER } from './views.ts'

/** Id of the one object that a record holds in a field, above the id of the record, so that it is never 0. */
export function embeddedObjectId(ownerId: number): number {
  return ownerId + 7
}

/** Records that many others show without a path of their own; they keep their ids. */
const withOwnIds: ReadonlySet<string> = new Set(['Country', 'TaxRate'])

/**
 * What records inside a new record must change so that their ids lie in its share of ids: they got theirs before the record had
 * one, or come from another record.
 */
export function numberChildren(shape: RecordShape, values: Values, id: number): Values {
  const changes: Record<string, Value> = {}
  for (const field of shape.fields) {
    const held = values[field.name]
    if (field.isReference) continue
    if (field.type === 'object' && isValues(held) && field.shape && !withOwnIds.has(field.shape.type)) {
      const objectId = embeddedObjectId(id)
      changes[field.name] = { ...held, ...numberChildren(field.shape, held, objectId), id: objectId }
    }
    if (field.type !== 'array' || !Array.isArray(held) || held.length === 0) continue
    changes[field.name] = held.map((item: Value) => {
      const given = idOf(item)
      if (!isValues(item) || given === undefined) return item
      const itemId = id * CHILDREN_PER_OWNER + (given % CHILDREN_PER_OWNER)
      return { ...item, ...(field.shape ? numberChildren(field.shape, item, itemId) : {}), id: itemId }
    })
  }
  return changes
}
