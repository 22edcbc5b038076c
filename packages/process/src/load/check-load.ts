import { findResource, nearestResources, type ResourceDescription } from '@coupa-connector/catalog'
import { checkFunctionCall } from '../checks/check-function-call.ts'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import { firstProblems } from '../definition/first-problems.ts'
import { destinationKinds, kindsWithFiles } from '../definition/parts-schema.ts'
import { messageOf } from '../expression/compile-expression.ts'
import { expressionReads } from '../expression/expression-reads.ts'
import { followPath } from '../paths/catalog-path.ts'
import { checkTargets } from './check-targets.ts'
import { loadRuleOf } from './load-mapper.ts'
import type { LoadColumnRule, LoadDefinition, LoadStrategy } from './load-schema.ts'
import { parseTargetPath } from './target-path.ts'

/** What is wrong with a load whose names and values are right: what does not exist in Coupa, or does not fit together. */
export function checkLoad(load: LoadDefinition): readonly DefinitionProblem[] {
  const { resource: name, flatFiles } = load.destination
  if (name === '') {
    if (flatFiles === undefined) {
      const suggestion = 'Name the resource of Coupa, such as suppliers.'
      return [{ path: 'destination.resource', message: 'is missing', suggestion }]
    }
    return [...checkFlatFiles(load), ...checkRules(load), ...checkMappedNames(load), ...checkSource(load)]
  }
  const resource = findResource(name)
  if (resource === undefined) {
    const near = nearestResources(name)
    const suggestion = near.length === 0 ? undefined : `Did you mean ${near.join(', ')}?`
    return [{ path: 'destination.resource', message: `is "${name}", which Coupa does not have`, suggestion }]
  }
  return [
    ...checkOperations(load, resource),
    ...checkParent(load, resource),
    ...checkAction(load, resource),
    ...checkStrategy(load, resource),
    ...checkFlatFiles(load),
    ...checkColumns(load, resource),
    ...checkTargets(load, resource),
    ...checkFieldNames(load, resource),
    ...checkSource(load),
  ]
}

function checkOperations(
  { destination: { write, strategy, flatFiles } }: LoadDefinition,
  { name, operations }: ResourceDescription,
): readonly DefinitionProblem[] {
  if (flatFiles !== undefined) return []
  const has = (operation: string): boolean => operations.some((one) => one.name === operation)
  const needed = [
    ...(write === 'update' ? [] : (['create'] as const)),
    ...(write === 'create' || strategy === 'invoices' ? [] : (['update'] as const)),
  ]
  const missing = needed.filter((operation) => !has(operation))
  if (missing.length === 0 || strategy !== 'records') return []
  const message = `is ${write}, and Coupa has no ${missing.join(' and no ')} of ${name}`
  return [{ path: 'destination.write', message }]
}

const resourceOfStrategy: Readonly<Partial<Record<LoadStrategy, string>>> = {
  accounts: 'accounts',
  'budget-lines': 'budget_lines',
  invoices: 'invoices',
  'invoice-payments': 'invoices',
  'expense-payments': 'expense_reports',
}

function checkStrategy(
  { destination: { strategy, documents } }: LoadDefinition,
  { name }: ResourceDescription,
): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const wanted = resourceOfStrategy[strategy] ?? name
  if (wanted !== name) {
    problems.push({
      path: 'destination.strategy',
      message: `is ${strategy}, which is for ${wanted} and not for ${name}`,
    })
  }
  if (documents !== undefined && strategy !== 'invoices') {
    problems.push({ path: 'destination.documents', message: `is set, and the strategy ${strategy} sends no files` })
  }
  return problems
}

function checkAction(
  { destination: { action } }: LoadDefinition,
  resource: ResourceDescription,
): readonly DefinitionProblem[] {
  return (action?.allowed ?? []).flatMap((name) => {
    if (resource.actions.some((one) => one.name === name)) return []
    const path = 'destination.action.allowed'
    const suggestion = `Choose among ${resource.actions.map((one) => one.name).join(', ')}.`
    return [{ path, message: `names ${name}, which is not an action of ${resource.name}`, suggestion }]
  })
}

