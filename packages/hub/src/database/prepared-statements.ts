import pg from 'pg'

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
 * that is half of what the server does for a test. When another program migrates the database meanwhile, a kept statement
 * may have to answer with other columns: it fails once, and is sent as it is from then on.
 */
export function preparingClient(names: StatementNames): typeof pg.Client {
  class PreparingClient extends pg.Client {
    // The driver's own declaration has a form for each way to call it; those without values pass through.
    override query(...given: unknown[]): never {
      const [text, values, ...rest] = given
      const send = super.query.bind(this) as (...args: unknown[]) => never
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || rest.length > 0) {
        return send(...given)
      }
      const name = names.nameOf(text)
      return name === undefined ? send(text, values) : (refusing(send({ name, text, values }), text) as never)
    }
  }

  async function refusing(answer: Promise<unknown>, text: string): Promise<unknown> {
    try {
      return await answer
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === featureNotSupported) names.refuse(text)
      throw error
    }
  }

  return PreparingClient
}
