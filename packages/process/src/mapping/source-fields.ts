import type { ResourceDescription } from '@coupa-connector/catalog'
import type { Definition, SourceField, TableRule } from '../definition/definition-schema.ts'
import { fieldsOfFiles } from '../definition/record-files.ts'
import { expressionReads } from '../expression/expression-reads.ts'
import { ruleOf } from './compile-column.ts'
import { parseEach, parseRowPath } from './row-path.ts'

/** Always read: what the ledger, the flag and a window need. */
const always = ['id', 'status', 'exported', 'export-flag', 'last-exported-at', 'updated-at']

/**
 * The fields that a run reads: those that the definition lists, or those that its mapping uses. Never everything that Coupa
 * serves by itself, which is huge and hides fields behind filters.
 */
export function sourceFields({ source, mapping }: Definition, resource: ResourceDescription): readonly SourceField[] {
  const { fields } = resource
  const tree = new Map<string, FieldTree>()
  for (const name of always) if (fields.some((field) => field.name === name && field.isReadable)) add(tree, [name])
  for (const path of fieldsOfFiles(source.files, resource)) add(tree, path)
  if (source.fields !== 'from-mapping') for (const field of source.fields) addGiven(tree, field)
  else if (mapping.shape === 'tables') for (const table of Object.values(mapping.tables)) addTable(tree, table)
  else if (mapping.shape === 'flat') addTable(tree, mapping)
  return toFields(tree)
}

/** Fields by name, each with the fields below it. */
interface FieldTree extends Map<string, FieldTree> {}

function add(tree: FieldTree, parts: readonly string[]): void {
  const [first, ...rest] = parts
  if (first === undefined) return
  const below = tree.get(first) ?? new Map<string, FieldTree>()
  tree.set(first, below)
  add(below, rest)
}

function addTable(tree: FieldTree, { each, when, columns }: Pick<TableRule, 'each' | 'when' | 'columns'>): void {
  const list = parseEach(each)
  add(tree, list)
  for (const column of Object.values(columns)) {
    const { path, expr } = ruleOf(column)
    if (path !== undefined) addPath(tree, list, path)
    if (expr !== undefined) addExpression(tree, list, expr)
  }
  if (when !== undefined) addExpression(tree, list, when)
}

function addPath(tree: FieldTree, list: readonly string[], path: string): void {
  const { up, parts } = parseRowPath(path)
  add(tree, [...list.slice(0, list.length - up), ...parts])
}

function addExpression(tree: FieldTree, list: readonly string[], expression: string): void {
  for (const path of expressionReads(expression, list).paths) add(tree, path)
}

function addGiven(tree: FieldTree, field: SourceField): void {
  if (typeof field === 'string') {
    add(tree, field.split('.'))
    return
  }
  for (const [name, below] of Object.entries(field)) {
    add(tree, [name])
    const inside = tree.get(name)
    if (inside !== undefined && Array.isArray(below)) for (const inner of below) addGiven(inside, inner)
  }
}

function toFields(tree: FieldTree): readonly SourceField[] {
  return [...tree].map(([name, below]): SourceField => {
    if (name === 'custom-fields') return { [name]: {} }
    return below.size === 0 ? name : { [name]: toFields(below) }
  })
}