function checkParent(
  { destination: { parent, resource } }: LoadDefinition,
  { name }: ResourceDescription,
): readonly DefinitionProblem[] {
  const isBelow = resource.includes(':')
  if (!isBelow) {
    if (parent === undefined) return []
    return [{ path: 'destination.parent', message: `is set, and ${name} is not below another record` }]
  }
  if (parent === undefined) {
    return [
      {
        path: 'destination.parent',
        message: `is missing, and ${name} is below another record`,
        suggestion: 'Say how it is found: { "resource": "suppliers", "match": { "number": "supplier.number" } }.',
      },
    ]
  }
  const above = findResource(parent.resource)
  if (above === undefined) {
    return [{ path: 'destination.parent.resource', message: `is "${parent.resource}", which Coupa does not have` }]
  }
  return Object.keys(parent.match).flatMap((field) => fieldProblem(field, `destination.parent.match.${field}`, above))
}

/** What flat files cannot do, or do in another way. */
function checkFlatFiles({ destination, values, absent }: LoadDefinition): readonly DefinitionProblem[] {
  const { flatFiles, action, documents, secondPass } = destination
  if (flatFiles === undefined) return []
  const problems: DefinitionProblem[] = []
  const { connection } = flatFiles
  const kind = values[connection]?.kind
  if (kind !== 'sftp') {
    const message =
      kind === undefined
        ? 'is missing, and destination.flatFiles.connection names it'
        : `is of the kind ${kind}, and Coupa's inbox is on an SFTP server`
    problems.push({ path: `values.${connection}`, message, suggestion: 'Write { "kind": "sftp" }.' })
  }
  const refuse = (path: string, message: string, suggestion: string): void => {
    problems.push({ path, message: `is set, and ${message}`, suggestion })
  }
  const overRest = 'Use a load without destination.flatFiles for it.'
  if (action !== undefined) refuse('destination.action', 'a flat file cannot name an action', overRest)
  if (documents !== undefined) refuse('destination.documents', 'no scans or attachments go with flat files', overRest)
  if (secondPass.length > 0) {
    const suggestion = 'Remove it: a record whose reference is missing is held, and the next run writes it again.'
    refuse('destination.secondPass', 'flat files are written in one pass', suggestion)
  }
  if (absent === 'inactivate') {
    problems.push({
      path: 'absent',
      message: 'is inactivate, and flat files are written only for records that the input has',
      suggestion: overRest,
    })
  }
  return problems
}

function checkColumns(load: LoadDefinition, resource: ResourceDescription): readonly DefinitionProblem[] {
  const problems = firstProblems(Object.keys(load.mapping.columns), (path) =>
    fieldProblem(path, `mapping.columns.${path}`, resource),
  )
  return [...problems, ...checkRules(load)]
}

function checkRules(load: LoadDefinition): readonly DefinitionProblem[] {
  return firstProblems(Object.entries(load.mapping.columns), ([path, column]) =>
    checkRule(loadRuleOf(column), `mapping.columns.${path}`, load),
  )
}

function fieldProblem(path: string, at: string, { fields }: ResourceDescription): readonly DefinitionProblem[] {
  const names = parseTargetPath(path).map(({ name }) => name)
  if (names[0] === 'custom-fields' && names.length === 1) {
    const suggestion = 'Write one a column: custom-fields.erp-number.'
    return [{ path: at, message: 'names no custom field', suggestion }]
  }
  const end = followPath(names, fields)
  return 'problem' in end ? [{ path: at, message: end.problem, suggestion: end.suggestion }] : []
}

function checkRule(rule: LoadColumnRule, at: string, { values }: LoadDefinition): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const origins = ['path', 'value', 'expr'].filter((name) => Reflect.get(rule, name) !== undefined)
  if (origins.length !== 1) {
    problems.push({
      path: at,
      message: origins.length === 0 ? 'says nothing about its value' : `has ${origins.join(' and ')}`,
      suggestion: 'Give it exactly one of path, value and expr.',
    })
  }
  if (rule.expr !== undefined) problems.push(...expressionProblems(rule.expr, at))
  for (const call of rule.apply ?? []) {
    const problem = checkFunctionCall(call)
    if (problem !== undefined) problems.push({ path: `${at}.apply`, ...problem })
  }
  if (rule.table !== undefined && values[rule.table]?.kind !== 'table') {
    problems.push({
      path: `${at}.table`,
      message: `names "${rule.table}", which is not a look-up table of values`,
      suggestion: `Add values.${rule.table}: { "kind": "table", "rows": { … } }.`,
    })
  }
  if (rule.missing === 'default' && rule.default === undefined) {
    problems.push({ path: `${at}.missing`, message: 'is default, and the column has no default' })
  }
  return problems
}

