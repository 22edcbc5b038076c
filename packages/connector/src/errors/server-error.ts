import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface ServerFacts {
  readonly method: string
  /** Below the service URL, or the token endpoint's address. */
  readonly path: string
  readonly status: number
  /** What `Retry-After` asked for, where the server said so. */
  readonly retryAfterMs?: number | undefined
  /** The start of the body, secrets struck out. */
  readonly excerpt?: string | undefined
}

/** The server failed (status 5xx): a fault, an overload or maintenance on its side. */
export class ServerError extends CoupaError {
  readonly code = 'COUPA_SERVER_ERROR'
  override readonly isRetryable: boolean
  readonly facts: ServerFacts

  constructor(facts: ServerFacts, options: CoupaErrorOptions = {}) {
    super(`${facts.method} ${facts.path} failed on the server (status ${facts.status})`, {
      suggestion: 'Try again later; when it stays, ask Coupa support.',
      ...options,
    })
    this.facts = facts
    this.isRetryable = facts.status !== notImplemented && facts.status !== versionNotSupported
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}

const notImplemented = 501
const versionNotSupported = 505
