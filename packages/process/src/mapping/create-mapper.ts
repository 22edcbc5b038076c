import { describe, type ResourceDescription } from '@coupa-connector/catalog'
import type { ColumnInput, Definition, SourceField, TableRule } from '../definition/definition-schema.ts'
import { fieldsOfList, followPath } from '../paths/catalog-path.ts'
import { columnTypeOf, parseColumnType } from './column-type.ts'
import { type CellOf, compileColumn, type MappingTools, ruleOf } from './compile-column.ts'
import { compileCondition } from './row-expression.ts'
import { parseEach, parseRowPath, rowsOf, type SourceRecord } from './row-path.ts'
import type { Cell, Column, ColumnType, MappedRecord, Row, Shape, Table } from './shape.ts'
import { sourceFields } from './source-fields.ts'

/** What a mapping may use besides the records. */
export interface MapperOptions {
  /** Look-up tables that an environment sets instead of those of the definition. */
  readonly tables?: MappingTools['tables'] | undefined
  /** Zone of the organization, where dates typed in its pages are cut: `America/Los_Angeles`. */
  readonly organizationZone?: string | undefined
  /** Key of the hashes of sensitive columns. Needed where the mapping hashes: without a key, a hash can be guessed by trying. */
  readonly hashKey?: string | undefined
}

/** A mapping that is ready to work. */
export interface Mapper {
  /** What the other end has to be prepared for. */
  readonly shape: Shape
  /** The fields that have to be read. */
  readonly fields: readonly SourceField[]
  /** Maps a record: at once, unless the mapping has expressions. Throws `MappingError`. */
  map(record: SourceRecord): MappedRecord | Promise<MappedRecord>
}

/** Compiles the mapping of a definition that `parseDefinition` has checked. */
export function createMapper(definition: Definition, options: MapperOptions = {}): Mapper {
  const { mapping, source } = definition
  const resource = describe(source.resource)
  const fields = sourceFields(definition, resource)
  if (mapping.shape === 'nested') {
    const name = mapping.name ?? singularOf(source.resource)
    return { shape: { kind: 'nested', name }, fields, map: (document) => ({ document }) }
  }
  const tools = toolsOf(definition, options)
  const rules = tableRulesOf(mapping, singularOf(source.resource))
  const tables = rules.map(([name, rule]) => compileTable(name, rule, resource, tools))
  return {
    shape: { kind: 'rows', tables: tables.map(({ table }) => withParent(table, rules)) },
    fields,
    map: (record) => mapRows(record, tables),
  }
}

interface CompiledTable {
  readonly table: Table
  rowsOf(record: SourceRecord): readonly Row[] | Promise<readonly Row[]>
}

/** The tables of a mapping; a flat one is one table. */
export function tableRulesOf(
  mapping: Exclude<Definition['mapping'], { shape: 'nested' }>,
  usualName: string,
): readonly (readonly [string, TableRule & { readonly withoutItems?: 'one-row' | 'none' }])[] {
  if (mapping.shape === 'tables') return Object.entries(mapping.tables)
  const { each, key, when, columns, withoutItems } = mapping
  return [[mapping.name ?? usualName, { each, key, columns, withoutItems, ...(when === undefined ? {} : { when }) }]]
}

function compileTable(
  name: string,
  rule: TableRule & { readonly withoutItems?: 'one-row' | 'none' },
  resource: ResourceDescription,
  tools: MappingTools,
): CompiledTable {
  const each = parseEach(rule.each)
  const columns = Object.entries(rule.columns).filter(([, column]) => ruleOf(column).sensitive !== 'drop')
  const typed = columns.map(([column, input]): Column => ({ name: column, type: typeOf(input, each, resource) }))
  const cells = columns.map(([column, input], place) =>
    compileColumn(ruleOf(input), typed[place]?.type ?? { kind: 'text' }, `${name}.${column}`, tools),
  )
  const isWanted = rule.when === undefined ? undefined : compileCondition(rule.when, `${name}.when`)
  const isAtOnce = isWanted === undefined && columns.every(([, input]) => ruleOf(input).expr === undefined)
  const table = { name, columns: typed, key: rule.key }
  const keepsEmpty = rule.withoutItems === 'one-row'
  if (isAtOnce) {
    // No cell of such a table is a promise.
    const at = cells as ((...parameters: Parameters<CellOf>) => Cell)[]
    return {
      table,
      rowsOf: (record) => [...rowsOf(record, each, keepsEmpty)].map((frames) => at.map((cell) => cell(frames))),
    }
  }
  return {
    table,
    rowsOf: async (record) => {
      const rows: Row[] = []
      for (const frames of rowsOf(record, each, keepsEmpty)) {
        if (isWanted !== undefined && !(await isWanted(frames))) continue
        rows.push(await Promise.all(cells.map(async (cell) => cell(frames))))
      }
      return rows
    },
  }
}

