import pg from 'pg'
import { DatabaseError } from '../failures/database-error.ts'

/** How often a text is run before it gets a name: what runs a few times a day is not worth a plan in memory. */
const runsBeforeNamed = 5
/** Texts that have a name. The hub has about as many statements; each takes some 20 KiB in each connection that ran it. */
const maxNamed = 100
/** Texts that are counted: lists of many lengths, each a text of its own, must not fill the memory. */
const maxCounted = 1000
const featureNotSupported = '0A000'

/** Finds the statements of a pool that are run again and again. */
export interface StatementNames {
  /** Counts a run, and gives the name by which the server keeps the statement; undefined while it is sent as it is. */
  nameOf(text: string): string | undefined
  /** Never names the text again. */
  refuse(text: string): void
}

export function createStatementNames(): StatementNames {
  const counts = new Map<string, number>()
  const names = new Map<string, string | undefined>()
  return {
    nameOf: (text) => {
      if (names.has(text)) return names.get(text)
      const count = (counts.get(text) ?? 0) + 1
      counts.delete(text)
      if (count > runsBeforeNamed && names.size < maxNamed) {
        const name = `hub-${names.size + 1}`
        names.set(text, name)
        return name
      }
      counts.set(text, count)
      // Those that were not run for the longest time go first.
      for (const oldest of counts.keys()) {
        if (counts.size <= maxCounted) break
        counts.delete(oldest)
      }
      return undefined
    },
    refuse: (text) => {
      names.set(text, undefined)
    },
  }
}

/**
 * A class of connections on which statements that are run again and again are parsed and planned once, and not each time:
 * that is half of what the server does for a test. When another program migrates the database meanwhile, the server refuses
 * to run a kept statement that would answer with other columns. Such a statement is sent again as it is; one inside a
 * transaction, which has failed by then, rejects with `DATABASE_CHANGED`, so that the whole request is repeated.
 */
export function preparingClient(names: StatementNames): typeof pg.Client {
  class PreparingClient extends pg.Client {
    #isInTransaction = false

    // The driver's own declaration has a form for each way to call it; those without values pass through.
    override query(...given: unknown[]): never {
      const [text, values, ...rest] = given
      const send = super.query.bind(this) as (...args: unknown[]) => never
      if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0) return send(...given)
      if (values.length === 0) {
        this.#isInTransaction = isInTransactionAfter(text) ?? this.#isInTransaction
        return send(text, values)
      }
      const name = names.nameOf(text)
      if (name === undefined) return send(text, values)
      const sendAgain = this.#isInTransaction ? undefined : () => send(text, values)
      return whileKept(send({ name, text, values }), text, sendAgain) as never
    }
  }

  async function whileKept(
    answer: Promise<unknown>,
    text: string,
    sendAgain: (() => Promise<unknown>) | undefined,
  ): Promise<unknown> {
    try {
      return await answer
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== featureNotSupported) throw error
      names.refuse(text)
      if (sendAgain !== undefined) return await sendAgain()
      throw new DatabaseError(
        'DATABASE_CHANGED',
        'Another program has migrated the database since this program began to use it.',
        'Repeat the request.',
        { cause: error },
      )
    }
  }

  return PreparingClient
}

/** Whether a transaction is open after a statement without values; undefined when it changes nothing about that. */
function isInTransactionAfter(text: string): boolean | undefined {
  if (text === 'begin' || text.startsWith('start transaction')) return true
  return text === 'commit' || text === 'rollback' ? false : undefined
}
