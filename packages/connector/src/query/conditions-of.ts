import type { QueryInvalidError } from '../errors/request-errors.ts'
import { hasMembers } from '../format/is-record.ts'
import { type Condition, formatPath, isOperator, type Operator, type Scalar, underscored } from './condition.ts'
import { checkName, type KnownNames, maxAssociations, resolveField } from './field-names.ts'
import { invalidQuery } from './invalid-query.ts'

/**
 * The conditions of a `where` object. A member is a field with a value or with an object of operators, or an association
 * with an object of its fields. Null asks for a blank field, `{ not_eq: null }` for one that is not.
 */
export function conditionsOf(where: object | undefined, names: KnownNames): Condition[] {
  return where === undefined ? [] : membersOf(where, [], names)
}

/** A condition whose value is checked as far as possible without knowing the field. */
export function conditionOf(
  path: readonly string[],
  operator: Operator,
  value: unknown,
  { resource }: Pick<KnownNames, 'resource'>,
): Condition {
  const refuse = (problem: string, suggestion?: string) =>
    invalidQuery(resource, formatPath(path), `${operator} ${problem}`, suggestion)
  if (value === undefined) throw refuse('is undefined: leave it out or give a value')
  if (value === null) {
    if (operator === 'eq') return { path, operator: 'blank', value: true }
    if (operator === 'not_eq') return { path, operator: 'blank', value: false }
    throw refuse('null compares with nothing: use blank')
  }
  if (operator === 'in' || operator === 'not_in') return { path, operator, value: listOf(value, refuse) }
  if (Array.isArray(value)) {
    const fix = operator === 'eq' ? ': use in' : operator === 'not_eq' ? ': use not_in' : ''
    throw refuse(`takes one value, not a list${fix}`)
  }
  if (operator === 'blank') return { path, operator, value: flagOf(value, refuse) }
  return { path, operator, value: scalarOf(value, refuse) }
}

function membersOf(members: object, parents: readonly string[], names: KnownNames): Condition[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const path = [...parents, checkName(underscored(name), names.resource)]
    if (value !== undefined) return memberConditions(path, value, names)
    const problem = 'the value is undefined, which would read everything: leave it out or give null'
    throw invalidQuery(names.resource, formatPath(path), problem)
  })
}

function memberConditions(path: readonly string[], value: unknown, names: KnownNames): Condition[] {
  if (!hasMembers(value)) return [conditionOf(path, 'eq', value, names)]
  const entries = Object.entries(value)
  if (entries.length === 0) {
    throw invalidQuery(names.resource, formatPath(path), 'the object is empty: give a value, operators, or fields')
  }
  const operations = entries.flatMap(([key, operand]) => {
    const operator = underscored(key)
    return isOperator(operator) ? [conditionOf(path, operator, operand, names)] : []
  })
  if (operations.length === entries.length) return operations
  if (path.length > maxAssociations) {
    throw invalidQuery(names.resource, formatPath(path), 'it is a third association, and Coupa follows at most two')
  }
  const [stranger = ''] = entries.map(([key]) => underscored(key)).filter((key) => !isOperator(key))
  // Says so at once for what is neither an operator nor a field of an association, whatever is compared.
  resolveField([...path, checkName(stranger, names.resource)], names)
  return membersOf(value, path, names)
}

type Refuse = (problem: string, suggestion?: string) => QueryInvalidError

function listOf(value: unknown, refuse: Refuse): readonly Scalar[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (items.length === 0) {
    throw refuse('is an empty list, which Coupa cannot be asked for', 'Do not ask: nothing is in an empty list.')
  }
  return items.map((item) => {
    if (item === null) throw refuse('contains null: ask for blank in a query of its own')
    const scalar = scalarOf(item, refuse)
    if (typeof scalar === 'string' && scalar.trim() === '') {
      throw refuse('has an empty item: leave it out, or ask for blank in a query of its own')
    }
    if (typeof scalar === 'string' && scalar.includes(',')) {
      if (scalar === value) {
        throw refuse(`has one text with commas, ${JSON.stringify(scalar)}`, 'Give a list, with an item for each value.')
      }
      const problem = `holds ${JSON.stringify(scalar)}: commas separate the list, and there is no escape for one`
      throw refuse(problem, 'Ask for such a value with equality, one query for each.')
    }
    return scalar
  })
}

function flagOf(value: unknown, refuse: Refuse): boolean {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw refuse(`must be true or false, not ${show(value)}`)
}

function scalarOf(value: unknown, refuse: Refuse): Scalar {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw refuse('is an invalid date')
    return value
  }
  if (typeof value === 'number') {
    const isPlain = Number.isFinite(value) && !String(value).includes('e')
    if (!isPlain) throw refuse(`${value} is not a number that can be sent: give it as text`)
    return value
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw refuse('contains half of a surrogate pair, which is not text')
    return value
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') return value
  throw refuse(`has the value ${show(value)}: give a text, number, boolean or Date`)
}

function show(value: unknown): string {
  return typeof value === 'object' ? 'of an object' : JSON.stringify(String(value))
}
