import { describe, nearestNames, type ResourceDescription } from '@coupa-connector/catalog'
import { compileFinish, type MappingTools } from '../mapping/compile-column.ts'
import { contentHash } from '../mapping/content-hash.ts'
import { MappingError } from '../mapping/mapping-error.ts'
import { compileRowExpression } from '../mapping/row-expression.ts'
import { parseRowPath, valueAtPath } from '../mapping/row-path.ts'
import { buildRecord } from './build-record.ts'
import { type CustomFields, customFieldAt, suggestCustomField, toCustomValue } from './custom-fields.ts'
import { columnKey, type FlatRow, flatten } from './flat-row.ts'
import type { LoadColumnRule, LoadDefinition } from './load-schema.ts'
import { documentColumns, documentsOf, type RecordDocuments } from './record-documents.ts'
import type { RecordFault } from './record-fault.ts'
import { isKeptByCoupa, isPath, isTargetPath, targetField, valueOfTarget } from './target-path.ts'
import { toTargetValue } from './target-value.ts'

/** An action of Coupa that a record of an input names. */
export interface RecordAction {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
}

/** A record of an input as it goes to Coupa. */
export interface LoadRecord {
  /** Identifies it, in one form for equal values. Undefined where the load has no key. */
  readonly key: string | undefined
  /** The key for people. */
  readonly label: string
  readonly record: Readonly<Record<string, unknown>>
  /** Equal for equal content. */
  readonly hash: string
  /** What identifies the record above, by its fields; for resources below another. */
  readonly parent?: Readonly<Record<string, string>> | undefined
  /** What is to be done with the record in Coupa, in place of loading it. */
  readonly action?: RecordAction | undefined
  /** Files that go with it. */
  readonly documents?: RecordDocuments | undefined
  /** With a hierarchy: what others of the input name it by, and whom it names. */
  readonly ownName?: string | undefined
  readonly parentName?: string | undefined
}

export type MappedRow =
  | LoadRecord
  | { readonly faults: readonly RecordFault[]; readonly key: string | undefined; readonly label: string }

/** A column of the inputs that is not loaded. */
export interface UnusedColumn {
  readonly column: string
  readonly suggestion: string | undefined
  /** Whether it is a field that Coupa sets by itself. */
  readonly isKeptByCoupa?: boolean | undefined
}

/** Turns records of inputs into records of Coupa. It remembers which columns it met. */
export interface LoadMapper {
  /** Throws for what is wrong with this program. Faults of the record are told, all of them at once. */
  map(record: Readonly<Record<string, unknown>>): Promise<MappedRow>
  /** Columns without which an input is refused, under the names that the definition gives them. */
  readonly requiredColumns: readonly string[]
  /** Columns met so far that are not loaded. */
  unusedColumns(): readonly UnusedColumn[]
  /** Custom fields that the mapping sets and the organization does not have. */
  unknownCustomFields(): Promise<readonly UnusedColumn[]>
}

export interface LoadMapperOptions {
  /** Whether a null empties a field, as in JSON that somebody wrote; otherwise it is an empty cell. Default: false. */
  readonly doesNullClear?: boolean | undefined
  readonly organizationZone?: string | undefined
  /**
   * Finds the custom fields that the organization has; undefined where nobody can say. Called when a custom field is met. Default:
   * custom fields are loaded as they are.
   */
  readonly customFields?: (() => Promise<CustomFields | undefined>) | undefined
}

/** A record of an input, and the same by its columns. */
interface InputRow {
  readonly record: Readonly<Record<string, unknown>>
  readonly columns: FlatRow
}

interface Target {
  readonly path: string
  readonly find: (row: InputRow) => unknown
  readonly clearsWhenEmpty: boolean
}

/** What the REST API does not have: any field may be one of it. */
const undescribed: Pick<ResourceDescription, 'fields'> & { readonly isOpen: true } = { fields: [], isOpen: true }

type Described = Pick<ResourceDescription, 'fields'> & { readonly isOpen?: boolean }

