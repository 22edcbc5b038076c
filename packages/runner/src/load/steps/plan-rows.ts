import type { LoadMapper, LoadRecord } from '@coupa-connector/process'
import { forEachAtOnce } from '../../run/for-each-at-once.ts'
import { differences } from '../coupa/compare-fields.ts'
import { fieldsToRead } from '../coupa/fields-to-read.ts'
import { lookUpRecords } from '../coupa/look-up-records.ts'
import type { LoadContext } from '../load-context.ts'
import type { ChangedField, KnownRecord, LoadState, OutcomeDetail, PendingRow } from '../state/load-state.ts'

/** What is going to be done about a record. */
export type RowPlan =
  | { readonly kind: 'settled'; readonly outcome: 'failed' | 'unknown' | 'skipped'; readonly detail: OutcomeDetail }
  /** Coupa has it already. `known` is undefined where that was known. */
  | { readonly kind: 'unchanged'; readonly record: LoadRecord; readonly id: string; readonly isNews: boolean }
  /** A killed run had sent it, and Coupa has it. */
  | {
      readonly kind: 'arrived'
      readonly record: LoadRecord
      readonly id: string
      readonly intent: NonNullable<PendingRow['intent']>
    }
  | { readonly kind: 'create'; readonly record: LoadRecord }
  | {
      readonly kind: 'update'
      readonly record: LoadRecord
      readonly id: string
      readonly changed: Readonly<Record<string, ChangedField>>
    }

/** What planning needs of a run. */
export interface PlanContext extends Pick<LoadContext, 'definition' | 'resource' | 'signal'> {
  readonly state: Pick<LoadState, 'known'>
}

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
  const known = await context.state.known(rows.flatMap(({ key }) => key ?? []))
  const plans = new Map<number, RowPlan>()
  const unknown: { readonly row: PendingRow; readonly record: LoadRecord }[] = []
  for (const row of rows) {
    if (row.refusal !== undefined) {
      plans.set(row.row, { kind: 'settled', outcome: 'failed', detail: row.refusal })
      continue
    }
    const record = await mapper.map(row.fields)
    if ('faults' in record) {
      plans.set(row.row, { kind: 'settled', outcome: 'failed', detail: refusalOf(record.faults) })
      continue
    }
    const entry = row.intent === undefined && record.key !== undefined ? known.get(record.key) : undefined
    const plan = entry === undefined ? withoutLookUp(row, record) : fromKnown(record, entry, context)
    if (plan === undefined) unknown.push({ row, record })
    else plans.set(row.row, plan)
  }
  const groups: (typeof unknown)[] = []
  for (let from = 0; from < unknown.length; from += keysOfLookUp) groups.push(unknown.slice(from, from + keysOfLookUp))
  await forEachAtOnce(groups, lookUpsAtOnce, async (group) => {
    const found = await lookUp(
      group.map(({ record }) => record),
      context,
    )
    for (const [place, { row, record }] of group.entries()) {
      plans.set(row.row, fromFound(row, record, found[place] ?? [], context))
    }
  })
  return rows.map((row) => {
    const plan = plans.get(row.row)
    if (plan === undefined) throw new TypeError(`row ${row.row} has no plan`)
    return { row, plan }
  })
}

function refusalOf(
  faults: readonly { readonly field: string; readonly code: string; readonly message: string }[],
): OutcomeDetail {
  const [first] = faults
  const message = faults.map((fault) => fault.message).join(' ')
  return { class: 'invalid', code: first?.code, message, field: first?.field, faults }
}

/** Records without a key are created, unless a killed run may have done so. */
function withoutLookUp(row: PendingRow, record: LoadRecord): RowPlan | undefined {
  if (record.key !== undefined) return undefined
  if (row.intent === undefined) return { kind: 'create', record }
  return {
    kind: 'settled',
    outcome: 'unknown',
    detail: {
      class: 'unknown',
      code: 'OUTCOME_UNKNOWN',
      message: 'The run was interrupted while it was sent, and it has no key by which it could be looked up.',
    },
  }
}

function fromKnown(record: LoadRecord, entry: KnownRecord, { resource }: PlanContext): RowPlan {
  if (entry.hash === record.hash) return { kind: 'unchanged', record, id: entry.id, isNews: false }
  const changed = differences(record.record, entry.record, resource.description)
  if (Object.keys(changed).length === 0) return { kind: 'unchanged', record, id: entry.id, isNews: true }
  return { kind: 'update', record, id: entry.id, changed }
}

async function lookUp(
  records: readonly LoadRecord[],
  { resource, definition, signal }: PlanContext,
): Promise<readonly Readonly<Record<string, unknown>>[][]> {
  const contents = records.map(({ record }) => record)
  const { key } = definition.destination
  return await lookUpRecords(contents, { resource, key, fields: fieldsToRead(contents), signal })
}

function fromFound(
  { intent }: PendingRow,
  record: LoadRecord,
  found: readonly Readonly<Record<string, unknown>>[],
  { definition, resource }: PlanContext,
): RowPlan {
  const { write } = definition.destination
  const [only, ...others] = found
  if (others.length > 0) return ambiguous(found)
  if (only === undefined) return write === 'update' ? missing(record) : { kind: 'create', record }
  const id = String(only.id)
  const changed = differences(record.record, only, resource.description)
  const isSame = Object.keys(changed).length === 0
  if (intent !== undefined && isSame) return { kind: 'arrived', record, id, intent }
  if (intent?.kind === 'create') return conflict(id, changed)
  if (isSame) return { kind: 'unchanged', record, id, isNews: true }
  if (write === 'create') return { kind: 'settled', outcome: 'skipped', detail: existsAlready(id) }
  return { kind: 'update', record, id, changed }
}

function ambiguous(found: readonly Readonly<Record<string, unknown>>[]): RowPlan {
  const ids = found.map(({ id }) => String(id))
  const shown = ids.slice(0, 5).join(', ')
  const message = `Coupa has ${found.length} records with this key: ${shown}${ids.length > 5 ? ' …' : ''}.`
  return { kind: 'settled', outcome: 'failed', detail: { class: 'conflict', code: 'AMBIGUOUS', message } }
}

function missing({ label }: LoadRecord): RowPlan {
  const message = `Coupa has no record with the key ${label}, and the load creates none.`
  return { kind: 'settled', outcome: 'failed', detail: { class: 'missing-reference', code: 'NOT_FOUND', message } }
}

function conflict(id: string, changed: Readonly<Record<string, ChangedField>>): RowPlan {
  const fields = Object.keys(changed).slice(0, 5).join(', ')
  const message = `A record with this key, ${id}, appeared while it was sent, and differs in ${fields}.`
  return { kind: 'settled', outcome: 'failed', detail: { class: 'conflict', code: 'CONFLICT', message, id } }
}

function existsAlready(id: string): OutcomeDetail {
  return { id, code: 'EXISTS', message: 'Coupa has a record with this key, and the load changes none.' }
}
