import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface RedirectedFacts {
  readonly method: string
  /** Below the service URL. */
  readonly path: string
  readonly status: number
  /** Host (and port) of the target; undefined when the answer names none. */
  readonly targetHost: string | undefined
}

/** The service answered with a redirect, which is never followed: credentials stay where they belong. */
export class RedirectedError extends CoupaError {
  readonly code = 'COUPA_REDIRECTED'
  readonly facts: RedirectedFacts

  constructor(facts: RedirectedFacts, options: CoupaErrorOptions = {}) {
    super(`${facts.method} ${facts.path} was redirected to ${facts.targetHost ?? 'nowhere'} (status ${facts.status})`, {
      suggestion: 'Check URL: it must be the service root, such as https://{instance}.coupahost.com/api.',
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
