import { columnKey, type FlatRow } from './flat-row.ts'
import type { LoadDefinition } from './load-schema.ts'
import type { RecordFault } from './record-fault.ts'
import { valueOfTarget } from './target-path.ts'

/** An action of Coupa that a record of an input names. */
export interface RecordAction {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
}

/** What identifies the record above, by the columns of a row that say it. */
export function parentOf(
  row: FlatRow,
  columns: readonly (readonly [string, string])[],
  faults: RecordFault[],
): Readonly<Record<string, string>> | undefined {
  if (columns.length === 0) return undefined
  const parent: Record<string, string> = {}
  for (const [field, column] of columns) {
    const value = row.get(columnKey(column))
    if (isBlank(value)) {
      faults.push({
        field: column,
        code: 'KEY_MISSING',
        message: `${column} is empty, and it says what the record belongs to.`,
      })
    } else parent[field] = String(value).trim()
  }
  return parent
}

/** The action that a row names in place of a record to load. */
export function actionOf(
  row: FlatRow,
  { destination: { action } }: LoadDefinition,
  faults: RecordFault[],
): RecordAction | undefined {
  if (action === undefined) return undefined
  const value = row.get(columnKey(action.column))
  if (isBlank(value)) return undefined
  const wanted = String(value).trim().toLowerCase().replaceAll(/[ -]/g, '_')
  const name = action.allowed.find((one) => one === wanted)
  if (name === undefined) {
    const message = `${action.column} is "${String(value)}", which is not one of its choices: ${action.allowed.join(', ')}.`
    faults.push({ field: action.column, code: 'NOT_A_CHOICE', message })
    return undefined
  }
  const parameters = Object.entries(action.parameters).flatMap(([parameter, column]) => {
    const given = row.get(columnKey(column))
    return isBlank(given) ? [] : [[parameter, String(given)]]
  })
  return { name, parameters: Object.fromEntries(parameters) }
}

interface KeyContext {
  readonly parent: Readonly<Record<string, string>> | undefined
  readonly action: RecordAction | undefined
  /** Fields of the key that may be empty. */
  readonly mayBeEmpty: ReadonlySet<string>
}

/** Actions have keys of their own: what is known of a record does not say whether it was closed. */
export function keyOf(
  record: Readonly<Record<string, unknown>>,
  { parent, action, mayBeEmpty }: KeyContext,
  fields: readonly string[],
  faults: RecordFault[],
): { readonly key: string | undefined; readonly label: string } {
  const parts = fields.map((field) => [field, valueOfTarget(record, field)] as const)
  for (const [field, value] of parts) {
    if (faults.some((fault) => fault.field === field)) continue
    const unseen = invisible.exec(textOf(value))
    if (unseen !== null) faults.push(holdsInvisible(field, unseen))
    if (mayBeEmpty.has(field) || !isBlank(value)) continue
    faults.push({ field, code: 'KEY_MISSING', message: `${field} is empty, and it identifies the record.` })
  }
  const values = [
    ...Object.values(parent ?? {}),
    // Letters and their accents are one character or two, and look the same.
    ...parts.map(([, value]) => textOf(value).normalize()),
    ...(action === undefined ? [] : [action.name]),
  ]
  const label = values.filter((value) => value !== '').join('/')
  return { key: fields.length === 0 ? undefined : JSON.stringify(values), label }
}

/** Control characters, and those that only steer how others are shown. Joiners are letters of some languages. */
const invisible = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u

function holdsInvisible(field: string, { 0: character, index }: RegExpExecArray): RecordFault {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  const message = `${field} holds the character ${code} at position ${index + 1}, which nobody sees; it identifies the record, so that another record would be made.`
  return { field, code: 'VALUE_UNFIT', message }
}

/** With a hierarchy: what others of the input name the record by, and whom it names. */
export function namesOf(
  record: Readonly<Record<string, unknown>>,
  { destination: { hierarchy } }: LoadDefinition,
): RecordNames {
  if (hierarchy === undefined) return {}
  const own = textOf(valueOfTarget(record, hierarchy.field))
  const parent = textOf(valueOfTarget(record, hierarchy.parent))
  return { ownName: own === '' ? undefined : own, parentName: parent === '' ? undefined : parent }
}

export interface RecordNames {
  readonly ownName?: string | undefined
  readonly parentName?: string | undefined
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(textOf).join(';')
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim()
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
