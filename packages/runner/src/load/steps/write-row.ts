import { type ClassifiedFailure, classifyFailure } from '../coupa/classify-failure.ts'
import type { LoadContext } from '../load-context.ts'
import type { RowSettlement } from '../state/load-state.ts'
import { knownOf } from '../strategies/outcome-details.ts'
import type { RowPlan, Settled } from '../strategies/row-plan.ts'
import { strategyOf } from '../strategies/strategy-of.ts'
import type { PlannedRow } from './plan-rows.ts'

/** What a write came to. */
export interface WrittenRow {
  readonly settlement: RowSettlement
  /** Whether it failed for a reason that the next record would meet, too. */
  readonly isGeneral: boolean
}

/** Carries out the plan for one record, and answers with its outcome. */
export async function writeRow({ row: { row }, plan }: PlannedRow, context: LoadContext): Promise<WrittenRow> {
  try {
    return { settlement: { row, ...(await carryOut(plan, context)) }, isGeneral: false }
  } catch (error) {
    context.signal?.throwIfAborted()
    const { outcome, detail, isGeneral }: ClassifiedFailure = classifyFailure(error, context.resource.description)
    return { settlement: { row, outcome, detail }, isGeneral }
  }
}

async function carryOut(plan: RowPlan, context: LoadContext): Promise<Settled> {
  const { definition } = context
  switch (plan.kind) {
    case 'settled':
      return { outcome: plan.outcome, detail: plan.detail }
    case 'unchanged': {
      const { record, id, isNews, later = {} } = plan
      const isDeferred = Object.keys(later).length > 0
      const changed = isDeferred ? { changed: later } : {}
      const known = isNews ? { known: knownOf(record, id, definition, later) } : {}
      // Of what was loaded by a flat file the id may not be known.
      return { outcome: 'unchanged', detail: { ...(id === '' ? {} : { id }), ...changed }, ...known, isDeferred }
    }
    case 'arrived': {
      const { record, id, intent, later = {} } = plan
      const isDeferred = Object.keys(later).length > 0
      const outcome = intent.kind === 'create' ? 'created' : 'updated'
      const changed = intent.changed !== undefined || isDeferred ? { changed: { ...intent.changed, ...later } } : {}
      return { outcome, detail: { id, ...changed }, known: knownOf(record, id, definition, later), isDeferred }
    }
    case 'create':
      return await strategyOf(definition).create(plan, context)
    case 'update':
      return await strategyOf(definition).update(plan, context)
  }
}
