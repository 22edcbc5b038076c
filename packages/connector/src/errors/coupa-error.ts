import type { CoupaErrorCode } from './codes.ts'

/**
 * What can be done about a fault with the options of the library. A program that has options of its own says it in its own
 * words: `ask-for-less` is `fields` and `limit`, `allow-more-time` the deadline and the timeouts, `allow-larger-answers`
 * is `maxResponseBytes`, `send-as-json` is `format`, `allow-unknown-fields` and `tell-loop-changes-set` are the options of
 * those names.
 */
export type Advice =
  | 'ask-for-less'
  | 'allow-more-time'
  | 'allow-larger-answers'
  | 'allow-unknown-fields'
  | 'tell-loop-changes-set'
  | 'send-as-json'

export interface CoupaErrorOptions extends ErrorOptions {
  /** In place of the message that the class makes of its details. */
  readonly message?: string | undefined
  /** Whether the same call may succeed later without any change. Default: what the class knows. */
  readonly isRetryable?: boolean | undefined
  /** What a person can do about it, in one sentence. */
  readonly suggestion?: string | undefined
  /** What of the suggestion names options of the library. Default: nothing. */
  readonly advice?: readonly Advice[] | undefined
  /** HTTP status of the answer. Default: the `status` of the details, if they have one. */
  readonly status?: number | undefined
  /** The `x-correlation-id` that the call was sent with. */
  readonly correlationId?: string | undefined
}

/** Registered under a global name, so that errors of a second copy of this package are recognized too. */
export const coupaErrorBrand: unique symbol = Symbol.for('@coupa-connector/connector/error')

/**
 * Base of everything the connector throws about Coupa, the network, the data or a request that makes no sense. `code` is
 * one of a closed union, so the compiler checks a `switch` over it. Messages and details never hold a secret. An argument
 * of the wrong type, such as an id that is not an id, is a `TypeError`; an abort rethrows the signal's own reason. Neither is
 * a `CoupaError`.
 *
 * @example
 * ```ts
 * try {
 *   await connection.resource('invoices').get(7)
 * } catch (error) {
 *   if (!isCoupaError(error)) throw error
 *   console.error(error.code, error.message, error.suggestion, error.status, error.correlationId)
 * }
 * ```
 */
export abstract class CoupaError<Details extends object = object> extends Error {
  abstract readonly code: CoupaErrorCode
  /** Whether the same call may succeed later without any change. */
  readonly isRetryable: boolean
  /** What a person can do about it, in one sentence. */
  readonly suggestion: string | undefined
  /** Which options of the library the suggestion is about, for a program that has its own. */
  readonly advice: readonly Advice[]
  /** What is known about the fault, for programs. Each class has its own members. */
  readonly details: Details
  /** HTTP status of the answer. Undefined where no answer came and where nothing was sent. */
  readonly status: number | undefined
  /**
   * Names the call in the logs of both sides, and to Coupa's support: the `x-correlation-id` that it was sent with.
   * Undefined where nothing was sent, and for the token request, which has none.
   */
  readonly correlationId: string | undefined

  constructor(
    message: string,
    details: Details,
    {
      message: wording = message,
      isRetryable = false,
      suggestion,
      advice = [],
      status,
      correlationId,
      ...options
    }: CoupaErrorOptions = {},
  ) {
    super(wording, options)
    this.isRetryable = isRetryable
    this.name = new.target.name
    this.suggestion = suggestion
    this.advice = advice
    this.details = details
    this.status = status ?? statusOf(details)
    this.correlationId = correlationId
  }

  /** What may be shown. Never the cause's own properties, for which we cannot vouch. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, isRetryable, suggestion, status, correlationId, details } = this
    return {
      name,
      code,
      message,
      isRetryable,
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(status === undefined ? {} : { status }),
      ...(correlationId === undefined ? {} : { correlationId }),
      details,
    }
  }
}

Object.defineProperty(CoupaError.prototype, coupaErrorBrand, { value: true })

/** Notes on an error which call it is about. Keeps what the error already says, and leaves other errors alone. */
export function noteCorrelation(error: unknown, correlationId: string | undefined): void {
  if (!(error instanceof CoupaError) || error.correlationId !== undefined) return
  const writable: { -readonly [Name in 'correlationId']: CoupaError[Name] } = error
  writable.correlationId = correlationId
}

function statusOf(details: object): number | undefined {
  return 'status' in details && typeof details.status === 'number' ? details.status : undefined
}
