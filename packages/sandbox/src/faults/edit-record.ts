import type { ApiContext } from '../api/contract.ts'
import type { InputObject, InputValue } from '../format/input.ts'
import type { RecordShape } from '../schema/schema.ts'
import { Reference } from '../schema/value.ts'
import { CHILDREN_PER_OWNER, embeddedViews } from '../schema/views.ts'
import type { RecordCollection } from '../store/record-store.ts'

/** A change of a record by somebody else than the client under test. */
export interface RecordEdit {
  /** Path of the catalog, without parents: `invoices`, `purchase_order_lines`. */
  readonly resource: string
  readonly id: number
  /** A person in Coupa's pages, or another program through the API. */
  readonly as: 'person' | 'api'
  /** As in the body of a PUT. */
  readonly values: InputObject
}

/**
 * Changes a record as Coupa does. What a person edits is to be exported anew where the organization has that option
 * (F-368), and a date that a person enters is midnight in the company's zone (F-152). Throws TypeError for a record
 * that does not exist, and RequestProblem for values that Coupa would refuse.
 */
export function editRecord({ resource, id, as, values }: RecordEdit, context: ApiContext): void {
  if (as !== 'person' && as !== 'api') throw new TypeError(`'as' is '${String(as)}'; it must be person or api`)
  const collection = context.store.collection(resource)
  const record = collection?.get(id)
  if (!collection || !record) throw new TypeError(`resource '${resource}' has no record with the id ${id}`)
  if (as === 'api') {
    context.writer.update(collection, record, values)
    return
  }
  context.writer.update(collection, record, inCompanyTime(values, collection.shape, context))
  const person = personBeside(context)
  if (person && collection.shape.field('updated-by')) collection.update(id, { 'updated-by': person })
  if (context.quirks['reset-exported-on-edit'] === 'off') return
  resetFlag(collection, id)
  const view = embeddedViews.find((one) => one.resource === resource)
  const owners = view && context.store.collection(view.owner)
  if (owners) resetFlag(owners, Math.floor(id / CHILDREN_PER_OWNER))
}

function resetFlag(collection: RecordCollection, id: number): void {
  if (!collection.shape.field('exported')) return
  collection.update(id, { exported: false, 'last-exported-at': null }, { isTouching: false })
}

/** Somebody who is not the user of the API. */
function personBeside({ store, author }: ApiContext): Reference | undefined {
  for (const user of store.collection('users')?.iterate() ?? []) {
    if (user.id !== author.id) return new Reference('users', user.id)
  }
  return undefined
}

function inCompanyTime(values: InputObject, shape: RecordShape, context: ApiContext): InputObject {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isMoment = shape.field(name.replaceAll('_', '-'))?.type === 'datetime'
      return [name, isMoment ? midnightOf(value, context) : value]
    }),
  )
}

function midnightOf(value: InputValue, { zone }: ApiContext): InputValue {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  const midnightMs = Date.parse(`${value}T00:00:00Z`)
  if (Number.isNaN(midnightMs)) return value
  // The offset that holds at the midnight itself, which the one of the guess may not be where the clocks change.
  const guessMs = midnightMs - zone.offsetMinutes(midnightMs) * 60_000
  return new Date(midnightMs - zone.offsetMinutes(guessMs) * 60_000).toISOString()
}
