import { isCoupaError } from '@coupa-connector/connector'
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
    const { name: _name, facts, ...rest } = error.toJSON()
    return {
      ...rest,
      code: error.code,
      message: error.message,
      isRetryable: error.isRetryable,
      ...messagesOf(facts),
      ...(facts === undefined ? {} : { facts }),
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
  const { code, nearest } = error as Error & { code?: unknown; nearest?: unknown }
  const suggestion = Array.isArray(nearest) && nearest.length > 0 ? { suggestion: `Use ${nearest.join(' or ')}.` } : {}
  if (code === 'CATALOG_UNKNOWN_RESOURCE') {
    return { code: 'RESOURCE_UNKNOWN', message: error.message, isRetryable: false, ...suggestion }
  }
  if (error.name === 'UnknownActionError') {
    return { code: 'ACTION_UNKNOWN', message: error.message, isRetryable: false, ...suggestion }
  }
  // The connector throws these for mistakes of the caller, before anything is sent.
  if (error instanceof TypeError) return { code: 'REQUEST_INVALID', message: error.message, isRetryable: false }
  return { code: 'INTERNAL_ERROR', message: `${error.name}: ${error.message}`, isRetryable: false }
}

function messagesOf(facts: unknown): { messages?: string[] } {
  if (typeof facts !== 'object' || facts === null || !('messages' in facts)) return {}
  return Array.isArray(facts.messages) ? { messages: facts.messages.map(String) } : {}
}
