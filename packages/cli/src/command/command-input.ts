import { UsageError } from './usage-error.ts'

/** What a person typed, by the names under which the command declared it. */
export interface CommandInput {
  /** A positional argument; undefined when it is optional and was left out. */
  argument(name: string): string | undefined
  /** A positional argument that the parser guarantees. */
  required(name: string): string
  /** The values of the last, variadic argument. */
  rest(name: string): readonly string[]
  /** The value of `--name value`. */
  text(option: string): string | undefined
  /** The values of a repeatable option, in the order given. */
  list(option: string): readonly string[]
  /** Whether `--name` was given. */
  flag(option: string): boolean
  /** A whole number within a range. Throws a `UsageError` that names the option otherwise. */
  integer(option: string, range: { minimum: number; maximum?: number }): number | undefined
}

/** Builds the input from what the parser found: arguments by name, options by their long name without dashes. */
export function createCommandInput(
  args: ReadonlyMap<string, unknown>,
  options: ReadonlyMap<string, unknown>,
): CommandInput {
  const text = (option: string): string | undefined => {
    const value = options.get(option)
    return typeof value === 'string' ? value : undefined
  }
  const argument = (name: string): string | undefined => {
    const value = args.get(name)
    return typeof value === 'string' ? value : undefined
  }
  return {
    argument,
    required: (name) => argument(name) ?? '',
    rest: (name) => strings(args.get(name)),
    text,
    list: (option) => strings(options.get(option)),
    flag: (option) => options.get(option) === true,
    integer: (option, range) => {
      const value = text(option)
      return value === undefined ? undefined : parseInteger(`--${option}`, value, range)
    },
  }
}

/** Reads a whole number that a person typed for `label`. */
export function parseInteger(
  label: string,
  value: string,
  { minimum, maximum = Number.MAX_SAFE_INTEGER }: { minimum: number; maximum?: number },
): number {
  const number = /^[+-]?\d{1,16}$/.test(value.trim()) ? Number(value) : Number.NaN
  if (Number.isSafeInteger(number) && number >= minimum && number <= maximum) return number
  const range = maximum === Number.MAX_SAFE_INTEGER ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`
  throw new UsageError(`${label} takes a whole number ${range}, and "${value}" is not one.`)
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}
