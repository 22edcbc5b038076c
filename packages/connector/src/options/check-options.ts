import { nearestNames } from '@coupa-connector/catalog'
import { type OptionProblem, OptionsError } from '../errors/request-errors.ts'

/** What is wrong with a value, as half a sentence to follow its name. Undefined when nothing is. */
export type OptionCheck = (value: unknown) => string | undefined

/** The options that something accepts, by name, each with its check. A group of options is a table of its own. */
export interface OptionTable {
  readonly [name: string]: OptionCheck | OptionTable
}

/** Throws an `OptionsError` with every option that is unknown or has an invalid value. Undefined is always valid. */
export function checkOptions(of: string, options: unknown, table: OptionTable): void {
  const problems = findOptionProblems(options, table)
  if (problems.length > 0) throw new OptionsError({ of, problems })
}

/** Everything that is wrong with a set of options, in the order in which they were given. */
export function findOptionProblems(options: unknown, table: OptionTable): OptionProblem[] {
  return problemsIn(options, table, { whole: table, path: [] })
}

interface Place {
  /** The table of all options, to find out where a misplaced one belongs. */
  readonly whole: OptionTable
  /** Names of the groups on the way to the options looked at. */
  readonly path: readonly string[]
}

function problemsIn(options: unknown, table: OptionTable, { whole, path }: Place): OptionProblem[] {
  if (options === undefined) return []
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const option = path.join('.') || 'options'
    return [{ option, message: `${option} must be an object, and is ${shown(options)}` }]
  }
  return Object.entries(options).flatMap(([name, value]): OptionProblem[] => {
    const known = Object.hasOwn(table, name) ? table[name] : undefined
    if (known === undefined) return [unknownOption(name, table, { whole, path })]
    if (value === undefined) return []
    const option = [...path, name].join('.')
    if (typeof known !== 'function') return problemsIn(value, known, { whole, path: [...path, name] })
    const wrong = known(value)
    return wrong === undefined ? [] : [{ option, message: `${option} ${wrong}` }]
  })
}

function unknownOption(name: string, table: OptionTable, { whole, path }: Place): OptionProblem {
  const option = [...path, name].join('.')
  const group = Object.keys(whole).find((key) => typeof whole[key] === 'object' && Object.hasOwn(whole[key], name))
  if (group !== undefined) {
    return { option, message: `${name} belongs in ${group}: {}`, suggestion: `Write ${group}: { ${name}: … }.` }
  }
  if (path.length > 0 && Object.hasOwn(whole, name)) {
    const around = path.join('.')
    return {
      option,
      message: `${name} is in ${around}: {} and belongs next to it`,
      suggestion: `Take ${name} out of ${around}: {}.`,
    }
  }
  const [nearest] = nearestNames(name, [...Object.keys(table), ...Object.keys(whole)])
  const home = Object.hasOwn(table, nearest ?? '') || path.length === 0 ? '' : ' outside'
  if (nearest !== undefined) {
    return { option, message: `${option} is not known; did you mean ${nearest}${home}?`, suggestion: `Use ${nearest}.` }
  }
  return { option, message: `${option} is not known`, suggestion: `Known are ${Object.keys(table).join(', ')}.` }
}

/** A value for a message. Objects and long texts are not repeated, because they may hold secrets. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.length > 60 ? 'a text of other content' : JSON.stringify(value)
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'
    case 'function':
      return 'a function'
    default:
      return String(value)
  }
}
