import { describe } from '@coupa-connector/catalog'
import { contentHash } from '../mapping/content-hash.ts'
import { MappingError } from '../mapping/mapping-error.ts'
import { buildRecord } from './build-record.ts'
import { compileTarget, convertValue, type InputRow } from './compile-target.ts'
import { type CustomFields, customFieldAt, suggestCustomField } from './custom-fields.ts'
import { columnKey, flatten } from './flat-row.ts'
import type { LoadColumnRule, LoadDefinition } from './load-schema.ts'
import { createOtherColumns, type UnusedColumn } from './other-columns.ts'
import { documentColumns, documentsOf, type RecordDocuments } from './record-documents.ts'
import type { RecordFault } from './record-fault.ts'
import { actionOf, keyOf, namesOf, parentOf, type RecordAction, type RecordNames } from './record-identity.ts'
import { undescribed } from './target-path.ts'

/** A record of an input as it goes to Coupa. */
export interface LoadRecord extends RecordNames {
  /** Identifies it, in one form for equal values. Undefined where the load has no key. */
  readonly key: string | undefined
  /** The key for people. */
  readonly label: string
  readonly record: Readonly<Record<string, unknown>>
  /** Equal for equal content. */
  readonly hash: string
  /** What identifies the record above, by its fields; for resources below another. */
  readonly parent?: Readonly<Record<string, string>> | undefined
  /** What is to be done with the record in Coupa instead of loading it. */
  readonly action?: RecordAction | undefined
  /** Files that go with it. */
  readonly documents?: RecordDocuments | undefined
}

export type MappedRow =
  | LoadRecord
  | { readonly faults: readonly RecordFault[]; readonly key: string | undefined; readonly label: string }

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

interface Target {
  readonly path: string
  readonly find: (row: InputRow) => unknown
  readonly clearsWhenEmpty: boolean
}

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
  const actionColumns =
    destination.action === undefined ? [] : [destination.action.column, ...Object.values(destination.action.parameters)]
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
      const converted = convertValue(path, value, { resource, known })
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
    const action = actionOf(row.columns, definition, faults)
    const key = keyOf(mapped, { parent, action, mayBeEmpty }, destination.key, faults)
    if (faults.length > 0) return { faults, ...key }
    const documents = documentsOf(row.columns, definition)
    const beside = Object.entries({ '': parent, '!': action, '+': documents }).filter(
      ([, value]) => value !== undefined,
    )
    const hash = contentHash({ ...mapped, ...Object.fromEntries(beside) })
    return { ...key, record: mapped, hash, parent, action, documents, ...namesOf(mapped, definition) }
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

/** The rule of a column with its short form written out. */
export function loadRuleOf(column: string | LoadColumnRule): LoadColumnRule {
  return typeof column === 'string' ? { path: column } : column
}

function tablesOf({ values }: LoadDefinition): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value.kind === 'table' ? [[name, value.rows]] : [])),
  )
}
