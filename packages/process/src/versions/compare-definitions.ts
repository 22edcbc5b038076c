import { isDeepStrictEqual } from 'node:util'
import type { ColumnInput, Definition, TableRule } from '../definition/definition-schema.ts'
import { parseColumnType } from '../mapping/column-type.ts'
import { ruleOf } from '../mapping/compile-column.ts'
import type { ColumnType } from '../mapping/shape.ts'

/**
 * What a change asks for, the least first. `compatible`: the process continues. `needs-back-fill`: it continues, and what was
 * delivered before does not have the change until it is delivered again. `new-stream`: what was read and delivered so far says
 * nothing about what comes now, so that the process has to start anew.
 */
export const changeKinds = ['compatible', 'needs-back-fill', 'new-stream'] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface DefinitionChange {
  /** Where: `mapping.tables.invoice.columns.total`. */
  readonly path: string
  readonly kind: ChangeKind
  /** What it means for records that were delivered before, in a sentence. */
  readonly reason: string
}

export interface DefinitionComparison {
  /** The most that any of the changes asks for. `compatible` where nothing changed. */
  readonly kind: ChangeKind
  readonly changes: readonly DefinitionChange[]
}

/** Compares two versions of a process, and says what the newer one means for the state that the older one left. */
export function compareDefinitions(before: Definition, after: Definition): DefinitionComparison {
  const changes = [...fixedParts(before, after), ...values(before, after), ...mappings(before, after)]
  const worst = Math.max(0, ...changes.map(({ kind }) => changeKinds.indexOf(kind)))
  return { kind: changeKinds[worst] ?? 'compatible', changes }
}

type Meaning = readonly [kind: ChangeKind, reason: string]
type Part =
  | Exclude<
      keyof Definition,
      '$schema' | 'title' | 'template' | 'version' | 'values' | 'source' | 'mapping' | 'destination'
    >
  | `source.${keyof Definition['source']}`
  | `destination.${keyof Definition['destination']}`

const nextRun = 'It holds for the next run.'
const nextWindow = 'It holds for the next window.'
const nextObjects = 'It holds for new objects; those that were delivered before stay as they are.'

/** What a change of each part means. The compiler refuses a part of the schema that is not here. */
const parts: Readonly<Record<Part, Meaning>> = {
  process: ['new-stream', 'State belongs to a process of this name.'],
  'source.connection': ['new-stream', 'The records come from another connection.'],
  'source.resource': ['new-stream', 'Other records are read.'],
  'source.mode': ['new-stream', 'The modes keep different state.'],
  'source.where': ['new-stream', 'Other records are read. Those that were passed over before are not found again.'],
  'source.fields': ['needs-back-fill', 'Records that were delivered before do not have the change.'],
  'source.files': ['needs-back-fill', 'Records that were delivered before have no such files.'],
  'source.watchChanges': ['compatible', nextRun],
  'source.deliverMarked': ['compatible', nextRun],
  'source.compare': ['compatible', nextRun],
  'source.onlyDelivered': ['compatible', nextRun],
  'source.overlapMinutes': ['compatible', nextWindow],
  'source.settleMinutes': ['compatible', nextWindow],
  'source.from': ['compatible', 'It matters to the first window and to the next back-fill.'],
  'source.until': ['compatible', 'It holds for the next back-fill.'],
  'source.by': ['compatible', 'It holds for the next back-fill.'],
  'source.firstId': ['compatible', 'It holds for the next back-fill.'],
  'source.lastId': ['compatible', 'It holds for the next back-fill.'],
  'source.redeliver': ['compatible', 'It holds for the next back-fill.'],
  'source.ids': ['compatible', nextRun],
  'destination.connection': ['new-stream', 'The other end does not have what was delivered before.'],
  'destination.format': ['needs-back-fill', 'Objects that were delivered before keep their format.'],
  'destination.object': ['needs-back-fill', 'Objects that were delivered before keep their format.'],
  'destination.name': ['compatible', nextObjects],
  'destination.byteOrderMark': ['compatible', nextObjects],
  'destination.forSpreadsheets': ['compatible', nextObjects],
  'destination.request': ['compatible', nextObjects],
  'destination.cloudEvents': ['compatible', nextObjects],
  acknowledge: ['compatible', 'It holds for records that are read from now on.'],
  coupaMonitoring: ['compatible', nextRun],
  limits: ['compatible', nextRun],
}

function fixedParts(before: Definition, after: Definition): readonly DefinitionChange[] {
  return Object.entries(parts)
    .filter(([path]) => !isDeepStrictEqual(at(before, path), at(after, path)))
    .map(([path, [kind, reason]]) => change(path, kind, reason))
}

function at(definition: Definition, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => Reflect.get(Object(value), name), definition)
}

function values(before: Definition, after: Definition): readonly DefinitionChange[] {
  return unionOf(before.values, after.values).flatMap((name): readonly DefinitionChange[] => {
    const [old, current] = [before.values[name], after.values[name]]
    if (old === undefined || current === undefined || isDeepStrictEqual(old, current)) return []
    const path = `values.${name}`
    if (old.kind !== current.kind) return [change(path, 'new-stream', 'It is something else now.')]
    if (old.kind === 'table' && current.kind === 'table' && !isDeepStrictEqual(old.rows, current.rows)) {
      return [change(path, 'needs-back-fill', 'Rows that were delivered before hold the former values.')]
    }
    const isTarget = name === after.destination.connection && !isDeepStrictEqual(defaultOf(old), defaultOf(current))
    if (!isTarget) return []
    return [change(path, 'new-stream', 'The other end may be another place, without what was delivered before.')]
  })
}

