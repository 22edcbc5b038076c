import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface ValidationFacts {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  readonly status: number
  /** Every message of either error shape, in the order served (F-250, F-251). */
  readonly messages: readonly string[]
  /** Served beside the errors and not errors themselves (F-253). */
  readonly warnings: readonly string[]
  /** The internal models that JSON names, such as `invoice_header`; XML names none. */
  readonly modelKeys: readonly string[]
}

/** Coupa read the request and refused its content (status 400 or 422). It is never repeated. */
export class ValidationError extends CoupaError {
  readonly code = 'COUPA_VALIDATION'
  readonly facts: ValidationFacts

  constructor(facts: ValidationFacts, options: CoupaErrorOptions = {}) {
    const words = facts.messages.length > 0 ? facts.messages.join('; ') : 'no reason given'
    super(`${facts.method} ${facts.path} was refused (status ${facts.status}): ${words}`, {
      suggestion: 'Correct what the messages name, then send it again.',
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
