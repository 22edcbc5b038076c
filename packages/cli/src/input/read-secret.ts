import { type Context, Interrupted } from '../command/context.ts'
import { UsageError } from '../command/usage-error.ts'
import { readLine } from './read-line.ts'

/** A secret and where it came from, for the note that tells the person. */
export interface GivenSecret {
  readonly value: string
  readonly from: 'prompt' | 'standard input' | 'environment'
}

/** How long to wait for an open but silent pipe when the environment holds the secret as well. */
const patienceMs = 3_000

export interface ReadSecretOptions {
  /** What happens without an answer, for the prompt. */
  readonly whenLeftEmpty?: string | undefined
  /** Says what is wrong with a value that will certainly be refused. */
  readonly validate?: ((value: string) => string | undefined) | undefined
}

/**
 * Reads a secret without showing it: on a terminal from `variable` where that is set, or else from a hidden prompt; otherwise
 * as one line of standard input, or else from the variable. Undefined when no source has one. Throws a `UsageError` for a
 * value that `validate` refuses.
 */
export async function readSecret(
  label: string,
  variable: string,
  context: Context,
  options: ReadSecretOptions = {},
): Promise<GivenSecret | undefined> {
  const given = await read(label, variable, context, options)
  const problem = given && options.validate?.(given.value)
  if (problem !== undefined) throw new UsageError(`${problem} It comes from ${given?.from}.`)
  return given
}

async function read(
  label: string,
  variable: string,
  context: Context,
  { whenLeftEmpty, validate }: ReadSecretOptions,
): Promise<GivenSecret | undefined> {
  const inherited = context.environment[variable] || undefined
  const fallback = inherited === undefined ? undefined : ({ value: inherited, from: 'environment' } as const)
  if (context.isTerminal.stdin) {
    // Whoever sets a variable wants to be asked nothing.
    if (fallback) return fallback
    const hint = whenLeftEmpty ? ` (left empty: ${whenLeftEmpty})` : ''
    const typed = await promptHidden(`${label}${hint}`, validate, context)
    return typed ? { value: typed, from: 'prompt' } : undefined
  }
  const line = await readLine(context.stdin, {
    clock: context.clock,
    signal: context.signal,
    patienceMs: fallback ? patienceMs : undefined,
  })
  return line ? { value: line, from: 'standard input' } : fallback
}

async function promptHidden(
  message: string,
  validate: ReadSecretOptions['validate'],
  { stdin, stderr, signal }: Context,
): Promise<string> {
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({
    message,
    mask: '•',
    input: stdin,
    output: stderr,
    signal,
    ...(validate && { validate: (value: string | undefined) => validate(value ?? '') }),
  })
  signal.throwIfAborted()
  if (isCancel(answer)) throw new Interrupted('SIGINT')
  return answer ?? ''
}
