import pg from 'pg'
import { DatabaseError } from '../failures/database-error.ts'
import { FirstStatement } from './first-statement.ts'

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
 *
 * The begin of a transaction waits for its first statement and goes with it, which spares a trip to the server.
 */
export function preparingClient(names: StatementNames): typeof pg.Client {
  class PreparingClient extends pg.Client {
    #isInTransaction = false
    /** The transaction is open as far as the caller knows; the server learns of it with the first statement. */
    #isToBegin = false

    // The driver's own declaration has a form for each way to call it; those without values pass through.
    override query(...given: unknown[]): never {
      const [text, values, ...rest] = given
      if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0) {
        return super.query(...(given as [string])) as never
      }
      return this.#run(text, values) as never
    }

    async #run(text: string, values: unknown[]): Promise<unknown> {
      const spared = this.#followTransaction(text)
      if (spared !== undefined) return spared
      const name = values.length === 0 ? undefined : names.nameOf(text)
      if (this.#isToBegin) {
        this.#isToBegin = false
        if (name === undefined || this.#hasParsed(name)) {
          return await whileKept(name, text, this.#runFirst({ name, text, values }), undefined)
        }
        await super.query('begin')
      }
      if (name === undefined) return await super.query(text, values)
      const sendAgain = this.#isInTransaction ? undefined : () => super.query(text, values)
      return await whileKept(name, text, super.query({ name, text, values }), sendAgain)
    }

    /** Notes what a statement does to the transaction; gives the answer to one that need not be sent now, or at all. */
    #followTransaction(text: string): object | undefined {
      if (text === 'begin' || text.startsWith('start transaction')) {
        this.#isInTransaction = true
        this.#isToBegin = text === 'begin'
      } else if (text === 'commit' || text === 'rollback') {
        this.#isInTransaction = false
        // Nothing was done between: the server never heard of it.
        if (this.#isToBegin) {
          this.#isToBegin = false
          return { command: text.toUpperCase(), rowCount: null, rows: [] }
        }
      }
      return text === 'begin' ? { command: 'BEGIN', rowCount: null, rows: [] } : undefined
    }

    #hasParsed(name: string): boolean {
      const { connection } = this as unknown as { connection: { parsedStatements: Readonly<Record<string, string>> } }
      return connection.parsedStatements[name] !== undefined
    }

    async #runFirst(statement: pg.QueryConfig): Promise<unknown> {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const first = new FirstStatement(statement, (error, result) => (error ? reject(error) : resolve(result)))
      super.query(first as unknown as pg.Submittable)
      return await promise
    }
  }

  async function whileKept(
    name: string | undefined,
    text: string,
    answer: Promise<unknown>,
    sendAgain: (() => Promise<unknown>) | undefined,
  ): Promise<unknown> {
    try {
      return await answer
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== featureNotSupported || name === undefined) throw error
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
