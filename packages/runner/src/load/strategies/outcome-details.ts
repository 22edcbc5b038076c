import { type LoadDefinition, type LoadRecord, type RecordFault, valueOfTarget } from '@coupa-connector/process'
import type { ChangedField, KnownRecord, OutcomeDetail } from '../state/load-state.ts'
import type { RowPlan } from './row-plan.ts'
import { withoutLater } from './two-passes.ts'

type Changes = Readonly<Record<string, ChangedField>>
type SettledPlan = Extract<RowPlan, { kind: 'settled' }>

/** A record that is refused before anything is sent, with all its faults. */
export function refusalOf(faults: readonly RecordFault[]): OutcomeDetail {
  const [first] = faults
  const message = faults.map((fault) => fault.message).join(' ')
  return { class: 'invalid', code: first?.code, message, field: first?.field, faults }
}

/** Several records of Coupa have the key, and nobody can say which is meant. */
export function ambiguous(
  found: readonly Readonly<Record<string, unknown>>[],
  what = 'records with this key',
): SettledPlan {
  const ids = found.map(({ id }) => String(id))
  const shown = ids.slice(0, 5).join(', ')
  const message = `Coupa has ${found.length} ${what}: ${shown}${ids.length > 5 ? ' …' : ''}.`
  return { kind: 'settled', outcome: 'failed', detail: { class: 'conflict', code: 'AMBIGUOUS', message } }
}

/** Coupa has no such record, and the load creates none. */
export function missing({ label }: LoadRecord): SettledPlan {
  const message = `Coupa has no record with the key ${label}, and the load creates none.`
  return { kind: 'settled', outcome: 'failed', detail: { class: 'missing-reference', code: 'NOT_FOUND', message } }
}

/** What the record belongs to is not there yet. */
export function heldFor(field: string, message: string): SettledPlan {
  const detail = { class: 'missing-reference', code: 'MISSING_REFERENCE', message, field } as const
  return { kind: 'settled', outcome: 'held', detail }
}

/** Another record took the key while this one was on its way. */
export function conflict(id: string, changed: Changes): SettledPlan {
  const fields = Object.keys(changed).slice(0, 5).join(', ')
  const message = `A record with this key, ${id}, appeared while it was sent, and differs in ${fields}.`
  return { kind: 'settled', outcome: 'failed', detail: { class: 'conflict', code: 'CONFLICT', message, id } }
}

/** The record is there, and the load changes none. */
export function existsAlready(id: string): SettledPlan {
  const message = 'Coupa has a record with this key, and the load changes none.'
  return { kind: 'settled', outcome: 'skipped', detail: { id, code: 'EXISTS', message } }
}

/** Coupa answers with success and leaves out what it does not take (F-261, F-262). */
export function ignoredBy(notices: readonly { readonly field: string; readonly message: string }[]): OutcomeDetail {
  const [first] = notices
  if (first === undefined) return {}
  const message = notices.map((notice) => notice.message).join(' ')
  return { code: 'IGNORED_BY_COUPA', field: first.field, message }
}

/** What the load knows of a record from now on. Its hash is complete when nothing is left for the second pass. */
export function knownOf(
  { key, record, hash, action }: LoadRecord,
  id: string,
  definition: LoadDefinition,
  later: Changes = {},
): KnownRecord | undefined {
  if (key === undefined) return undefined
  const inactive = Object.entries(definition.destination.inactive ?? {})
  const isInactive =
    inactive.length > 0 && inactive.every(([path, value]) => String(valueOfTarget(record, path)) === String(value))
  const isComplete = Object.keys(later).length === 0
  // An action is not a record that an input could cease to have.
  const content = isComplete ? { hash, record } : { hash: '', record: withoutLater(record, definition) }
  return { key, id, ...content, isInactive: isInactive || action !== undefined }
}

/** Whether these changes make a record inactive. */
export function isInactivated(changed: Changes, { destination: { inactive = {} } }: LoadDefinition): boolean {
  const fields = Object.entries(inactive)
  return fields.length > 0 && fields.every(([path, value]) => String(changed[path]?.new) === String(value))
}