function mapRows(record: SourceRecord, tables: readonly CompiledTable[]): MappedRecord | Promise<MappedRecord> {
  const rows = tables.map((table) => table.rowsOf(record))
  const named = (all: readonly (readonly Row[])[]): MappedRecord => ({
    rows: Object.fromEntries(tables.map(({ table }, place) => [table.name, all[place] ?? []])),
  })
  return rows.some((one) => one instanceof Promise)
    ? Promise.all(rows.map(async (one) => one)).then(named)
    : named(rows as (readonly Row[])[])
}

/** The type that a column names, or that of its field. */
function typeOf(input: ColumnInput, each: readonly string[], resource: ResourceDescription): ColumnType {
  const rule = ruleOf(input)
  if (rule.as !== undefined) return parseColumnType(rule.as)
  if (rule.sensitive !== undefined || rule.table !== undefined || rule.path === undefined) return { kind: 'text' }
  if (rule.apply !== undefined && rule.apply.length > 0) return { kind: 'text' }
  const { up, parts } = parseRowPath(rule.path)
  const fields = fieldsOfList(resource, each.slice(0, each.length - up)) ?? []
  const end = followPath(parts, fields)
  if ('problem' in end) return { kind: 'text' }
  return end.passesList ? { kind: 'json' } : columnTypeOf(end.field)
}

/**
 * The table whose rows a child belongs to: the one that goes through the list above, if the child has columns for all of its
 * key.
 */
function withParent(table: Table, rules: readonly (readonly [string, TableRule])[]): Table {
  const own = rules.find(([name]) => name === table.name)?.[1]
  const each = own === undefined ? [] : parseEach(own.each)
  if (own === undefined || each.length === 0) return table
  const above = each.slice(0, -1).join('.') || '$'
  const parent = rules.find(([, rule]) => rule.each === above)
  if (parent === undefined) return table
  const [name, { key, columns }] = parent
  const pairs = key.flatMap((keyColumn) => {
    const path = ruleOf(columns[keyColumn] ?? '').path
    const found = Object.entries(own.columns).find(([, column]) => ruleOf(column).path === `^.${path}`)
    return found === undefined ? [] : [[found[0], keyColumn] as const]
  })
  if (pairs.length === 0 || pairs.length !== key.length) return table
  return { ...table, parent: { table: name, columns: Object.fromEntries(pairs) } }
}

function toolsOf(definition: Definition, { tables = {}, organizationZone, hashKey }: MapperOptions): MappingTools {
  const own = Object.entries(definition.values).flatMap(([name, value]) =>
    value.kind === 'table' ? [[name, value.rows] as const] : [],
  )
  return {
    tables: { ...Object.fromEntries(own), ...tables },
    organizationZone,
    hashKey,
  }
}

/**
 * `invoice` for `invoices`, `coupa_pay_payment` for `coupa_pay/payments`: the name of one record. Resources of one name in
 * several groups stay apart, so that payables of invoices do not go into the table of invoices.
 */
export function singularOf(resource: string): string {
  const parts = resource.split('/').filter((part) => !part.startsWith(':'))
  return parts
    .map((part, place) => (place === parts.length - 1 || isCount(parts[place + 1]) ? singular(part) : part))
    .join('_')
}

function isCount(part: string | undefined): boolean {
  return part !== undefined && /^\d+$/.test(part)
}

function singular(part: string): string {
  const item = part.endsWith('ies') ? `${part.slice(0, -3)}y` : part.replace(/(?<!s)s$/, '')
  return item.replaceAll('-', '_')
}
