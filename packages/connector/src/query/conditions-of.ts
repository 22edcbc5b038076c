import { QueryInvalidError } from '../errors/query-invalid-error.ts'
import { type Condition, formatPath, isOperator, type Operator, type Scalar, underscored } from './condition.ts'
import { checkName, type KnownNames, maxAssociations } from './field-names.ts'

/**
 * The conditions of a `where` object. A member is a field with a value or with an object of operators, or an association
 * with an object of its fields. Null asks for a blank field, `{ not_eq: null }` for one that is not.
 */
export function conditionsOf(where: object | undefined, names: KnownNames): Condition[] {
  return where === undefined ? [] : membersOf(where, [], names)
}

function membersOf(members: object, parents: readonly string[], names: KnownNames): Condition[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const path = [...parents, checkName(underscored(name))]
    if (value === undefined) {
      const problem = `${formatPath(path)} is undefined, which would read everything: leave it out or give null`
      throw new QueryInvalidError(problem, { field: formatPath(path) })
    }
    return memberConditions(path, value, names)
  })
}

function memberConditions(path: readonly string[], value: unknown, names: KnownNames): Condition[] {
  if (!isPlainObject(value)) return [conditionOf(path, 'eq', value)]
  const keys = Object.keys(value)
  if (keys.length === 0) {
    throw new QueryInvalidError(`${formatPath(path)} is an empty object: give a value, operators, or fields`, {
      field: formatPath(path),
    })
  }
  if (keys.every((key) => isOperator(underscored(key)))) {
    return Object.entries(value).map(([key, operand]) => conditionOf(path, underscored(key) as Operator, operand))
  }
  if (path.length > maxAssociations) {
    throw new QueryInvalidError(
      `${formatPath(path)} goes through more than two associations, which Coupa does not follow`,
      {
        field: formatPath(path),
      },
    )
  }
  return membersOf(value, path, names)
}

/** A condition with its value checked as far as it can be without knowing the field. */
export function conditionOf(path: readonly string[], operator: Operator, value: unknown): Condition {
  const facts = { field: formatPath(path), operator }
  if (value === undefined) {
    const problem = `${formatPath(path)} ${operator} is undefined: leave the operator out or give a value`
    throw new QueryInvalidError(problem, facts)
  }
  if (value === null) {
    if (operator === 'eq') return { path, operator: 'blank', value: true }
    if (operator === 'not_eq') return { path, operator: 'blank', value: false }
    throw new QueryInvalidError(`${formatPath(path)} ${operator} null compares with nothing: use blank`, facts)
  }
  if (operator === 'in' || operator === 'not_in') return { path, operator, value: listOf(value, facts) }
  if (Array.isArray(value)) {
    const fix = operator === 'eq' ? ': use in' : operator === 'not_eq' ? ': use not_in' : ''
    throw new QueryInvalidError(`${formatPath(path)} ${operator} takes one value, not a list${fix}`, facts)
  }
  if (operator === 'blank') return { path, operator, value: flagOf(value, facts) }
  return { path, operator, value: scalarOf(value, facts) }
}

interface Facts {
  readonly field: string
  readonly operator: Operator
}

function listOf(value: unknown, facts: Facts): readonly Scalar[] {
  const { field, operator } = facts
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (items.length === 0) {
    throw new QueryInvalidError(`${field} ${operator} is an empty list, which Coupa cannot be asked for`, facts, {
      suggestion: 'Leave the condition out, or do not ask: nothing is in an empty list.',
    })
  }
  return items.map((item) => {
    if (item === null)
      throw new QueryInvalidError(`${field} ${operator} holds null: ask for blank in a query of its own`, facts)
    const scalar = scalarOf(item, facts)
    if (scalar === '') throw new QueryInvalidError(`${field} ${operator} holds an empty text: use blank`, facts)
    if (typeof scalar === 'string' && scalar.includes(',')) {
      const problem = `${field} ${operator} holds ${JSON.stringify(scalar)}: the list is separated by commas and has no escape for one`
      const suggestion = 'Ask for such a value with equality, one query for each.'
      throw new QueryInvalidError(problem, facts, { suggestion })
    }
    return scalar
  })
}

function flagOf(value: unknown, facts: Facts): boolean {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw new QueryInvalidError(`${facts.field} blank must be true or false, not ${show(value)}`, facts)
}

function scalarOf(value: unknown, facts: Facts): Scalar {
  const { field, operator } = facts
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new QueryInvalidError(`${field} ${operator} is an invalid date`, facts)
    return value
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || /e/.test(String(value))) {
      throw new QueryInvalidError(`${field} ${operator} ${value} is no number that can be sent: give it as text`, facts)
    }
    return value
  }
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean') return value
  throw new QueryInvalidError(
    `${field} ${operator} has the value ${show(value)}: give a text, number, boolean or Date`,
    facts,
  )
}

function show(value: unknown): string {
  return typeof value === 'object' ? 'of an object' : JSON.stringify(String(value))
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
