import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

export interface QueryInvalidFacts {
  readonly resource: string
  /** The part of the query that is wrong: a field, an operator, an argument. */
  readonly argument: string | undefined
  /** What is wrong with it, in half a sentence. */
  readonly reason: string
}

/** A query that cannot be sent as it is, or that Coupa refused as such. */
export class QueryInvalidError extends CoupaError {
  readonly code = 'COUPA_QUERY_INVALID'
  readonly facts: QueryInvalidFacts

  constructor(facts: QueryInvalidFacts, options: CoupaErrorOptions = {}) {
    const where = facts.argument === undefined ? '' : ` at "${facts.argument}"`
    super(`The query of ${facts.resource} is not valid${where}: ${facts.reason}`, {
      suggestion: 'Compare the query with the fields and operators that the catalog names for the resource.',
      ...options,
    })
    this.facts = facts
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), facts: this.facts }
  }
}