/** Creates the mapper of a load. */
export function createLoadMapper(
  definition: LoadDefinition,
  { doesNullClear = false, organizationZone, customFields }: LoadMapperOptions = {},
): LoadMapper {
  const { destination, mapping } = definition
  const resource = destination.resource === '' ? undescribed : describe(destination.resource)
  const tools = { tables: tablesOf(definition), organizationZone, hashKey: undefined }
  const rules = Object.entries(mapping.columns).map(([path, column]) => [path, loadRuleOf(column)] as const)
  const targets = rules.map(
    ([path, rule]): Target => ({
      path,
      find: compileTarget(rule, path, tools),
      clearsWhenEmpty: rule.empty === 'clear',
    }),
  )
  const parentColumns = Object.entries(destination.parent?.match ?? {})
  const { action } = destination
  const actionColumns = action === undefined ? [] : [action.column, ...Object.values(action.parameters)]
  const named = new Set([
    ...[...actionColumns, ...documentColumns(definition)].map(columnKey),
    ...rules.flatMap(([, { path }]) => (path === undefined ? [] : [columnKey(path)])),
    ...parentColumns.map(([, column]) => columnKey(column)),
  ])
  const mayBeEmpty = new Set(rules.flatMap(([path, { required }]) => (required === false ? [path] : [])))
  const keyColumns = rules
    .filter(([path]) => destination.key.includes(path) && !mayBeEmpty.has(path))
    .flatMap(([, { path }]) => path ?? [])
  const ruled = new Set(rules.map(([path]) => columnKey(path)))
  for (const [path, { expr }] of rules) if (expr !== undefined) named.add(columnKey(path))
  const others = createOtherColumns(mapping.others, { named, ruled }, resource)
  const ownFields = rules.flatMap(([path]) => customFieldAt(path) ?? [])
  const knownFields = async (columns: Iterable<string>): Promise<CustomFields | undefined> => {
    const isMet = ownFields.length > 0 || others.hasCustomField(columns)
    return isMet && destination.customFields === 'check' ? await customFields?.() : undefined
  }

  async function map(record: Readonly<Record<string, unknown>>): Promise<MappedRow> {
    const row: InputRow = { record, columns: flatten(record) }
    const known = await knownFields(row.columns.keys())
    const faults: RecordFault[] = []
    const values: [string, unknown][] = []
    const add = (path: string, given: unknown, clearsWhenEmpty: boolean): void => {
      const isEmpty = given === null || given === ''
      const isCleared = clearsWhenEmpty || (doesNullClear && given === null)
      const value = isEmpty && isCleared ? null : given
      if (value === undefined || value === '' || (isEmpty && !isCleared)) return
      const converted = convert(path, value, { resource, known })
      if ('fault' in converted) faults.push(converted.fault)
      else values.push([path, converted.value])
    }
    for (const { path, find, clearsWhenEmpty } of targets) {
      try {
        add(path, await find(row), clearsWhenEmpty)
      } catch (error) {
        if (!(error instanceof MappingError)) throw error
        faults.push({ field: path, code: error.code, message: `${error.message}.` })
      }
    }
    for (const [path, value] of others.valuesOf(row.columns, known)) add(path, value, false)
    const mapped = buildRecord(values)
    const parent = parentOf(row.columns, parentColumns, faults)
    const named = actionOf(row.columns, definition, faults)
    const key = keyOf(mapped, { parent, action: named, mayBeEmpty }, destination.key, faults)
    if (faults.length > 0) return { faults, ...key }
    const documents = documentsOf(row.columns, definition)
    const beside = Object.entries({ '': parent, '!': named, '+': documents }).filter(([, value]) => value !== undefined)
    const hash = contentHash({ ...mapped, ...Object.fromEntries(beside) })
    return { ...key, record: mapped, hash, parent, action: named, documents, ...namesOf(mapped, definition) }
  }

  return {
    map,
    requiredColumns: [
      ...keyColumns,
      ...parentColumns.map(([, column]) => column),
      ...rules.flatMap(([, { required, path }]) => (required === true && path !== undefined ? [path] : [])),
    ].filter((column, place, all) => all.indexOf(column) === place),
    unusedColumns: others.unused,
    unknownCustomFields: async () => {
      const known = await knownFields([])
      if (known === undefined) return []
      return [...new Set(ownFields)]
        .filter((name) => !known.has(name))
        .map((name) => ({ column: `custom-fields.${name}`, suggestion: suggestCustomField(name, known) }))
    },
  }
}

/** Finds the value of a field: by the name of a column first, and by a path into the record where no column has this name. */
function compileTarget(rule: LoadColumnRule, field: string, tools: MappingTools): (row: InputRow) => unknown {
  const finish = compileFinish(rule, field, tools)
  if (rule.expr !== undefined) {
    const evaluate = compileRowExpression(rule.expr, field)
    return async ({ record }) => finish(await evaluate([record]))
  }
  if (rule.path === undefined) {
    const constant = rule.value ?? null
    return () => finish(constant)
  }
  const column = columnKey(rule.path)
  const path = parseRowPath(rule.path)
  return ({ record, columns }) => {
    const found = columns.has(column) ? columns.get(column) : valueAtPath(path, [record])
    const value = finish(found)
    // What the input does not have is left alone, and not emptied.
    return found === undefined && value === null ? undefined : value
  }
}

/** The rule of a column with its short form written out. */
export function loadRuleOf(column: string | LoadColumnRule): LoadColumnRule {
  return typeof column === 'string' ? { path: column } : column
}

