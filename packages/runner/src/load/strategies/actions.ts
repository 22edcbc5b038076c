import type { ResourceClient } from '@coupa-connector/connector'
import type { LoadContext } from '../load-context.ts'
import { knownOf } from './outcome-details.ts'
import type { Settled, UpdatePlan } from './row-plan.ts'

/** Whether an action is one on the collection, which creates a record. */
export function isCollectionAction({ description }: ResourceClient, name: string): boolean {
  return description.actions.some((action) => action.name === name && action.level === 'collection')
}

/** The status of a record, where Coupa shows one. */
export function statusOf({ status }: Readonly<Record<string, unknown>>): string | undefined {
  return status === undefined || status === null ? undefined : String(status)
}

/** Does with a record what its row of the input names, and reads what became of it. */
export async function callRecordAction(
  { at, record, id, changed }: UpdatePlan,
  { definition, signal }: LoadContext,
): Promise<Settled> {
  const { name = '', parameters = {} } = record.action ?? {}
  await at.action(id, name, parameters, { priority: 'bulk', signal })
  const hasStatus = at.description.fields.some((field) => field.name === 'status')
  const after = hasStatus ? await at.get(id, { fields: ['id', 'status'], priority: 'bulk', signal }) : {}
  const status = { old: changed.status?.old ?? null, new: statusOf(after) ?? name }
  return { outcome: 'updated', detail: { id, changed: { status } }, known: knownOf(record, id, definition) }
}
