import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { guardPGlite } from './guarded-pglite.ts'
import { isDatabaseUnavailable } from './is-database-unavailable.ts'

const panic = Object.assign(new Error('could not write to file "pg_wal/x": No space left on device'), {
  code: '53100',
  severity: 'PANIC',
})

describe('guardPGlite', () => {
  it('never calls a database again that has given up, and says the disk is full', async () => {
    const query = vi.fn().mockRejectedValue(panic)
    const guarded = guardPGlite({ query, waitReady: Promise.resolve() } as unknown as PGlite, '/somewhere')

    const errors = [await guarded.query('a').catch((e) => e), await guarded.query('b').catch((e) => e)]

    expect(query).toHaveBeenCalledTimes(1)
    for (const error of errors) expect(error).toMatchObject({ code: 'DATABASE_DISK_FULL' })
    expect(errors.map(isDatabaseUnavailable)).toEqual([true, true])
    expect(errors[0].message).toContain('/somewhere')
  })

  it('sends no rollback after it gave up within a transaction, and lets nobody wait', async () => {
    const statements: string[] = []
    const query = async (statement: string): Promise<never> => {
      statements.push(statement)
      throw panic
    }
    const transaction = async (work: (trx: unknown) => Promise<unknown>): Promise<unknown> => {
      try {
        return await work({ query })
      } catch (error) {
        statements.push('rollback')
        throw error
      }
    }
    const pglite = { query, transaction, waitReady: Promise.resolve(), ready: true } as unknown as PGlite
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: guardPGlite(pglite, undefined) }) })

    const error = await db
      .transaction()
      .execute((trx) => sql`insert`.execute(trx))
      .catch((e) => e)

    expect(isDatabaseUnavailable(error)).toBe(true)
    expect(statements).toEqual(['insert'])
  })

  it('goes on after an error of a statement', async () => {
    const query = vi.fn().mockRejectedValueOnce(Object.assign(new Error('no'), { code: '23505', severity: 'ERROR' }))
    const guarded = guardPGlite({ query, waitReady: Promise.resolve() } as unknown as PGlite, undefined)

    const error = await guarded.query('a').catch((e) => e)
    await guarded.query('b')

    expect(isDatabaseUnavailable(error)).toBe(false)
    expect(guarded.broken()).toBeUndefined()
  })
})