function convert(
  path: string,
  given: unknown,
  { resource, known }: { readonly resource: Described; readonly known: CustomFields | undefined },
): { readonly value: unknown } | { readonly fault: RecordFault } {
  const isChecked = known !== undefined && customFieldAt(path) !== undefined
  const taken = isChecked ? toCustomValue(path, given, known) : { value: given }
  if ('fault' in taken) return taken
  const { value } = taken
  const field = targetField(path, resource)
  const isListPath = path.includes('[]')
  const items: readonly unknown[] | undefined = isListPath ? listOf(value) : undefined
  const converted = items?.map((item) => toTargetValue(item, field)) ?? [toTargetValue(value, field)]
  const values: unknown[] = []
  for (const one of converted) {
    if ('fault' in one) {
      const { code, message } = one.fault
      return { fault: { field: path, code, message: `${path} ${message}.` } }
    }
    values.push(one.value)
  }
  return { value: isListPath ? values : values[0] }
}

/** A cell holds several values with semicolons between them. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return String(value)
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function tablesOf({ values }: LoadDefinition): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value.kind === 'table' ? [[name, value.rows]] : [])),
  )
}

function parentOf(
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

function actionOf(
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
function keyOf(
  record: Readonly<Record<string, unknown>>,
  { parent, action, mayBeEmpty }: KeyContext,
  fields: readonly string[],
  faults: RecordFault[],
): { readonly key: string | undefined; readonly label: string } {
  const parts = fields.map((field) => [field, valueOfTarget(record, field)] as const)
  for (const [field, value] of parts) {
    const isFaulty = faults.some((fault) => fault.field === field)
    if (isFaulty || mayBeEmpty.has(field) || !isBlank(value)) continue
    faults.push({ field, code: 'KEY_MISSING', message: `${field} is empty, and it identifies the record.` })
  }
  const values = [
    ...Object.values(parent ?? {}),
    ...parts.map(([, value]) => textOf(value)),
    ...(action === undefined ? [] : [action.name]),
  ]
  const label = values.filter((value) => value !== '').join('/')
  return { key: fields.length === 0 ? undefined : JSON.stringify(values), label }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(textOf).join(';')
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim()
}

function namesOf(
  record: Readonly<Record<string, unknown>>,
  { destination: { hierarchy } }: LoadDefinition,
): Pick<LoadRecord, 'ownName' | 'parentName'> {
  if (hierarchy === undefined) return {}
  const own = textOf(valueOfTarget(record, hierarchy.field))
  const parent = textOf(valueOfTarget(record, hierarchy.parent))
  return { ownName: own === '' ? undefined : own, parentName: parent === '' ? undefined : parent }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

interface RuledColumns {
  /** Columns that rules read; an expression may read the column of its own field. */
  readonly named: ReadonlySet<string>
  /** Names of fields that rules set: a column of the same name does not set them once more. */
  readonly ruled: ReadonlySet<string>
}

/** Columns that no rule names. */
function createOtherColumns(
  choice: LoadDefinition['mapping']['others'],
  { named, ruled }: RuledColumns,
  resource: Described,
): {
  /** With the custom fields that the organization has, where somebody knows them. */
  valuesOf(columns: FlatRow, known: CustomFields | undefined): Generator<readonly [string, unknown]>
  /** Whether a column may be a custom field that is loaded. */
  hasCustomField(columns: Iterable<string>): boolean
  unused(): readonly UnusedColumn[]
} {
  /** Whether a column is loaded, decided when it is first met. */
  const decided = new Map<string, boolean>()
  let customFields: CustomFields = new Map()
  const isLoaded = (column: string, known: CustomFields | undefined): boolean => {
    const before = decided.get(column)
    if (before !== undefined) return before
    const custom = customFieldAt(column)
    const isThere = custom === undefined || known === undefined || known.has(custom)
    const isField = resource.isOpen === true ? isPath(column) : isTargetPath(column, resource)
    const isOwn = resource.isOpen !== true && isKeptByCoupa(column)
    const decision = choice === 'by-name' && isField && isThere && !isOwn && !ruled.has(column)
    decided.set(column, decision)
    return decision
  }
  return {
    *valuesOf(columns, known) {
      if (known !== undefined) customFields = known
      for (const [column, value] of columns) {
        if (!named.has(column) && isLoaded(column, known)) yield [column, value]
      }
    },
    hasCustomField: (columns) => {
      if (choice !== 'by-name') return false
      for (const column of columns) if (column.startsWith('custom-fields.') && !named.has(column)) return true
      return false
    },
    unused: () => {
      const custom = [...customFields.keys()].map((name) => `custom-fields.${name}`)
      const names = [...named, ...resource.fields.map(({ name }) => name), ...custom]
      return [...decided].flatMap(([column, loaded]) => {
        if (loaded) return []
        if (ruled.has(column)) return [{ column, suggestion: `mapping.columns.${column} does not read it.` }]
        if (isKeptByCoupa(column)) return [{ column, isKeptByCoupa: true, suggestion: undefined }]
        const [near] = nearestNames(column, names)
        return [{ column, suggestion: near === undefined ? undefined : `Did you mean ${near}?` }]
      })
    },
  }
}
