import { type AnyCoupaError, isCoupaError } from '@coupa-connector/connector'
import type { OperationResult } from '@coupa-connector/protocol'

export type OperationError = NonNullable<OperationResult['error']>

/** An operation that cannot run as requested. Nothing was sent. */
export class OperationRefusal extends Error {
  readonly code: string
  readonly suggestion: string | undefined

  constructor(code: string, message: string, suggestion?: string) {
    super(message)
    this.name = 'OperationRefusal'
    this.code = code
    this.suggestion = suggestion
  }
}

/** What an operation threw, as plain data. Mistakes in the request keep the connector's hints. */
export function describeFailure(error: unknown): OperationError {
  if (isCoupaError(error)) {
    const { name: _name, details, ...rest } = error.toJSON()
    return {
      ...rest,
      code: codesHere[error.code] ?? error.code,
      message: error.message,
      isRetryable: error.isRetryable,
      ...(error.advice.length === 0 ? {} : { advice: [...error.advice] }),
      ...messagesOf(details),
      details,
      // The name that the details have always had in results.
      facts: factsOf(details),
    }
  }
  if (error instanceof OperationRefusal) {
    const { code, message, suggestion } = error
    return { code, message, isRetryable: false, ...(suggestion === undefined ? {} : { suggestion }) }
  }
  if (!(error instanceof Error)) {
    return {
      code: 'INTERNAL_ERROR',
      message: `Something failed without saying why: ${String(error)}`,
      isRetryable: false,
    }
  }
  // The connector throws these for mistakes of the caller, before anything is sent.
  if (error instanceof TypeError) return { code: 'REQUEST_INVALID', message: error.message, isRetryable: false }
  return { code: 'INTERNAL_ERROR', message: `${error.name}: ${error.message}`, isRetryable: false }
}

/** Whether a change may have been made although it failed. `isAnswered`: Coupa answered a request of it with success. */
export function isOutcomeUnknown({ code }: OperationError, isAnswered: boolean): boolean {
  return code === 'COUPA_OUTCOME_UNKNOWN' || (isAnswered && unreadable.has(code))
}

/** Failures that say nothing about whether Coupa did what it was asked for. */
const unreadable: ReadonlySet<string> = new Set(['COUPA_BAD_RESPONSE', 'INTERNAL_ERROR'])

/** Codes under which results have always named what a request got wrong. */
const codesHere: Readonly<Partial<Record<AnyCoupaError['code'], string>>> = {
  COUPA_UNKNOWN_RESOURCE: 'RESOURCE_UNKNOWN',
  COUPA_UNKNOWN_ACTION: 'ACTION_UNKNOWN',
  COUPA_OPTIONS_INVALID: 'REQUEST_INVALID',
  COUPA_RECORD_INVALID: 'REQUEST_INVALID',
}

function messagesOf(details: unknown): { messages?: string[] } {
  const { messages }: { messages?: unknown } = Object(details)
  return Array.isArray(messages) ? { messages: messages.map(String) } : {}
}

/** Details with the names that they had as facts: what is known besides was `details` there. */
function factsOf(details: unknown): Readonly<Record<string, unknown>> {
  const { evidence, ...others }: Readonly<Record<string, unknown>> = Object(details)
  return evidence === undefined ? others : { ...others, details: evidence }
}
