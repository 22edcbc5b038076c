import type { WritableRecord } from '@coupa-connector/connector'
import { differences } from '../coupa/compare-fields.ts'
import type { LoadContext } from '../load-context.ts'
import type { LoadStrategy } from './load-strategy.ts'
import { ambiguous, ignoredBy, knownOf, missing } from './outcome-details.ts'
import { findRecords } from './records-strategy.ts'
import type { RowInHand, RowPlan, Settled, UpdatePlan } from './row-plan.ts'

/** Payments of expense reports: a report is paid once, and a payment is never changed by an integration. */
export const expensePaymentsStrategy: LoadStrategy = {
  trustsWhatIsKnown: false,
  lookUp: async (rows, context) => {
    const found = await findRecords(rows, context, ['paid'])
    return rows.map((row, place) => planOf(row, found[place] ?? []))
  },
  create: () => Promise.reject(new TypeError('payments create no expense reports')),
  update,
}

function planOf(
  { row: { intent }, record, at }: RowInHand,
  found: readonly Readonly<Record<string, unknown>>[],
): RowPlan {
  const [only, ...others] = found
  if (others.length > 0) return ambiguous(found)
  if (only === undefined) return missing(record)
  const id = String(only.id)
  const changed = differences(record.record, only, at.description)
  if (Object.keys(changed).length === 0) {
    return intent === undefined
      ? { kind: 'unchanged', record, id, isNews: true }
      : { kind: 'arrived', record, id, intent }
  }
  if (only.paid !== true) return { kind: 'update', at, record, id, changed }
  const fields = Object.keys(changed).join(', ')
  const message = `Expense report ${id} is paid already, with another ${fields}. A payment of an expense report cannot be changed.`
  return { kind: 'settled', outcome: 'failed', detail: { class: 'conflict', code: 'ALREADY_PAID', message, id } }
}

async function update({ at, record, id, changed }: UpdatePlan, context: LoadContext): Promise<Settled> {
  const { definition, signal } = context
  const { ignoredFields } = definition.destination
  // All of it in one request: a payment without its date could not be completed later.
  const { id: _, ...sent } = record.record
  const { notices } = await at.update(id, sent as WritableRecord, { ignoredFields, priority: 'bulk', signal })
  return { outcome: 'updated', detail: { id, changed, ...ignoredBy(notices) }, known: knownOf(record, id, definition) }
}
