import { type Definition, type JsonValue, objectOf } from '../definition-editor/json.ts'
import type { ProcessDraft } from './process-draft.ts'

/** A field that a definition delivers or loads. */
export interface DefinitionField {
  /** Where it is in the record of Coupa: `invoice-lines.total`. */
  readonly path: string
  /** Its name at the other end; null where records go as they are. */
  readonly name: string | null
  /** Without it rows could not be told apart. */
  readonly isKey: boolean
}

/** The fields of a definition, each once, in its order. */
export function fieldsOf(definition: Definition): readonly DefinitionField[] {
  const found = new Map<string, DefinitionField>()
  const add = (field: DefinitionField): void => {
    if (!found.has(field.path)) found.set(field.path, field)
  }
  if (definition.direction === 'in') {
    const { key = [] } = objectOf(definition.destination)
    for (const [path, column] of Object.entries(objectOf(objectOf(definition.mapping).columns))) {
      add({ path, name: nameOfInput(column), isKey: (key as JsonValue[]).includes(path) })
    }
    return [...found.values()]
  }
  for (const { each, columns, key } of tablesOf(definition)) {
    for (const [name, column] of Object.entries(columns)) {
      const path = pathOf(column)
      if (path !== undefined) add({ path: inRecord(each, path), name, isKey: key.includes(name) })
    }
  }
  const { fields } = objectOf(definition.source)
  if (Array.isArray(fields)) {
    for (const path of flatten(fields)) add({ path, name: null, isKey: path === 'id' || path === 'updated-at' })
  }
  return [...found.values()]
}

/** What parts that somebody edited were edited for. */
export function basisOf({ template, resource, kind, format, shape, acknowledge, way, object }: ProcessDraft): string {
  return JSON.stringify([template, resource, kind ?? 'files', format, shape, acknowledge, way, object])
}

/** A definition of a template with what was chosen in the form, and with the parts that somebody edited. */
export function editDefinition(definition: Definition, draft: ProcessDraft): Definition {
  const chosen = chosenDefinition(definition, draft)
  const { source, ...own } = draft.own[basisOf(draft)] ?? {}
  if (source === undefined) return { ...chosen, ...own }
  // Conditions are chosen in the form, whatever else somebody edited of the source.
  const { where } = objectOf(chosen.source)
  return { ...chosen, ...own, source: { ...objectOf(source), ...(where === undefined ? {} : { where }) } }
}

const editableParts = ['values', 'source', 'mapping', 'destination', 'acknowledge'] as const

/** A draft with the parts of a definition that somebody edited: those in which it differs from what the form says. */
export function withEdited(draft: ProcessDraft, base: Definition, edited: Definition): Pick<ProcessDraft, 'own'> {
  const chosen = chosenDefinition(base, draft)
  const own = editableParts.flatMap((part): [string, JsonValue][] => {
    const value = edited[part]
    return value === undefined || JSON.stringify(value) === JSON.stringify(chosen[part]) ? [] : [[part, value]]
  })
  return { own: { ...draft.own, [basisOf(draft)]: Object.fromEntries(own) } }
}

/** Whether fields were edited in the mapping: then it says which there are. */
export function hasOwnFields(draft: ProcessDraft): boolean {
  const { mapping, source } = draft.own[basisOf(draft)] ?? {}
  return mapping !== undefined || objectOf(source).fields !== undefined
}

function chosenDefinition(definition: Definition, draft: ProcessDraft): Definition {
  const { name, where, monitoringLevel, integration } = draft
  const isIn = definition.direction === 'in'
  const kept = new Set(
    fieldsOf(definition)
      .filter(({ path, isKey }) => isKey || isWanted(path, draft))
      .map(({ path }) => path),
  )
  return {
    ...definition,
    ...(name === undefined || name === '' ? {} : { process: name }),
    source: {
      ...objectOf(definition.source),
      ...(isIn || where === undefined ? {} : { where: where as JsonValue }),
      ...keptFields(definition, kept),
    },
    mapping: editedMapping(definition, kept, draft.names),
    ...(monitoringLevel === 0 || isIn
      ? {}
      : { coupaMonitoring: { level: monitoringLevel, ...(integration === '' ? {} : { integration }) } }),
  }
}

