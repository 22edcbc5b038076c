import { type Context, Interrupted } from '../command/context.ts'
import { readLine } from './read-line.ts'

/** A secret and where it came from, for the note that tells the person. */
export interface GivenSecret {
  readonly value: string
  readonly from: 'prompt' | 'standard input' | 'environment'
}

/** How long to wait for an open but silent pipe when the environment holds the secret as well. */
const patienceMs = 3_000

/**
 * Reads a secret without showing it: from a hidden prompt on a terminal, otherwise as one line of standard input. Falls back to
 * `variable`. Undefined when no source has one.
 */
export async function readSecret(
  label: string,
  variable: string,
  context: Context,
  { whenLeftEmpty = '' }: { whenLeftEmpty?: string } = {},
): Promise<GivenSecret | undefined> {
  const inherited = context.environment[variable] || undefined
  const fallback = inherited === undefined ? undefined : ({ value: inherited, from: 'environment' } as const)
  if (context.isTerminal.stdin) {
    const hint = fallback ? ` (left empty: ${variable})` : whenLeftEmpty && ` (left empty: ${whenLeftEmpty})`
    const typed = await promptHidden(`${label}${hint}`, context)
    return typed ? { value: typed, from: 'prompt' } : fallback
  }
  const line = await readLine(context.stdin, {
    clock: context.clock,
    signal: context.signal,
    patienceMs: fallback ? patienceMs : undefined,
  })
  return line ? { value: line, from: 'standard input' } : fallback
}

async function promptHidden(message: string, { stdin, stderr, signal }: Context): Promise<string> {
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({ message, mask: '•', input: stdin, output: stderr, signal })
  signal.throwIfAborted()
  if (isCancel(answer)) throw new Interrupted('SIGINT')
  return answer ?? ''
}
