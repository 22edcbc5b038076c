import type { ResourceDescription } from '@coupa-connector/catalog'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { ColumnRule, Definition, TableRule } from '../definition/definition-schema.ts'
import { firstProblems } from '../definition/first-problems.ts'
import { checkExpression } from '../expression/check-expression.ts'
import { expressionReads } from '../expression/expression-reads.ts'
import { ruleOf } from '../mapping/compile-column.ts'
import { tableRulesOf } from '../mapping/create-mapper.ts'
import { isTimeZone } from '../mapping/cut-date.ts'
import { parseEach, parseRowPath } from '../mapping/row-path.ts'
import { fieldsOfList, followPath } from '../paths/catalog-path.ts'
import { checkFunctionCall } from './check-function-call.ts'

/** What is wrong with a mapping: fields that Coupa does not have, keys that are not columns, functions and tables that nobody made. */
export function checkMapping(definition: Definition, resource: ResourceDescription): readonly DefinitionProblem[] {
  const { mapping, source } = definition
  if (mapping.shape === 'nested') {
    if (source.fields !== 'from-mapping') return []
    return [
      {
        path: 'source.fields',
        message: 'is from-mapping, and a nested mapping names no fields',
        suggestion: 'List the fields to read: ["id", "status", { "supplier": ["id", "name"] }].',
      },
    ]
  }
  const at = mapping.shape === 'tables' ? (name: string): string => `mapping.tables.${name}` : (): string => 'mapping'
  const rules = tableRulesOf(mapping, 'record')
  return firstProblems(rules, ([name, rule]) => checkTable(rule, at(name), { definition, resource }))
}

interface Surroundings {
  readonly definition: Definition
  readonly resource: ResourceDescription
}

function checkTable(rule: TableRule, at: string, surroundings: Surroundings): readonly DefinitionProblem[] {
  const { resource } = surroundings
  const list = parseEach(rule.each)
  const problems: DefinitionProblem[] = []
  if (fieldsOfList(resource, list) === undefined) {
    const lists = resource.fields.filter(({ type }) => type === 'array').map(({ name }) => name)
    problems.push({
      path: `${at}.each`,
      message: `is "${rule.each}", which is not a list of ${resource.name}`,
      suggestion: `Use $ for one row a record, or one of ${lists.join(', ')}.`,
    })
    return problems
  }
  for (const key of rule.key) {
    if (rule.columns[key] !== undefined) continue
    problems.push({ path: `${at}.key`, message: `names "${key}", which is not a column of the table` })
  }
  if (rule.when !== undefined) problems.push(...expressionProblems(rule.when, `${at}.when`, list, surroundings))
  const ofColumns = firstProblems(Object.entries(rule.columns), ([name, column]) =>
    checkColumn(ruleOf(column), `${at}.columns.${name}`, list, surroundings),
  )
  return [...problems, ...ofColumns]
}

function checkColumn(
  rule: ColumnRule,
  at: string,
  list: readonly string[],
  surroundings: Surroundings,
): readonly DefinitionProblem[] {
  const { definition, resource } = surroundings
  const problems: DefinitionProblem[] = []
  const origins = ['path', 'value', 'expr'].filter((name) => Reflect.get(rule, name) !== undefined)
  if (origins.length !== 1) {
    problems.push({
      path: at,
      message: origins.length === 0 ? 'says nothing about its value' : `has ${origins.join(' and ')}`,
      suggestion: 'Give it exactly one of path, value and expr.',
    })
  }
  if (rule.path !== undefined) problems.push(...pathProblems(rule.path, at, list, resource))
  if (rule.expr !== undefined) problems.push(...expressionProblems(rule.expr, `${at}.expr`, list, surroundings))
  for (const call of rule.apply ?? []) {
    const problem = checkFunctionCall(call)
    if (problem !== undefined) problems.push({ path: `${at}.apply`, ...problem })
  }
  const isHidden = rule.sensitive === 'hash' || rule.sensitive === 'mask'
  if (isHidden && rule.as !== undefined && rule.as !== 'text') {
    problems.push({
      path: `${at}.as`,
      message: `is ${rule.as}, and a value that is ${rule.sensitive === 'hash' ? 'hashed' : 'masked'} is a text`,
      suggestion: 'Use text, or leave it out.',
    })
  }
  if (rule.table !== undefined && definition.values[rule.table]?.kind !== 'table') {
    problems.push({
      path: `${at}.table`,
      message: `names "${rule.table}", which is not a look-up table of values`,
      suggestion: `Add values.${rule.table}: { "kind": "table", "rows": { … } }.`,
    })
  }
  if (rule.missing === 'default' && rule.default === undefined) {
    problems.push({ path: `${at}.missing`, message: 'is default, and the column has no default' })
  }
  if (rule.zone !== undefined && rule.zone !== 'organization' && !isTimeZone(rule.zone)) {
    problems.push({
      path: `${at}.zone`,
      message: `is "${rule.zone}", which is not a time zone`,
      suggestion: 'Use an IANA name such as Europe/Berlin, or organization.',
    })
  }
  return problems
}

function pathProblems(
  path: string,
  at: string,
  list: readonly string[],
  resource: ResourceDescription,
): readonly DefinitionProblem[] {
  const { up, parts } = parseRowPath(path)
  if (up > list.length) {
    return [{ path: at, message: `is "${path}", which goes up further than there are records above` }]
  }
  if (parts.length === 0) return [{ path: at, message: `is "${path}", which names no field` }]
  const end = followPath(parts, fieldsOfList(resource, list.slice(0, list.length - up)) ?? [])
  if (!('problem' in end)) return []
  const [first] = parts
  const isAbove = up === 0 && list.length > 0 && resource.fields.some(({ name }) => name === first)
  const suggestion = isAbove
    ? `Write ${'^.'.repeat(list.length)}${path} for the field of the whole record.`
    : end.suggestion
  return [{ path: at, message: end.problem, suggestion }]
}

function expressionProblems(
  expression: string,
  at: string,
  list: readonly string[],
  { definition, resource }: Surroundings,
): readonly DefinitionProblem[] {
  const problems = checkExpression(expression, resource.fields, list)
  if (problems.length > 0) return problems.map((problem) => ({ path: at, ...problem }))
  if (definition.source.fields !== 'from-mapping' || !expressionReads(expression, list).readsWhole) return []
  return [
    {
      path: at,
      message: 'reads a record as a whole, and source.fields is from-mapping, which cannot tell the fields to read',
      suggestion: 'Name the fields in the expression, or list them in source.fields.',
    },
  ]
}
