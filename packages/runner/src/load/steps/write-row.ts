import { NotFoundError, type WritableRecord } from '@coupa-connector/connector'
import type { LoadRecord } from '@coupa-connector/process'
import { type ClassifiedFailure, classifyFailure } from '../coupa/classify-failure.ts'
import { differences, onlyChanged } from '../coupa/compare-fields.ts'
import { fieldsToRead } from '../coupa/fields-to-read.ts'
import { lookUpRecords } from '../coupa/look-up-records.ts'
import type { LoadContext } from '../load-context.ts'
import type { KnownRecord, OutcomeDetail, RowSettlement } from '../state/load-state.ts'
import type { PlannedRow, RowPlan } from './plan-rows.ts'

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
    const { outcome, detail, isGeneral }: ClassifiedFailure = classifyFailure(error)
    return { settlement: { row, outcome, detail }, isGeneral }
  }
}

type Settled = Omit<RowSettlement, 'row'>

async function carryOut(plan: RowPlan, context: LoadContext): Promise<Settled> {
  switch (plan.kind) {
    case 'settled':
      return { outcome: plan.outcome, detail: plan.detail }
    case 'unchanged':
      return {
        outcome: 'unchanged',
        detail: { id: plan.id },
        ...(plan.isNews ? { known: knownOf(plan.record, plan.id, context) } : {}),
      }
    case 'arrived': {
      const { kind, changed } = plan.intent
      const outcome = kind === 'create' ? 'created' : 'updated'
      return { outcome, detail: { id: plan.id, changed }, known: knownOf(plan.record, plan.id, context) }
    }
    case 'create':
      return await create(plan.record, context)
    case 'update':
      return await update(plan, context)
  }
}

async function create(record: LoadRecord, context: LoadContext): Promise<Settled> {
  const { resource, definition, signal } = context
  const { key, ignoredFields } = definition.destination
  const naturalKey = [...new Set(key.map((path) => path.split('.')[0] ?? ''))]
  const created = await resource.create(record.record as WritableRecord, {
    naturalKey,
    ignoredFields,
    priority: 'bulk',
    signal,
  })
  const id = String(created.id)
  return {
    outcome: 'created',
    detail: { id, ...ignoredBy(created.notices) },
    known: knownOf(record, id, context),
  }
}

async function update(plan: Extract<RowPlan, { kind: 'update' }>, context: LoadContext): Promise<Settled> {
  const { resource, definition, signal } = context
  const { ignoredFields } = definition.destination
  const { record, id, changed } = plan
  const sent = onlyChanged(record.record, Object.keys(changed))
  try {
    const { notices } = await resource.update(id, sent as WritableRecord, { ignoredFields, priority: 'bulk', signal })
    return {
      outcome: isInactivated(changed, definition.destination.inactive) ? 'inactivated' : 'updated',
      detail: { id, changed, ...ignoredBy(notices) },
      known: knownOf(record, id, context),
    }
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
    return await writeAnew(record, error, context)
  }
}

/** What was known under an id is not there any more: looks for it once by its key. */
async function writeAnew(record: LoadRecord, gone: NotFoundError, context: LoadContext): Promise<Settled> {
  const { resource, definition, signal } = context
  const { key, write } = definition.destination
  const [found = []] = await lookUpRecords([record.record], {
    resource,
    key,
    fields: fieldsToRead([record.record]),
    signal,
  })
  const [only, ...others] = found
  if (others.length > 0) throw gone
  if (only === undefined) {
    if (write === 'update') throw gone
    return await create(record, context)
  }
  const id = String(only.id)
  const changed = differences(record.record, only, resource.description)
  if (Object.keys(changed).length === 0) {
    return { outcome: 'unchanged', detail: { id }, known: knownOf(record, id, context) }
  }
  const sent = onlyChanged(record.record, Object.keys(changed))
  const { notices } = await resource.update(id, sent as WritableRecord, { priority: 'bulk', signal })
  return { outcome: 'updated', detail: { id, changed, ...ignoredBy(notices) }, known: knownOf(record, id, context) }
}

/** Coupa answers with success and leaves out what it does not take (F-261, F-262). */
function ignoredBy(notices: readonly { readonly field: string; readonly message: string }[]): OutcomeDetail {
  const [first] = notices
  if (first === undefined) return {}
  const message = notices.map((notice) => notice.message).join(' ')
  return { code: 'IGNORED_BY_COUPA', field: first.field, message }
}

function isInactivated(
  changed: Readonly<Record<string, { readonly new: unknown }>>,
  inactive: Readonly<Record<string, unknown>> = {},
): boolean {
  const fields = Object.entries(inactive)
  return fields.length > 0 && fields.every(([path, value]) => String(changed[path]?.new) === String(value))
}

function knownOf({ key, record, hash }: LoadRecord, id: string, { definition }: LoadContext): KnownRecord | undefined {
  if (key === undefined) return undefined
  const inactive = Object.entries(definition.destination.inactive ?? {})
  const isInactive =
    inactive.length > 0 && inactive.every(([path, value]) => String(valueAt(record, path)) === String(value))
  return { key, id, hash, record, isInactive }
}

function valueAt(record: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => Object(at)[name], record)
}