function expressionProblems(expression: string, at: string): readonly DefinitionProblem[] {
  try {
    expressionReads(expression, [])
    return []
  } catch (error) {
    return [{ path: `${at}.expr`, message: `is not a JSONata expression: ${messageOf(error)}` }]
  }
}

/** Keys, hierarchy and second pass name fields that the mapping sets. */
function checkMappedNames({ destination, mapping }: LoadDefinition): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const isMapped = (path: string): boolean => mapping.columns[path] !== undefined
  for (const field of destination.key) {
    if (isMapped(field)) continue
    const message = `names "${field}", which mapping.columns does not set`
    problems.push({ path: 'destination.key', message, suggestion: `Add mapping.columns.${field}.` })
  }
  for (const field of [destination.hierarchy?.field, destination.hierarchy?.parent]) {
    if (field === undefined || isMapped(field)) continue
    problems.push({ path: 'destination.hierarchy', message: `names "${field}", which mapping.columns does not set` })
  }
  return problems
}

function checkFieldNames(load: LoadDefinition, resource: ResourceDescription): readonly DefinitionProblem[] {
  const { destination, absent } = load
  const problems: DefinitionProblem[] = [...checkMappedNames(load)]
  if (destination.secondPass.length > 0 && destination.key.length === 0) {
    const message = 'is set, and without a key nobody can find the record again for the second pass'
    problems.push({ path: 'destination.secondPass', message, suggestion: 'Set destination.key.' })
  }
  for (const field of destination.secondPass) {
    problems.push(...fieldProblem(field, 'destination.secondPass', resource))
  }
  for (const field of Object.keys(destination.inactive ?? {})) {
    problems.push(...fieldProblem(field, `destination.inactive.${field}`, resource))
  }
  if (destination.write === 'update' && destination.key.length === 0) {
    problems.push({
      path: 'destination.key',
      message: 'is empty, and what identifies a record has to be known to change it',
    })
  }
  if (absent === 'inactivate' && destination.inactive === undefined) {
    problems.push({
      path: 'destination.inactive',
      message: 'is missing, and absent is inactivate',
      suggestion: 'Say what makes a record inactive: { "active": false }.',
    })
  }
  return problems
}

function checkSource({ source, values }: LoadDefinition): readonly DefinitionProblem[] {
  const value = values[source.connection]
  const kind = destinationKinds.find((one) => one === value?.kind)
  if (kind === undefined) {
    return [
      {
        path: `values.${source.connection}`,
        message:
          value === undefined ? 'is missing, and source.connection names it' : `is a ${value.kind}, and no source`,
        suggestion: `Write { "kind": "files" }, or another of ${destinationKinds.join(', ')}.`,
      },
    ]
  }
  const problems: DefinitionProblem[] = []
  const hasFiles = kindsWithFiles.includes(kind)
  if (kind === 'postgresql' && source.query === undefined) {
    problems.push({ path: 'source.query', message: 'is missing: the query that gives the records' })
  }
  if (kind !== 'postgresql' && source.query !== undefined) {
    problems.push({ path: 'source.query', message: `is set, and the kind ${kind} takes no query` })
  }
  const owners = { keySet: 'postgresql', records: 'http', next: 'http' } as const
  for (const name of ['keySet', 'records', 'next'] as const) {
    if (source[name] === undefined || kind === owners[name]) continue
    problems.push({ path: `source.${name}`, message: `is set, and the kind ${kind} does not use it` })
  }
  if (source.format === 'flat-file' && source.object === undefined) {
    problems.push({
      path: 'source.object',
      message: 'is missing, and source.format is flat-file',
      suggestion:
        'Say what the flat files have: supplier, invoice, … ("coupa-connector flat-file objects" lists them).',
    })
  }
  if (source.format !== 'flat-file' && source.object !== undefined) {
    problems.push({ path: 'source.object', message: 'is set, and source.format is not flat-file' })
  }
  return hasFiles ? problems : [...problems, ...checkWithoutFiles(source, kind)]
}

/** What only files have. */
function checkWithoutFiles(source: LoadDefinition['source'], kind: string): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  if (source.finished === 'remove') {
    problems.push({ path: 'source.finished', message: `is remove, and the kind ${kind} has no files` })
  }
  for (const name of ['format', 'pattern'] as const) {
    if (source[name] === undefined) continue
    problems.push({ path: `source.${name}`, message: `is set, and the kind ${kind} has no files` })
  }
  return problems
}
