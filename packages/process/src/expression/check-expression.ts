import type jsonata from 'jsonata'
import { messageOf, parseExpression } from './compile-expression.ts'

export interface ExpressionProblem {
  readonly message: string
  readonly suggestion?: string | undefined
}

type Node = jsonata.ExprNode

/**
 * What is wrong with an expression before it ever runs. `names` are the fields that exist: `invoice-number` without back-ticks
 * is a subtraction that gives nothing, silently. `$number` makes a float of an amount.
 */
export function checkExpression(expression: string, names: ReadonlySet<string>): readonly ExpressionProblem[] {
  let tree: Node
  try {
    tree = parseExpression(expression).ast()
  } catch (error) {
    const { position } = Object(error)
    const where = typeof position === 'number' ? ` at character ${position}` : ''
    return [{ message: `is no JSONata expression: ${messageOf(error)}${where}` }]
  }
  const problems: ExpressionProblem[] = []
  walk(tree, (node) => {
    const hyphenated = subtractedName(node)
    if (hyphenated !== undefined && names.has(hyphenated)) {
      problems.push({
        message: `subtracts where it means the field ${hyphenated}`,
        suggestion: `Write \`${hyphenated}\` in back-ticks.`,
      })
    }
    if (node.type === 'function' && node.procedure?.value === 'number') {
      problems.push({
        message: 'uses $number, which loses digits of large amounts',
        suggestion: 'Use $decimalAdd, $decimalSum, $decimalRound and the like, which are exact.',
      })
    }
    if (node.type === 'function' && node.procedure?.value === 'eval') {
      problems.push({ message: 'uses $eval, which is not available in a mapping' })
    }
  })
  return problems
}

/** Top-level names that an expression reads of its record; undefined where it reads the record as a whole. */
export function fieldsOfExpression(expression: string): readonly (readonly string[])[] {
  const paths: string[][] = []
  walk(parseExpression(expression).ast(), (node) => {
    if (node.type !== ('path' as string)) return
    const names: string[] = []
    for (const step of node.steps ?? []) {
      if (step.type !== 'name') break
      names.push(String(step.value))
    }
    if (names.length > 0) paths.push(names)
  })
  return paths
}

/** `a-b` and `a-b-c` as they are parsed: a name minus a name. */
function subtractedName(node: Node): string | undefined {
  if (node.type !== 'binary' || node.value !== '-') return undefined
  const left = nameOf(node.lhs as Node | undefined, 'last')
  const right = nameOf(node.rhs, 'first')
  return left === undefined || right === undefined ? undefined : `${left}-${right}`
}

function nameOf(node: Node | undefined, which: 'first' | 'last'): string | undefined {
  if (node === undefined) return undefined
  if (node.type === 'name') return String(node.value)
  const steps = node.steps ?? []
  const step = which === 'first' ? steps[0] : steps.at(-1)
  return step === undefined ? subtractedName(node) : nameOf(step, which)
}

/** Visits every node. The tree has no common shape for children, so that every object in it is looked into. */
function walk(node: unknown, visit: (node: Node) => void, seen: Set<unknown> = new Set()): void {
  if (typeof node !== 'object' || node === null || seen.has(node)) return
  seen.add(node)
  if ('type' in node && typeof node.type === 'string') visit(node as Node)
  for (const child of Object.values(node)) walk(child, visit, seen)
}
