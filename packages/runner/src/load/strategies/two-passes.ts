import type { LoadDefinition } from '@coupa-connector/process'
import { leavesOf } from '../coupa/compare-fields.ts'
import type { ChangedField } from '../state/load-state.ts'

type FieldsOfRecord = Readonly<Record<string, unknown>>
type Changes = Readonly<Record<string, ChangedField>>

/** Whether a field is set only after all records of the input are there: `manager.login` with a second pass for `manager`. */
function isForLater(path: string, { destination: { secondPass } }: LoadDefinition): boolean {
  return secondPass.some((field) => path === field || path.startsWith(`${field}.`))
}

/** Parts changes into those of the first pass and those of the second. */
export function partChanges(
  changed: Changes,
  definition: LoadDefinition,
): { readonly now: Changes; readonly later: Changes } {
  const entries = Object.entries(changed)
  return {
    now: Object.fromEntries(entries.filter(([path]) => !isForLater(path, definition))),
    later: Object.fromEntries(entries.filter(([path]) => isForLater(path, definition))),
  }
}

/** A record without the fields of the second pass. */
export function withoutLater(record: FieldsOfRecord, { destination: { secondPass } }: LoadDefinition): FieldsOfRecord {
  const tops = new Set(secondPass.map((path) => path.split('.')[0]))
  return tops.size === 0 ? record : Object.fromEntries(Object.entries(record).filter(([name]) => !tops.has(name)))
}

/** What the second pass sets of a record that is new. */
export function laterOf(record: FieldsOfRecord, definition: LoadDefinition): Changes {
  if (definition.destination.secondPass.length === 0) return {}
  const later = [...leavesOf(record)].filter(([path, value]) => value !== null && isForLater(path, definition))
  return Object.fromEntries(later.map(([path, value]) => [path, { old: null, new: value }]))
}
