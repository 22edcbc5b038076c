import type { FieldDescription } from '@coupa-connector/catalog'
import { type Condition, formatPath, type Operator } from './condition.ts'
import { type KnownNames, type ResolvedField, resolveField } from './field-names.ts'
import { invalidQuery } from './invalid-query.ts'
import { withTypedValue } from './typed-values.ts'

/**
 * The conditions with their values in the form that is sent. Throws a `QueryInvalidError` for conditions that Coupa would
 * refuse or misunderstand.
 */
export function checkConditions(conditions: readonly Condition[], names: KnownNames): Condition[] {
  const resolved = conditions.map((condition) => resolveField(condition.path, names))
  conditions.forEach((condition, i) => {
    checkOperator(condition, resolved[i]?.field, names)
  })
  checkRepetitions(conditions, names)
  checkClasses(conditions, resolved, names)
  return conditions.map((condition, i) => withTypedValue(condition, resolved[i]?.valueType, names))
}

/** Text comparisons do not work on times, and neither does blank (F-192). */
function checkOperator({ path, operator }: Condition, field: FieldDescription | undefined, names: KnownNames): void {
  const name = formatPath(path)
  if (field?.type === 'object' && field.references !== undefined) {
    throw invalidQuery(names.resource, name, `it is an association: name one of its fields, as in ${name}[id]`)
  }
  const fix = field?.type === 'datetime' ? fixForTimes(operator) : undefined
  if (fix === undefined) return
  throw invalidQuery(names.resource, name, `it is a time, which Coupa cannot compare with ${operator}: ${fix}`)
}

function fixForTimes(operator: Operator): string | undefined {
  switch (operator) {
    case 'contains':
    case 'starts_with':
    case 'ends_with':
      return 'use gt_or_eq and lt for a span of time'
    case 'blank':
      return 'use gt with an early date for those that are set; those that are not cannot be asked for'
    default:
      return undefined
  }
}

/** Of two parameters with one name only the last would count. */
function checkRepetitions(conditions: readonly Condition[], names: KnownNames): void {
  const seen = new Set<string>()
  for (const { path, operator } of conditions) {
    const key = formatPath([...path, operator])
    if (seen.has(key)) {
      const problem = `${operator} is given twice, and Coupa would heed only one: use in, or one range`
      throw invalidQuery(names.resource, formatPath(path), problem)
    }
    seen.add(key)
  }
}

/**
 * Two associations that refer to the same class cannot both be filtered through: the query would answer with nothing
 * (F-198). Two conditions on one association are fine.
 */
function checkClasses(conditions: readonly Condition[], resolved: readonly ResolvedField[], names: KnownNames): void {
  const pathOfClass = new Map<string, readonly string[]>()
  conditions.forEach(({ path }, i) => {
    resolved[i]?.classes.forEach((classes, depth) => {
      const [className, ...others] = classes
      if (className === undefined || others.length > 0) return
      const association = path.slice(0, depth + 1)
      const other = pathOfClass.get(className) ?? association
      pathOfClass.set(className, other)
      if (formatPath(other) === formatPath(association)) return
      throw invalidQuery(
        names.resource,
        formatPath(path),
        `${formatPath(other)} and ${formatPath(association)} are both a ${className}: filtered together they find nothing`,
        `Compare the ids instead: ${idForm(other)} and ${idForm(association)}.`,
      )
    })
  })
}

function idForm(association: readonly string[]): string {
  return formatPath([...association.slice(0, -1), `${association.at(-1)}_id`])
}