function defaultOf(value: Definition['values'][string]): unknown {
  return 'default' in value ? value.default : undefined
}

function mappings(before: Definition, after: Definition): readonly DefinitionChange[] {
  const [old, current] = [before.mapping, after.mapping]
  if (old.shape !== current.shape) {
    return [change('mapping.shape', 'new-stream', 'Records of another shape do not go where the former ones are.')]
  }
  if (old.shape === 'tables' && current.shape === 'tables') {
    return unionOf(old.tables, current.tables).flatMap((name) => {
      const path = `mapping.tables.${name}`
      const [one, other] = [old.tables[name], current.tables[name]]
      if (one === undefined) {
        return [change(path, 'needs-back-fill', 'Records that were delivered before have no rows in the new table.')]
      }
      if (other === undefined) return [change(path, 'compatible', 'The table is kept, and gets no more rows.')]
      return tables(path, one, other, after)
    })
  }
  const changes: DefinitionChange[] = []
  if ('name' in old || 'name' in current) {
    if (at(before, 'mapping.name') !== at(after, 'mapping.name')) {
      changes.push(change('mapping.name', 'new-stream', 'The records go under another name.'))
    }
  }
  if (old.shape !== 'flat' || current.shape !== 'flat') return changes
  if (old.withoutItems !== current.withoutItems) {
    changes.push(
      change(
        'mapping.withoutItems',
        'needs-back-fill',
        'Records without items that were delivered before stay as they are.',
      ),
    )
  }
  return [...changes, ...tables('mapping', old, current, after)]
}

type TableParts = Pick<TableRule, 'each' | 'key' | 'when' | 'columns'>

function tables(path: string, old: TableParts, current: TableParts, after: Definition): readonly DefinitionChange[] {
  const changes: DefinitionChange[] = []
  if (old.each !== current.each) changes.push(change(`${path}.each`, 'new-stream', 'Rows stand for something else.'))
  if (!isDeepStrictEqual(old.key, current.key)) {
    changes.push(change(`${path}.key`, 'new-stream', 'Rows that were delivered before are not found by the new key.'))
  }
  if (old.when !== current.when) {
    changes.push(change(`${path}.when`, 'needs-back-fill', 'Rows that were left out or delivered before stay so.'))
  }
  const isUpserted = after.values[after.destination.connection]?.kind === 'postgresql'
  for (const name of unionOf(old.columns, current.columns)) {
    const found = column(`${path}.columns.${name}`, old.columns[name], current.columns[name], isUpserted)
    if (found !== undefined) changes.push(found)
  }
  if (isReordered(old.columns, current.columns)) {
    const reason = isUpserted ? 'Tables that exist keep the order of their columns.' : nextObjects
    changes.push(change(`${path}.columns`, 'compatible', reason))
  }
  return changes
}

/** Whether the columns that both have come in another order. */
function isReordered(old: TableParts['columns'], current: TableParts['columns']): boolean {
  const [kept, now] = [
    Object.keys(old).filter((name) => name in current),
    Object.keys(current).filter((name) => name in old),
  ]
  return !isDeepStrictEqual(kept, now)
}

function column(
  path: string,
  old: ColumnInput | undefined,
  current: ColumnInput | undefined,
  isUpserted: boolean,
): DefinitionChange | undefined {
  if (current === undefined) return change(path, 'compatible', 'What was delivered before keeps the column.')
  if (old === undefined) {
    return isUpserted
      ? change(path, 'needs-back-fill', 'The column is null in rows that were delivered before.')
      : change(path, 'compatible', 'Objects that were delivered before do not have the column.')
  }
  const { as: oldType, ...oldRule } = ruleOf(old)
  const { as: type, ...rule } = ruleOf(current)
  if (oldType !== type && !(oldType !== undefined && type !== undefined && isWider(type, oldType))) {
    return change(path, 'new-stream', 'The column has another type, which does not take in all of the former values.')
  }
  if (!isDeepStrictEqual(oldRule, rule)) {
    return change(path, 'needs-back-fill', 'Rows that were delivered before hold the former values.')
  }
  return oldType === type ? undefined : change(path, 'compatible', 'The column becomes wider.')
}

/** Whether every value of the one type fits the other. */
function isWider(type: string, than: string): boolean {
  const [wide, narrow] = [parseColumnType(type), parseColumnType(than)]
  if (wide.kind === 'text') return true
  if (wide.kind !== 'decimal') return isDeepStrictEqual(wide, narrow)
  const [whole, scale] = digitsOf(narrow)
  return wide.scale >= scale && wide.precision - wide.scale >= whole
}

/** Digits before and after the point. A safe integer has 16. */
function digitsOf(type: ColumnType): readonly [number, number] {
  if (type.kind === 'decimal') return [type.precision - type.scale, type.scale]
  return type.kind === 'integer' ? [16, 0] : [Number.POSITIVE_INFINITY, 0]
}

function change(path: string, kind: ChangeKind, reason: string): DefinitionChange {
  return { path, kind, reason }
}

function unionOf(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
}
