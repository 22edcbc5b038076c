import type { LoadMapper, LoadRecord } from '@coupa-connector/process'
import { forEachAtOnce } from '../../run/for-each-at-once.ts'
import { differences } from '../coupa/compare-fields.ts'
import { findParents, type Parent } from '../coupa/find-parents.ts'
import type { PlanContext } from '../load-context.ts'
import type { KnownRecord, OutcomeDetail, PendingRow } from '../state/load-state.ts'
import type { LoadStrategy } from '../strategies/load-strategy.ts'
import { ambiguous, existsAlready, heldFor, refusalOf } from '../strategies/outcome-details.ts'
import type { RowInHand, RowPlan } from '../strategies/row-plan.ts'
import { strategyOf } from '../strategies/strategy-of.ts'
import { partChanges } from '../strategies/two-passes.ts'

export type { RowPlan } from '../strategies/row-plan.ts'

export interface PlannedRow {
  readonly row: PendingRow
  readonly plan: RowPlan
}

/** Look-ups that are on their way side by side. */
const lookUpsAtOnce = 4
const keysOfLookUp = 50

/**
 * Says for each record what is to be done. What the load knows of a record costs no request; the others are looked up, 50 in
 * a request.
 */
export async function planRows(
  rows: readonly PendingRow[],
  mapper: LoadMapper,
  context: PlanContext,
): Promise<readonly PlannedRow[]> {
  const strategy = strategyOf(context.definition)
  const known = await context.state.known(rows.flatMap(({ key }) => key ?? []))
  const plans = new Map<number, RowPlan>()
  const open: { readonly row: PendingRow; readonly record: LoadRecord }[] = []
  for (const row of rows) {
    const record = row.refusal === undefined ? await mapper.map(row.fields) : undefined
    const entry = known.get(row.key ?? '')
    if (record === undefined) plans.set(row.row, failed(row.refusal ?? {}))
    else if ('faults' in record) plans.set(row.row, failed(refusalOf(record.faults)))
    else if (row.intent === undefined && entry?.hash === record.hash) {
      plans.set(row.row, { kind: 'unchanged', record, id: entry.id, isNews: false })
    } else open.push({ row, record })
  }
  const placed = await placeRows(open, plans, context)
  const unknown: RowInHand[] = []
  for (const inHand of placed) {
    const plan = await withoutLookUp(inHand, known.get(inHand.record.key ?? ''), strategy, context)
    if (plan === undefined) unknown.push(inHand)
    else plans.set(inHand.row.row, plan)
  }
  await lookUpAll(unknown, strategy, plans, context)
  return plannedRows(rows, plans)
}

/** Asks Coupa about records, whatever the load knows of them: what would have to be done so that it has them as they are here. */
export async function compareRows(
  rows: readonly { readonly row: PendingRow; readonly record: LoadRecord }[],
  context: PlanContext,
): Promise<readonly PlannedRow[]> {
  const plans = new Map<number, RowPlan>()
  const placed = await placeRows(rows, plans, context)
  await lookUpAll(placed, strategyOf(context.definition), plans, context)
  return plannedRows(
    rows.map(({ row }) => row),
    plans,
  )
}

async function lookUpAll(
  rows: readonly RowInHand[],
  strategy: LoadStrategy,
  plans: Map<number, RowPlan>,
  context: PlanContext,
): Promise<void> {
  await forEachAtOnce(groupsOf(rows), lookUpsAtOnce, async (group) => {
    const found = await strategy.lookUp(group, context)
    for (const [place, { row }] of group.entries()) {
      const plan = found[place]
      if (plan !== undefined) plans.set(row.row, plan)
    }
  })
}

function plannedRows(rows: readonly PendingRow[], plans: ReadonlyMap<number, RowPlan>): readonly PlannedRow[] {
  return rows.map((row) => {
    const plan = plans.get(row.row)
    if (plan === undefined) throw new TypeError(`row ${row.row} has no plan`)
    return { row, plan }
  })
}

function failed(detail: OutcomeDetail): RowPlan {
  return { kind: 'settled', outcome: 'failed', detail }
}

/** Finds where each record belongs; one whose parent is not there gets its plan at once. */
async function placeRows(
  rows: readonly { readonly row: PendingRow; readonly record: LoadRecord }[],
  plans: Map<number, RowPlan>,
  context: PlanContext,
): Promise<readonly RowInHand[]> {
  const { connection, definition, resource } = context
  if (definition.destination.parent === undefined) return rows.map((row) => ({ ...row, at: resource }))
  const parents = await findParents(
    rows.map(({ record }) => record),
    context,
  )
  return rows.flatMap(({ row, record }, place): readonly RowInHand[] => {
    const parent = parents[place]
    if (parent !== undefined && 'id' in parent) {
      const path = definition.destination.resource.replace(/:[^/]+/, parent.id)
      return [{ row, record, at: connection.resource<string>(path) }]
    }
    plans.set(row.row, withoutParent(parent))
    return []
  })
}

function withoutParent(parent: Exclude<Parent, { readonly id: string }> | undefined): RowPlan {
  if (parent !== undefined && 'ambiguous' in parent) {
    return ambiguous(parent.ambiguous, 'records that this one could belong to')
  }
  return heldFor(parent?.field ?? '', parent?.missing ?? '')
}

/** The plan of a record about which Coupa need not be asked. */
async function withoutLookUp(
  inHand: RowInHand,
  entry: KnownRecord | undefined,
  strategy: LoadStrategy,
  context: PlanContext,
): Promise<RowPlan | undefined> {
  const { row, record, at } = inHand
  const refusal = await strategy.refuse?.(inHand, context)
  if (refusal !== undefined) return failed(refusal)
  if (record.key === undefined) {
    if (row.intent === undefined) return { kind: 'create', at, record }
    const message = 'The run was interrupted while it was sent, and it has no key by which it could be looked up.'
    return { kind: 'settled', outcome: 'unknown', detail: { class: 'unknown', code: 'OUTCOME_UNKNOWN', message } }
  }
  if (entry === undefined || row.intent !== undefined || !strategy.trustsWhatIsKnown) return undefined
  return record.action === undefined ? fromKnown(inHand, entry, context) : undefined
}

function fromKnown(
  { record, at }: RowInHand,
  { id, record: loaded }: KnownRecord,
  { definition }: PlanContext,
): RowPlan {
  const { now, later } = partChanges(differences(record.record, loaded, at.description), definition)
  if (Object.keys(now).length === 0) return { kind: 'unchanged', record, id, isNews: true, later }
  return definition.destination.write === 'create'
    ? existsAlready(id)
    : { kind: 'update', at, record, id, changed: now, later }
}

/** Records that are looked up together: at the same place, at most 50. */
function groupsOf(rows: readonly RowInHand[]): readonly RowInHand[][] {
  const groups: RowInHand[][] = []
  const last = new Map<string, RowInHand[]>()
  for (const row of rows) {
    const place = JSON.stringify(row.record.parent ?? {})
    const group = last.get(place)
    if (group !== undefined && group.length < keysOfLookUp) {
      group.push(row)
      continue
    }
    const begun = [row]
    last.set(place, begun)
    groups.push(begun)
  }
  return groups
}
