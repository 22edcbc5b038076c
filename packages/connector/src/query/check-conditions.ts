import type { FieldDescription } from '@coupa-connector/catalog'
import { QueryInvalidError } from '../errors/query-invalid-error.ts'
import { type Condition, formatPath, type Operator } from './condition.ts'
import { type KnownNames, type ResolvedField, resolveField } from './field-names.ts'

/** Throws `QueryInvalidError` for conditions that Coupa would refuse or answer wrongly. */
export function checkConditions(conditions: readonly Condition[], names: KnownNames): void {
  const resolved = conditions.map((condition) => resolveField(condition.path, names))
  conditions.forEach((condition, i) => {
    checkOperator(condition, resolved[i]?.field)
  })
  checkRepetitions(conditions)
  checkClasses(conditions, resolved)
}

/** Text comparisons do not work on times, and neither does blank (api-facts §4: [0007], [0014], D). */
function checkOperator({ path, operator }: Condition, field: FieldDescription | undefined): void {
  const name = formatPath(path)
  if (field?.type === 'object' && field.references !== undefined) {
    const problem = `${name} is an association: name one of its fields, as in ${name}[id]`
    throw new QueryInvalidError(problem, { field: name, operator })
  }
  if (field?.type !== 'datetime') return
  const fix = fixForTimes(operator)
  if (fix === undefined) return
  throw new QueryInvalidError(`${name} is a time, which Coupa cannot compare with ${operator}: ${fix}`, {
    field: name,
    operator,
  })
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
function checkRepetitions(conditions: readonly Condition[]): void {
  const seen = new Set<string>()
  for (const { path, operator } of conditions) {
    const key = formatPath([...path, operator])
    if (seen.has(key)) {
      const problem = `${formatPath(path)} ${operator} is given twice, and Coupa would heed only one: use in, or one range`
      throw new QueryInvalidError(problem, { field: formatPath(path), operator })
    }
    seen.add(key)
  }
}

/**
 * Two associations that refer to the same class cannot both be filtered through: the query would answer with nothing
 * (api-facts §4: [0055], D). Two conditions on one association are fine.
 */
function checkClasses(conditions: readonly Condition[], resolved: readonly ResolvedField[]): void {
  const pathOfClass = new Map<string, readonly string[]>()
  conditions.forEach(({ path }, i) => {
    resolved[i]?.classes.forEach((classes, depth) => {
      const [className, ...others] = classes
      if (className === undefined || others.length > 0) return
      const association = path.slice(0, depth + 1)
      const other = pathOfClass.get(className) ?? association
      pathOfClass.set(className, other)
      if (formatPath(other) === formatPath(association)) return
      throw new QueryInvalidError(
        `${formatPath(other)} and ${formatPath(association)} are both a ${className}: filtered together they find nothing`,
        { field: formatPath(path) },
        { suggestion: `Compare the ids instead: ${idForm(other)} and ${idForm(association)}.` },
      )
    })
  })
}

function idForm(association: readonly string[]): string {
  return formatPath([...association.slice(0, -1), `${association.at(-1)}_id`])
}