function isWanted(path: string, { leftOut, onlyFields }: ProcessDraft): boolean {
  if (leftOut.includes(path)) return false
  return onlyFields === undefined || onlyFields.some((field) => path === field || path.startsWith(`${field}.`))
}

function keptFields({ source }: Definition, kept: ReadonlySet<string>): { fields?: JsonValue } {
  const { fields } = objectOf(source)
  return Array.isArray(fields) ? { fields: prune(fields, '', kept) } : {}
}

function prune(fields: readonly JsonValue[], above: string, kept: ReadonlySet<string>): JsonValue[] {
  return fields.flatMap((field): JsonValue[] => {
    if (typeof field === 'string') return kept.has(`${above}${field}`) ? [field] : []
    const entries = Object.entries(objectOf(field)).flatMap(([name, inner]): [string, JsonValue][] => {
      if (!Array.isArray(inner)) return kept.has(`${above}${name}`) ? [[name, inner]] : []
      const left = prune(inner, `${above}${name}.`, kept)
      return left.length === 0 ? [] : [[name, left]]
    })
    return entries.length === 0 ? [] : [Object.fromEntries(entries)]
  })
}

function flatten(fields: readonly JsonValue[], above = ''): string[] {
  return fields.flatMap((field) => {
    if (typeof field === 'string') return [`${above}${field}`]
    return Object.entries(objectOf(field)).flatMap(([name, inner]) =>
      Array.isArray(inner) ? flatten(inner, `${above}${name}.`) : [`${above}${name}`],
    )
  })
}

function editedMapping(
  definition: Definition,
  kept: ReadonlySet<string>,
  names: Readonly<Record<string, string>>,
): JsonValue {
  const mapping = objectOf(definition.mapping)
  if (definition.direction === 'in') {
    const columns = Object.entries(objectOf(mapping.columns)).filter(([path]) => kept.has(path))
    return {
      ...mapping,
      columns: Object.fromEntries(columns.map(([path, column]) => [path, renamedInput(column, names[path])])),
    }
  }
  const edited = (table: JsonValue): JsonValue => {
    const { each, columns, key } = tableOf(table)
    const renames = new Map<string, string>()
    const left = Object.entries(columns).flatMap(([name, column]): [string, JsonValue][] => {
      const path = pathOf(column)
      const source = path === undefined ? undefined : inRecord(each, path)
      if (source !== undefined && !kept.has(source) && !key.includes(name)) return []
      const renamed = (source !== undefined && !key.includes(name) && names[source]?.trim()) || name
      renames.set(name, renamed)
      return [[renamed, column]]
    })
    return { ...objectOf(table), columns: Object.fromEntries(left) }
  }
  if (mapping.shape === 'flat') return edited(mapping)
  if (mapping.shape !== 'tables') return mapping
  const tables = Object.entries(objectOf(mapping.tables)).map(([name, table]) => [name, edited(table)])
  return { ...mapping, tables: Object.fromEntries(tables) }
}

interface TableParts {
  readonly each: string
  readonly columns: { readonly [name: string]: JsonValue }
  readonly key: readonly JsonValue[]
}

function tablesOf({ mapping }: Definition): readonly TableParts[] {
  const given = objectOf(mapping)
  if (given.shape === 'flat') return [tableOf(given)]
  return given.shape === 'tables' ? Object.values(objectOf(given.tables)).map(tableOf) : []
}

function tableOf(table: JsonValue): TableParts {
  const { each = '$', columns, key } = objectOf(table)
  return { each: String(each), columns: objectOf(columns), key: Array.isArray(key) ? key : [] }
}

function pathOf(column: JsonValue): string | undefined {
  if (typeof column === 'string') return column
  const { path } = objectOf(column)
  return typeof path === 'string' ? path : undefined
}

/** A path of a row as a path of the record: `^.` is the record above. */
function inRecord(each: string, path: string): string {
  const lists = each === '$' ? [] : each.split('.')
  let rest = path
  while (rest.startsWith('^.')) {
    lists.pop()
    rest = rest.slice(2)
  }
  return [...lists, rest].join('.')
}

function nameOfInput(column: JsonValue): string | null {
  return pathOf(column) ?? null
}

function renamedInput(column: JsonValue, name: string | undefined): JsonValue {
  const renamed = name?.trim()
  if (!renamed) return column
  if (typeof column === 'string') return renamed
  return 'path' in objectOf(column) ? { ...objectOf(column), path: renamed } : column
}
