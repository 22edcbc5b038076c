import { type FieldProblem, type ProblemCode, problemKinds } from '@coupa-connector/protocol'

export interface ProblemFacts {
  /** What happened this time, for a person. Never a secret. */
  readonly detail: string
  readonly suggestion?: string | undefined
  readonly fields?: readonly FieldProblem[] | undefined
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined
}

/** Thrown by a handler to answer with a problem of the API. */
export class HubProblem extends Error {
  readonly code: ProblemCode
  readonly facts: ProblemFacts

  constructor(code: ProblemCode, facts: ProblemFacts | string, options?: ErrorOptions) {
    const given = typeof facts === 'string' ? { detail: facts } : facts
    super(given.detail, options)
    this.name = 'HubProblem'
    this.code = code
    this.facts = given
  }

  get status(): number {
    return problemKinds[this.code].status
  }
}

/** Something does not exist or does not belong to the caller. The two are never told apart. */
export function notFound(what: string): HubProblem {
  return new HubProblem('NOT_FOUND', `There is no such ${what}.`)
}
