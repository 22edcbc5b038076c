import type { CoupaErrorCode } from './codes.ts'

export interface CoupaErrorOptions extends ErrorOptions {
  /** What a person can do about it, in one sentence. */
  readonly suggestion?: string | undefined
}

/** Registered under a global name, so that errors of a second copy of this package are known as well. */
export const coupaErrorBrand: unique symbol = Symbol.for('@coupa-connector/connector/error')

/**
 * Base of everything the connector throws about Coupa, the network or the data. `code` is one of a closed union, so a
 * `switch` over it is checked by the compiler. Messages never hold a secret. Programmer mistakes are `TypeError`s and
 * aborts rethrow the signal's own reason; neither is a `CoupaError`.
 */
export abstract class CoupaError extends Error {
  abstract readonly code: CoupaErrorCode
  /** Whether the same call may succeed later without any change. */
  readonly isRetryable: boolean = false
  readonly suggestion: string | undefined

  constructor(message: string, { suggestion, ...options }: CoupaErrorOptions = {}) {
    super(message, options)
    this.name = new.target.name
    this.suggestion = suggestion
  }

  /** The facts that may be shown: never the cause's own properties, which are not ours to vouch for. */
  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      code: this.code,
      message: this.message,
      isRetryable: this.isRetryable,
      ...(this.suggestion === undefined ? {} : { suggestion: this.suggestion }),
    }
  }
}

Object.defineProperty(CoupaError.prototype, coupaErrorBrand, { value: true })
