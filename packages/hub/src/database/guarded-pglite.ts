import type { PGlite } from '@electric-sql/pglite'
import type { PGliteDialectConfig } from 'kysely'
import { DatabaseError } from './database-error.ts'

type QueryEngine = Exclude<PGliteDialectConfig['pglite'], (...given: never) => unknown>

/** An embedded database that is never called again once it has given up. */
export interface GuardedPGlite extends QueryEngine {
  /** Why it gave up: a full disk, say. Undefined while it works. */
  broken(): DatabaseError | undefined
}

/**
 * Stands before the embedded database. When that gives up (PANIC: it could not write its log; or its code traps), any
 * further call would spin for ever inside it and hold up the whole process. From then on everything fails at once with a
 * `DatabaseError`; what was acknowledged before is in its files and is there after a restart.
 */
export function guardPGlite(pglite: PGlite, directory: string | undefined): GuardedPGlite {
  let broken: DatabaseError | undefined
  let tellBroken: (error: DatabaseError) => void = () => {}
  const whenBroken = new Promise<never>((_resolve, reject) => {
    tellBroken = reject
  })
  whenBroken.catch(() => {})

  const run = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    if (broken) throw broken
    try {
      return await Promise.race([call(), whenBroken])
    } catch (error) {
      if (broken === undefined && hasGivenUp(error)) {
        broken = describe(error, directory)
        tellBroken(broken)
      }
      throw broken ?? error
    }
  }

  return {
    broken: () => broken,
    get closed() {
      return pglite.closed
    },
    get ready() {
      return pglite.ready
    },
    waitReady: pglite.waitReady,
    close: async () => {
      if (broken === undefined && !pglite.closed) await pglite.close()
    },
    query: async (statement, parameters, options) =>
      await run(() => pglite.query(statement, parameters, options as never) as never),
    transaction: async (work) =>
      await run(() =>
        pglite.transaction(async (transaction) => {
          try {
            return await work({
              query: async (statement, parameters, options) =>
                await run(() => transaction.query(statement, parameters, options as never) as never),
              rollback: () => run(() => transaction.rollback()),
            })
          } finally {
            // Going on would let PGlite send COMMIT or ROLLBACK to what has given up.
            if (broken) await new Promise<never>(() => {})
          }
        }),
      ),
  }
}

function hasGivenUp(error: unknown): boolean {
  // What WebAssembly throws when code traps; its types are of the browser.
  if (error instanceof Error && error.name === 'RuntimeError') return true
  const severity = (error as { readonly severity?: unknown } | undefined)?.severity
  return severity === 'PANIC' || severity === 'FATAL'
}

function describe(error: unknown, directory = 'memory'): DatabaseError {
  const cause = error as Error & { readonly code?: string }
  if (cause.code === '53100' || cause.message.includes('No space left on device')) {
    return new DatabaseError(
      'DATABASE_DISK_FULL',
      `The disk of the embedded database in ${directory} is full: ${cause.message}.`,
      'Make room on the disk, then start this program again. What was acknowledged is kept.',
      { cause },
    )
  }
  return new DatabaseError(
    'DATABASE_UNAVAILABLE',
    `The embedded database in ${directory} has given up: ${cause.message}.`,
    'Start this program again. What was acknowledged is kept.',
    { cause },
  )
}
