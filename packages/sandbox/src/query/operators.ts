import type { FieldType } from '@coupa-connector/catalog'
import { RequestProblem } from '../format/request-problem.ts'
import { compareScalars, parseBoolean, parseScalar } from './scalars.ts'

/** Operators of the query language (F-191). `eq` is what a name without operator means. */
export const operators: ReadonlySet<string> = new Set([
  'eq',
  'not_eq',
  'gt',
  'lt',
  'gt_or_eq',
  'lt_or_eq',
  'contains',
  'starts_with',
  'ends_with',
  'in',
  'not_in',
  'blank',
])

/** A value of a field as filters see it. */
export type Scalar = string | number | boolean | null

/** Points of comparing on which the facts are silent (F-200, F-203, F-204). */
export interface ComparisonRules {
  readonly isCaseSensitive: boolean
  /** Whether `not_eq` and `not_in` find a record without a value, which SQL does not. */
  readonly takesNullAsDifferent: boolean
  /** Whether the values of `in` and `not_in` lose the spaces around them. */
  readonly trimsLists: boolean
  /** Whether quotation marks keep a comma inside a value of `in` and `not_in` (F-205). */
  readonly takesQuotedCommas: boolean
}

/** Decides whether one value of a field fits a condition. Null fits nothing but `blank`, as in SQL, unless the rules say so. */
export type ValueTest = (value: Scalar) => boolean

const textOperators = new Set(['contains', 'starts_with', 'ends_with'])

/**
 * Makes the test for an operator. Throws RequestProblem (400) when the operator does not fit the type or the value makes no sense.
 */
export function createValueTest(
  name: string,
  type: FieldType,
  operator: string,
  text: string,
  rules: ComparisonRules,
): ValueTest {
  const { isCaseSensitive, takesNullAsDifferent, trimsLists, takesQuotedCommas } = rules
  if (operator === 'blank') return blankTest(name, type, text)
  if (textOperators.has(operator)) return textTest(name, type, operator, text, isCaseSensitive)
  const isText = type === 'string' || type === 'unknown'
  const fold = (value: string | number | boolean): string | number | boolean =>
    isText && !isCaseSensitive ? String(value).toLowerCase() : value
  const compare = (value: string | number | boolean, other: string | number | boolean): number =>
    compareScalars(type, fold(value), fold(other))
  if (operator === 'in' || operator === 'not_in') {
    const list = valuesOfList(text, takesQuotedCommas).map((entry) =>
      operand(name, type, isText && !trimsLists ? entry : entry.trim()),
    )
    const isIn = (value: string | number | boolean): boolean => list.some((entry) => compare(value, entry) === 0)
    if (operator === 'in') return (value) => value !== null && isIn(value)
    return (value) => (value === null ? takesNullAsDifferent : !isIn(value))
  }
  const other = operand(name, type, text)
  switch (operator) {
    case 'eq':
      return (value) => value !== null && compare(value, other) === 0
    case 'not_eq':
      return (value) => (value === null ? takesNullAsDifferent : compare(value, other) !== 0)
    case 'gt':
      return (value) => value !== null && compare(value, other) > 0
    case 'lt':
      return (value) => value !== null && compare(value, other) < 0
    case 'gt_or_eq':
      return (value) => value !== null && compare(value, other) >= 0
    case 'lt_or_eq':
      return (value) => value !== null && compare(value, other) <= 0
    default:
      throw new RequestProblem(400, `Operator ${operator} is not known`)
  }
}

function valuesOfList(text: string, takesQuotedCommas: boolean): readonly string[] {
  if (!takesQuotedCommas) return text.split(',')
  return Array.from(
    text.matchAll(/(?:^|,)\s*(?:"([^"]*)"\s*(?=,|$)|([^,]*))/g),
    ([, quoted, plain]) => quoted ?? plain ?? '',
  )
}

function operand(name: string, type: FieldType, text: string): string | number | boolean {
  const value = parseScalar(type, text)
  if (value === undefined) throw new RequestProblem(400, `${text} is not a valid value for ${name}`)
  return value
}

function blankTest(name: string, type: FieldType, text: string): ValueTest {
  if (type === 'datetime') throw new RequestProblem(400, `Operator blank cannot be used for ${name}`)
  const wanted = parseBoolean(text)
  if (wanted === undefined) throw new RequestProblem(400, `${text} is not a valid value for ${name}[blank]`)
  return (value) => (value === null || value === '') === wanted
}

function textTest(name: string, type: FieldType, operator: string, text: string, isCaseSensitive: boolean): ValueTest {
  if (type === 'datetime') throw new RequestProblem(400, `Operator ${operator} cannot be used for ${name}`)
  const fold = (value: string): string => (isCaseSensitive ? value : value.toLowerCase())
  const wanted = fold(text)
  if (operator === 'contains') return (value) => value !== null && fold(String(value)).includes(wanted)
  if (operator === 'starts_with') return (value) => value !== null && fold(String(value)).startsWith(wanted)
  return (value) => value !== null && fold(String(value)).endsWith(wanted)
}
