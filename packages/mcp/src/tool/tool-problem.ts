/** A call that cannot be carried out as it is: what is wrong, and what the agent can do about it. */
export class ToolProblem extends Error {
  readonly code: string
  readonly suggestion: string

  constructor(code: string, message: string, suggestion: string) {
    super(message)
    this.name = 'ToolProblem'
    this.code = code
    this.suggestion = suggestion
  }
}

/** What an agent is told of something that went wrong. */
export interface ToldFault {
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly isRetryable: boolean
  readonly status?: number
  /** Coupa's own words, which are data. */
  readonly messagesOfCoupa?: readonly string[]
}

/** Reads errors of the library, of the hub and of this package by their shape. */
export function describeFault(error: unknown): ToldFault {
  if (!(error instanceof Error)) return internal('Something failed without saying why.')
  const { code, suggestion, remedy, advice, isRetryable, status, details, facts } = error as Error &
    Readonly<Record<string, unknown>>
  if (typeof code !== 'string') return internal(`${error.name}: ${error.message}`)
  const told = adviceForAgents(advice) ?? suggestion ?? remedy ?? Object(facts).suggestion
  const messages: unknown = Object(details).messages
  const isAgain = isRetryable === true
  return {
    code,
    message: error.message,
    remedy: typeof told === 'string' ? told : isAgain ? 'Repeat the call later.' : 'Tell the person what happened.',
    isRetryable: isAgain,
    ...(typeof status === 'number' ? { status } : {}),
    ...(Array.isArray(messages) && messages.length > 0 ? { messagesOfCoupa: messages.slice(0, 20).map(String) } : {}),
  }
}

function internal(message: string): ToldFault {
  return { code: 'INTERNAL_ERROR', message, remedy: 'Tell the person what happened.', isRetryable: false }
}

/** The library's advice names its own options; an agent has the arguments of tools. */
function adviceForAgents(advice: unknown): string | undefined {
  if (!Array.isArray(advice)) return undefined
  const words = advice.flatMap((one: unknown) => wordsForAdvice[String(one)] ?? [])
  return words.length === 0 ? undefined : words.join(' ')
}

const wordsForAdvice: Readonly<Record<string, string>> = {
  'ask-for-less': 'Ask for fewer fields and a smaller limit.',
  'allow-unknown-fields':
    'Correct the name: describe_resource lists the fields, and custom fields are custom-fields.NAME.',
  'tell-loop-changes-set': 'Leave orderBy out.',
}
