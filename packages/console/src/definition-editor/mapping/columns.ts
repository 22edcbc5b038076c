import type { CatalogField } from '@coupa-connector/protocol'
import { customFields } from '../../catalog/fields/field-tree.ts'
import { changed, type Definition, isLoad, type JsonObject, type JsonValue, objectOf, textOf } from '../json.ts'

/** Where a value comes from: a field of the record, or a column of the input; an expression; or always the same. */
export type Origin = 'path' | 'expr' | 'value'

/** A column at the other end, or a field in Coupa, with the rule that gives its value. */
export interface MappingColumn {
  readonly name: string
  readonly rule: JsonObject
}

/** A table of a mapping; an export of rows and a load have a single one. */
export interface MappingTable {
  /** Null where there is a single one. */
  readonly name: string | null
  /** Where it is in the definition, as problems name it. */
  readonly path: string
  /** The list whose items are its rows; `$` for one row a record. */
  readonly each: string
  /** Columns without which rows could not be told apart. */
  readonly key: readonly string[]
  readonly columns: readonly MappingColumn[]
}

/** The tables of a mapping; none where records go as they are. */
export function tablesOf(definition: Definition): readonly MappingTable[] {
  const mapping = objectOf(definition.mapping)
  if (isLoad(definition)) {
    return [{ ...tableOf(null, 'mapping', mapping), key: texts(objectOf(definition.destination).key) }]
  }
  if (mapping.shape === 'flat') return [tableOf(null, 'mapping', mapping)]
  return mapping.shape === 'tables'
    ? Object.entries(objectOf(mapping.tables)).map(([name, table]) =>
        tableOf(name, `mapping.tables.${name}`, objectOf(table)),
      )
    : []
}

function tableOf(name: string | null, path: string, { each, key, columns }: JsonObject): MappingTable {
  return {
    ...{ name, path },
    each: textOf(each) || '$',
    key: texts(key),
    columns: Object.entries(objectOf(columns)).map(([column, rule]) => ({
      name: column,
      rule: typeof rule === 'string' ? { path: rule } : objectOf(rule),
    })),
  }
}

/** A definition with other columns in one of its tables. */
export function withColumns(
  definition: Definition,
  table: Pick<MappingTable, 'name'>,
  columns: readonly MappingColumn[],
): Definition {
  const written = Object.fromEntries(columns.map(({ name, rule }) => [name, writtenRule(rule)]))
  const mapping = objectOf(definition.mapping)
  if (table.name === null) return { ...definition, mapping: { ...mapping, columns: written } }
  const tables = objectOf(mapping.tables)
  const own = { ...objectOf(tables[table.name]), columns: written }
  return { ...definition, mapping: { ...mapping, tables: { ...tables, [table.name]: own } } }
}

/** A rule that only names a field is written as the name. */
function writtenRule(rule: JsonObject): JsonValue {
  const { path, ...rest } = rule
  return typeof path === 'string' && Object.keys(rest).length === 0 ? path : { ...rule }
}

export function originOf(rule: JsonObject): Origin {
  if ('expr' in rule) return 'expr'
  return 'value' in rule ? 'value' : 'path'
}

/** A rule whose value comes from elsewhere. What was typed before goes along where it can. */
export function withOrigin(rule: JsonObject, origin: Origin): JsonObject {
  const { path, expr, value, ...rest } = rule
  const given = textOf(path ?? expr ?? value)
  if (origin === 'path') return { ...rest, path: given }
  return origin === 'value'
    ? { ...rest, value: given }
    : { ...rest, expr: path === undefined ? given : asExpression(given) }
}

/** A path as JSONata has it: names with hyphens stand in back-ticks. */
function asExpression(path: string): string {
  return path
    .split('.')
    .map((name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `\`${name}\``))
    .join('.')
}

/** A rule with some settings changed; those that become empty are left out. */
export function withSettings(rule: JsonObject, changes: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const origin = originOf(rule)
  // Where the value comes from stays, also while nothing is typed.
  return { [origin]: '', ...changed(rule, changes), ...(changes[origin] === '' ? { [origin]: '' } : {}) }
}

/** A name for a new column that no other one has: `invoice_number`, `invoice_number_2`. */
export function freeName(wanted: string, columns: readonly MappingColumn[]): string {
  const taken = new Set(columns.map(({ name }) => name))
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}_${number}`
    if (!taken.has(name)) return name
  }
}

/** What a field is called at the other end: `supplier.number` becomes `supplier_number`. */
export function columnNameOf(path: string): string {
  return path
    .replaceAll('^.', '')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=\d)/, '_')
    .slice(0, 63)
}

/** The types of columns for those of fields. Texts need none, and of what is unknown nothing is said. */
const columnTypes: Readonly<Partial<Record<CatalogField['type'], string>>> = {
  integer: 'integer',
  decimal: 'decimal(32,8)',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamp',
  object: 'json',
  array: 'json',
}

/** The type that a column for a custom field says: of all others the catalog knows it. Undefined where there is none to say. */
export function customTypeOf(path: string, ownFields: readonly CatalogField[]): string | undefined {
  const own = ownFields.find(({ name }) => path === `${customFields}.${name}`)
  return own && columnTypes[own.type]
}

/** Whether a name can stand at the other end; of a load, in Coupa. */
export function isColumnName(name: string, isInCoupa: boolean): boolean {
  return isInCoupa
    ? /^[a-z0-9_-]+(?:\[\])?(?:\.[a-z0-9_-]+(?:\[\])?)*$/.test(name)
    : /^[A-Za-z_][A-Za-z0-9_.-]{0,62}$/.test(name)
}

/** A path of the record as a path of a row, whose list it is in; undefined where the list is not reached. */
export function pathInRow(path: string, each: string): string {
  if (each === '$') return path
  const lists = each.split('.')
  const parts = path.split('.')
  let common = 0
  while (common < lists.length && common < parts.length - 1 && lists[common] === parts[common]) common++
  return `${'^.'.repeat(lists.length - common)}${parts.slice(common).join('.')}`
}

/** A path of a row as a path of the record: `^.` is the record above. */
export function pathInRecord(path: string, each: string): string {
  const lists = each === '$' ? [] : each.split('.')
  let rest = path
  while (rest.startsWith('^.')) {
    lists.pop()
    rest = rest.slice(2)
  }
  return [...lists, rest].join('.')
}

/** Problems by column, those of the table itself under the empty name. */
export function problemsByColumn<Problem extends { readonly path: string }>(
  problems: readonly Problem[],
  { path, columns }: MappingTable,
): ReadonlyMap<string, readonly Problem[]> {
  const at = `${path}.columns.`
  // The longest name first: `payment-term.code` before `payment-term`.
  const names = columns.map(({ name }) => name).sort((one, other) => other.length - one.length)
  return Map.groupBy(
    problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`)),
    (problem) => names.find((name) => isBelow(problem.path, `${at}${name}`)) ?? '',
  )
}

function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`)
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map((item) => textOf(item)) : []
}
