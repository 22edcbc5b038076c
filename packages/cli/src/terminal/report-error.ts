import { type Context, Interrupted } from '../command/context.ts'
import { programName } from '../command/program-name.ts'
import { UsageError } from '../command/usage-error.ts'
import { printable } from './printable.ts'
import { createStyle } from './style.ts'

/**
 * Prints on standard error what went wrong and what to do, and returns the exit code. Recognizes the connector's errors by
 * their shape, so that the help does not have to load the library.
 */
export async function reportError(error: unknown, context: Context): Promise<number> {
  if (isBrokenPipe(error)) return 141
  const reason: unknown = context.signal.aborted ? context.signal.reason : error
  if (reason instanceof Interrupted) {
    context.stderr.write('Interrupted.\n')
    return reason.exitCode
  }
  const { text, exitCode } = await describeError(error)
  const style = createStyle(context, 'stderr')
  context.stderr.write(`${style('red', 'error:')} ${text}\n`)
  return exitCode
}

/** The sentences for an error, safe to show on a terminal, and the exit code: 2 when the user has to correct something and nothing was sent. */
export async function describeError(error: unknown): Promise<{ text: string; exitCode: number }> {
  const { text, exitCode } = await wordsFor(error)
  return { text: printable(text), exitCode }
}

async function wordsFor(error: unknown): Promise<{ text: string; exitCode: number }> {
  if (error instanceof UsageError) return { text: withSuggestion(error.message, error.suggestion), exitCode: 2 }
  if (!(error instanceof Error)) return { text: `Something failed without saying why: ${String(error)}`, exitCode: 1 }
  const { code, suggestion, details } = readShape(error)
  if (code === 'COUPA_SETTINGS_INVALID' && Array.isArray(details.problems)) {
    return { text: await problemsText(details.problems), exitCode: 2 }
  }
  const isUnsent = code === 'COUPA_FIELDS_IGNORED' && details.isWritten === false
  if (isUnsent || isCodeOfInput(code)) {
    return { text: withSuggestion(error.message, suggestion), exitCode: 2 }
  }
  if (suggestion !== undefined || code?.startsWith('COUPA_'))
    return { text: withSuggestion(error.message, suggestion), exitCode: 1 }
  if (code) return { text: systemErrorText(error.message, code), exitCode: 1 }
  return { text: `${error.name}: ${error.message}`, exitCode: 1 }
}

/** Whether a failure with this code comes from the input, so that nothing was sent. */
export function isCodeOfInput(code: string | undefined): boolean {
  return codesOfInput.has(code)
}

const codesOfInput: ReadonlySet<string | undefined> = new Set([
  'COUPA_OPTIONS_INVALID',
  'COUPA_QUERY_INVALID',
  'COUPA_RECORD_INVALID',
  'COUPA_SETTINGS_INVALID',
  // … and what a container calls them.
  'REQUEST_INVALID',
  'RESOURCE_UNKNOWN',
  'ACTION_UNKNOWN',
  'DEFINITION_INVALID',
  'SETTING_INVALID',
  'SECRET_UNREADABLE',
])

async function problemsText(problems: readonly unknown[]): Promise<string> {
  // Whoever has such an error has loaded the library already.
  const { connectionFields } = await import('@coupa-connector/connector/internals')
  const lines = problems
    .filter((problem): problem is Record<string, unknown> => typeof problem === 'object' && problem !== null)
    .map(({ field, label, message, suggestion }) => {
      const variable = connectionFields.find(({ name }) => name === field)?.environmentVariable
      const where = variable === undefined ? String(label ?? field) : `${label ?? field} (${variable})`
      return `  ${where}: ${String(message ?? '')} ${typeof suggestion === 'string' ? suggestion : ''}`.trimEnd()
    })
  return `The settings of the connection cannot be used; nothing was sent.
${lines.join('\n')}
Correct the COUPA_… variables, or use a saved connection: --connection NAME ("${programName} connections list").`
}

/** What an error may know of itself: those of the library, of the hub, of Node. */
interface ErrorShape {
  readonly code: string | undefined
  /** In words for people here. */
  readonly suggestion: string | undefined
  readonly details: { readonly problems?: unknown; readonly isWritten?: unknown }
}

/** What to do about a failure, in words for people here; undefined when nothing is known. */
export function suggestionFor(failure: object): string | undefined {
  return readShape(failure).suggestion
}

function readShape(error: object): ErrorShape {
  const { code, suggestion, remedy, details, facts, advice, isRetryable } = error as Readonly<Record<string, unknown>>
  const told = suggestion ?? remedy ?? Object(facts).suggestion
  return {
    code: typeof code === 'string' ? code : undefined,
    suggestion: adviceHere(advice, isRetryable === true) ?? (typeof told === 'string' ? told : undefined),
    details: Object(details),
  }
}

/** The library's advice names options of the library; people here have those of the command line. */
function adviceHere(advice: unknown, isRetryable: boolean): string | undefined {
  if (!Array.isArray(advice) || advice.length === 0) return undefined
  const words = advice.flatMap((one: unknown) => wordsForAdvice[String(one)] ?? [])
  if (words.length > 0) return isRetryable ? `Try again, or: ${words.join(' ')}` : words.join(' ')
  return isRetryable ? 'Try again later.' : undefined
}

/** What there is no option for here is left out. */
const wordsForAdvice: Readonly<Record<string, string>> = {
  'ask-for-less': 'Ask for less with --fields and --limit.',
  'allow-unknown-fields':
    'Correct the name; custom fields come under custom-fields, and --allow-unknown-fields lets any name pass.',
  'send-as-json': 'JSON can carry it: send the record with --encoding json.',
  'tell-loop-changes-set': 'Leave --order-by out, so that records are read by id.',
}

function withSuggestion(message: string, suggestion: string | undefined): string {
  return suggestion && !message.includes(suggestion) ? `${message}\n${suggestion}` : message
}

function systemErrorText(message: string, code: string): string {
  switch (code) {
    case 'ENOSPC':
      return `The disk is full (${message}). Free some space and run the command again.`
    case 'EACCES':
    case 'EPERM':
      return `This user may not do that here (${message}). Check the owner and the mode of the path.`
    default:
      return message
  }
}

/** Whether the reader of an output went away. */
export function isBrokenPipe(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED'
}
