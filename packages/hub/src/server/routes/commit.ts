import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { KeptAnswer } from './idempotency.ts'

/** An answer as a handler gives it. */
export interface ChangeReply<Body> {
  readonly body: Body
  readonly etag?: string | undefined
}

/**
 * What the handler of an idempotent route answers with. Only `commit` makes one, so that a handler which changes something
 * without keeping its answer does not compile.
 */
export class Committed<Body> {
  /** As it is sent, and as it is kept. */
  readonly answer: KeptAnswer
  /** Tells the answers of routes apart; there is never a value in it. */
  declare private readonly body: Body

  constructor(answer: KeptAnswer) {
    this.answer = answer
  }
}

/**
 * Makes a change of an idempotent route in one transaction with the answer that is kept for repetitions of its
 * `Idempotency-Key`: both happen or neither, whatever becomes of this hub. Throws `NOT_READY`, and so undoes the change,
 * when the request took so long that a repetition has begun meanwhile.
 */
export type Commit<Body> = (work: (trx: Kysely<Database>) => Promise<ChangeReply<Body>>) => Promise<Committed<Body>>
