import type { ResourceDescription } from '@coupa-connector/connector'
import { sameValue } from '@coupa-connector/connector/internals'
import { targetField } from '@coupa-connector/process'
import type { ChangedField } from '../state/load-state.ts'
import { dayIn, isOnDay } from './same-day.ts'

type FieldsOfRecord = Readonly<Record<string, unknown>>

/** The fields of a record by their paths; a list is one field. */
export function* leavesOf(record: FieldsOfRecord, prefix = ''): Generator<readonly [path: string, value: unknown]> {
  for (const [name, value] of Object.entries(record)) {
    const path = `${prefix}${name}`
    if (isRecord(value)) yield* leavesOf(value, `${path}.`)
    else yield [path, value]
  }
}

/**
 * The fields of a record that Coupa has with another value, each with the old and the new one. A value may come back in
 * another form: `5` as `"5.00"`. A field that Coupa never shows counts as equal.
 */
export function differences(
  wanted: FieldsOfRecord,
  present: FieldsOfRecord,
  resource: ResourceDescription,
): Readonly<Record<string, ChangedField>> {
  const changed: Record<string, ChangedField> = {}
  for (const [path, value] of leavesOf(wanted)) {
    const old = presentValue(present, path)
    if (isSame(value, old, path, resource)) continue
    changed[path] = { old: old ?? null, new: value }
  }
  return changed
}

function isSame(wanted: unknown, present: unknown, path: string, resource: ResourceDescription): boolean {
  const field = targetField(path, resource)
  if (present === undefined && field?.isReadable === false) return true
  if (Array.isArray(wanted)) return isSameList(wanted, present)
  return isSameScalar(wanted, present, { type: field?.type, ignoresCase: path.includes('.') })
}

/** Whether two values are the same, in whatever form they come: `5` and `"5.00"`, a day and a time on it. */
export function isSameScalar(wanted: unknown, present: unknown, context: Parameters<typeof sameValue>[2]): boolean {
  const wantedDay = context.type === 'date' || context.type === 'datetime' ? dayIn(wanted) : undefined
  if (wantedDay !== undefined) return isOnDay(present, wantedDay)
  return sameValue(wanted, present, context) !== 'different'
}

/** The same items in any order, as far as they were given. */
function isSameList(wanted: readonly unknown[], present: unknown): boolean {
  if (!Array.isArray(present)) return wanted.length === 0
  if (wanted.length !== present.length) return false
  const free = new Set<unknown>(present)
  return wanted.every((item) => {
    const like = [...free].find((other) => isSameItem(item, other))
    return like !== undefined && free.delete(like)
  })
}

function isSameItem(wanted: unknown, present: unknown): boolean {
  if (Array.isArray(wanted)) return isSameList(wanted, present)
  if (isRecord(wanted)) {
    return Object.entries(wanted).every(([name, value]) =>
      isSameItem(value, isRecord(present) ? present[name] : undefined),
    )
  }
  return sameValue(wanted, present, { type: undefined, ignoresCase: true }) !== 'different'
}

/**
 * What to send so that the changed fields get their new values, and nothing else: a reference as a whole, and of the custom
 * fields those that changed.
 */
export function onlyChanged(record: FieldsOfRecord, changed: Iterable<string>): Record<string, unknown> {
  const sent: Record<string, unknown> = {}
  for (const path of changed) {
    const [top = '', ...below] = path.split('.')
    if (top !== 'custom-fields') {
      sent[top] = record[top]
      continue
    }
    const all = record[top]
    const [name = ''] = below
    const known = isRecord(sent[top]) ? sent[top] : {}
    sent[top] = { ...known, [name]: isRecord(all) ? all[name] : undefined }
  }
  return sent
}

/** The value at a path; a custom field may be at the top of the record (F-140). */
export function presentValue(record: FieldsOfRecord, path: string): unknown {
  const parts = path.split('.')
  const value = parts.reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), record)
  const isCustom = parts[0] === 'custom-fields' && value === undefined
  return isCustom ? record[parts[1] ?? ''] : value
}

function isRecord(value: unknown): value is FieldsOfRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
