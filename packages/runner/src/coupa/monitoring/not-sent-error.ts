import { isCoupaError } from '@coupa-connector/connector'

/**
 * Why something was not reported. `refused`: Coupa read it and does not take it. `unknown`: it may have arrived. `forbidden`
 * and `missing`: nothing can be reported until a person changes something. `failed`: anything that may pass by itself.
 */
export type NotSentKind = 'refused' | 'unknown' | 'forbidden' | 'missing' | 'failed'

/** Something was not reported to Coupa. It never ends a run. */
export class NotSentError extends Error {
  readonly kind: NotSentKind
  readonly code: string
  readonly remedy: string | undefined

  constructor(
    kind: NotSentKind,
    code: string,
    message: string,
    { remedy, cause }: { readonly remedy?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.name = 'NotSentError'
    this.kind = kind
    this.code = code
    this.remedy = remedy
  }
}

/** Carries out requests for the monitoring. Whatever they throw becomes a `NotSentError`. */
export async function sending<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw toNotSent(error)
  }
}

function toNotSent(error: unknown): NotSentError {
  if (error instanceof NotSentError) return error
  const isRefused = isCoupaError(error) && error.status !== undefined && [400, 404, 409, 422].includes(error.status)
  if (!isCoupaError(error)) {
    const message = error instanceof Error ? error.message : String(error)
    return new NotSentError('failed', 'MONITORING_FAILED', message, { cause: error })
  }
  return new NotSentError(isRefused ? 'refused' : kindOf(error.code), error.code, error.message, {
    remedy: error.suggestion,
    cause: error,
  })
}

function kindOf(code: string): NotSentKind {
  switch (code) {
    case 'COUPA_OUTCOME_UNKNOWN':
      return 'unknown'
    case 'COUPA_FORBIDDEN':
    case 'COUPA_SCOPE_NOT_GRANTED':
      return 'forbidden'
    default:
      return 'failed'
  }
}

/** For what Coupa refuses where it is done already. */
export async function ignoringRefusal(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

/** Whether Coupa read it and does not take it. */
export function isRefusal(error: unknown): error is NotSentError {
  return error instanceof NotSentError && error.kind === 'refused'
}

/** Whether trying again comes to the same until a person changes something. */
export function isFinal({ kind }: NotSentError): boolean {
  return kind === 'missing' || kind === 'forbidden'
}
