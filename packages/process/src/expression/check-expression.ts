import type { FieldDescription } from '@coupa-connector/catalog'
import { firstProblems } from '../definition/first-problems.ts'
import { followPath } from '../paths/catalog-path.ts'
import { messageOf } from './compile-expression.ts'
import { isExpressionFunction } from './expression-functions.ts'
import { type ExpressionReads, expressionReads, type ReadPath } from './expression-reads.ts'
import { LinearRegExp } from './linear-reg-exp.ts'

export interface ExpressionProblem {
  readonly message: string
  readonly suggestion?: string | undefined
}

type Fields = readonly FieldDescription[]

/** What to write for what calculates with floats. */
const exactForms: Readonly<Record<string, string>> = {
  '+': '$decimalAdd(a, b)',
  '-': '$decimalSubtract(a, b)',
  '*': '$decimalMultiply(a, b)',
  '/': '$decimalDivide(a, b, places)',
  $sum: '$decimalSum(list)',
  $round: '$decimalRound(value, places)',
}
const comparison = '$decimalCompare(a, b), which is -1, 0 or 1'

/**
 * What is wrong with an expression before it ever runs. `fields` are those of the whole record, `list` is the list whose
 * items become rows. What JSONata would pass over in silence is said here: a field that does not exist is nothing to it, and
 * `invoice-number` without back-ticks is a subtraction.
 */
export function checkExpression(expression: string, fields: Fields, list: ReadPath): readonly ExpressionProblem[] {
  let reads: ExpressionReads
  try {
    reads = expressionReads(expression, list)
  } catch (error) {
    const { position } = Object(error)
    const where = typeof position === 'number' ? ` at character ${position}` : ''
    return [{ message: `is not a JSONata expression: ${messageOf(error)}${where}` }]
  }
  const hyphens = reads.subtractions.filter(({ meant }) => isField(meant, fields))
  const explained = new Set(hyphens.flatMap(({ read }) => read))
  const problems = [
    ...hyphens.map(({ meant }) => hyphenProblem(meant)),
    ...firstProblems(
      reads.paths.filter((path) => !explained.has(path)),
      (path) => fieldProblems(path, fields, list),
    ),
    ...firstProblems(reads.freeNames, nameProblems),
    ...calculationProblems(reads, fields, explained),
    ...reads.patterns.flatMap(patternProblems),
  ]
  const messages = problems.map(({ message }) => message)
  return problems.filter(({ message }, place) => messages.indexOf(message) === place)
}

function isField(path: ReadPath, fields: Fields): boolean {
  return !path.includes('custom-fields') && !('problem' in followPath(path, fields))
}

function hyphenProblem(meant: ReadPath): ExpressionProblem {
  const name = meant.findLast((part) => part.includes('-')) ?? ''
  return { message: `subtracts where it means the field ${name}`, suggestion: `Write \`${name}\` in back-ticks.` }
}

function fieldProblems(path: ReadPath, fields: Fields, list: ReadPath): readonly ExpressionProblem[] {
  const end = followPath(path, fields)
  if (!('problem' in end)) return []
  const own = path.slice(list.length)
  const isAbove = list.length > 0 && own.length > 0 && !('problem' in followPath(own, fields))
  const suggestion = isAbove ? `Write $record.${own.join('.')} for the field of the whole record.` : end.suggestion
  return [{ message: end.problem, suggestion }]
}

function nameProblems(name: string): readonly ExpressionProblem[] {
  if (name === 'eval') return [{ message: 'uses $eval, which is not available in a mapping' }]
  if (name === 'number') {
    return [
      {
        message: 'uses $number, which loses digits of large amounts',
        suggestion: 'Use $decimalAdd, $decimalSum, $decimalRound, $decimalCompare and the like, which are exact.',
      },
    ]
  }
  if (name === 'parent') {
    return [{ message: 'uses $parent, and a row for the whole record has no record above it' }]
  }
  return isExpressionFunction(name) ? [] : [{ message: `uses $${name}, which does not exist` }]
}

/** Amounts travel as text (F-101): JSONata refuses to calculate with them, and finds "12.50" unequal to 12.5. */
function calculationProblems(
  { calculations }: ExpressionReads,
  fields: Fields,
  explained: ReadonlySet<ReadPath>,
): readonly ExpressionProblem[] {
  return calculations.flatMap(({ name, paths }) => {
    const amount = paths.find((path) => !explained.has(path) && isDecimal(path, fields))
    if (amount === undefined) return []
    const exactForm = exactForms[name] ?? (/^[<>!=]/.test(name) ? comparison : undefined)
    return [
      {
        message: `uses ${name} on ${amount.at(-1)}, an amount, which is a text so that no digit is lost`,
        suggestion: exactForm === undefined ? 'Use the $decimal functions.' : `Use ${exactForm}.`,
      },
    ]
  })
}

function isDecimal(path: ReadPath, fields: Fields): boolean {
  const end = followPath(path, fields)
  return 'field' in end && end.field?.type === 'decimal'
}

function patternProblems(pattern: RegExp): readonly ExpressionProblem[] {
  try {
    new LinearRegExp(pattern)
    return []
  } catch {
    return [
      {
        message: `uses the pattern ${pattern}, which cannot be matched in linear time`,
        suggestion: 'Leave out look-arounds and back-references.',
      },
    ]
  }
}
