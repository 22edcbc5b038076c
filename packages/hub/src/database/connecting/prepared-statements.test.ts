import { type Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { toProblem } from '../../server/pipeline/problem-reply.ts'
import { openTestDatabase } from '../../testing/database/test-database.ts'
import { isDatabaseUnavailable } from '../failures/is-database-unavailable.ts'
import type { Database } from '../schema.ts'
import { createStatementNames } from './prepared-statements.ts'

describe('createStatementNames', () => {
  it('names a text that is run again and again, and keeps the name', () => {
    const names = createStatementNames()

    const given = Array.from({ length: 8 }, () => names.nameOf('select $1'))

    expect(given).toEqual([...Array(5).fill(undefined), ...Array(3).fill('hub-1')])
  })

  it('gives each text a name of its own, and no more than a hundred of them', () => {
    const names = createStatementNames()
    const texts = Array.from({ length: 150 }, (_, index) => `select $1 + ${index}`)

    for (let run = 0; run < 10; run++) for (const text of texts) names.nameOf(text)

    const given = texts.map((text) => names.nameOf(text)).filter((name) => name !== undefined)
    expect([given.length, new Set(given).size]).toEqual([100, 100])
  })

  it('forgets how often a text was run when a thousand others have been run since', () => {
    const names = createStatementNames()
    for (let run = 0; run < 5; run++) names.nameOf('select $1')

    for (let index = 0; index < 1000; index++) names.nameOf(`select $1 + ${index}`)

    expect(names.nameOf('select $1')).toBeUndefined()
  })
})

describe('a statement that is run again and again', () => {
  it('is kept by the server', async () => {
    await using database = await openTestDatabase()

    await database.db.connection().execute(async (db) => {
      for (let run = 0; run < 7; run++) await sql`select ${run}::integer as kept_one`.execute(db)
      const { rows } = await sql<{ statement: string }>`
        select statement from pg_prepared_statements where statement like '%kept_one%'`.execute(db)

      expect(rows).toHaveLength(1)
    })
  })

  it('is sent anew when its columns have changed', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    const read = await keepStatement(db)

    await sql`alter table changing add column name text default 'new'`.execute(db)

    expect(await read(db)).toEqual([{ id: 1, name: 'new' }])
    expect(await read(db)).toEqual([{ id: 1, name: 'new' }])
  })

  it('asks inside a transaction for the whole request again when its columns have changed', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    const read = await keepStatement(db)
    await sql`alter table changing add column name text default 'new'`.execute(db)

    const failure = await db
      .transaction()
      .execute(read)
      .catch((error: unknown) => error)

    expect([failure, isDatabaseUnavailable(failure), toProblem(failure).code]).toMatchObject([
      { code: 'DATABASE_CHANGED' },
      true,
      'UNAVAILABLE',
    ])
    expect(await db.transaction().execute(read)).toEqual([{ id: 1, name: 'new' }])
  })
})

describe('a transaction', () => {
  it('begins with its first statement, kept or not, with values or without', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    await sql`create table noted (id integer)`.execute(db)
    const first = [
      (trx: Kysely<Database>, id: number) => sql`insert into noted values (${id}::integer)`.execute(trx),
      (trx: Kysely<Database>, id: number) => sql`insert into noted values (${sql.lit(id)})`.execute(trx),
    ]

    for (let run = 0; run < 8; run++) {
      for (const insert of first) {
        await db.transaction().execute((trx) => insert(trx, run))
        await expect(
          db.transaction().execute(async (trx) => {
            await insert(trx, 100 + run)
            throw new Error('undone')
          }),
        ).rejects.toThrow('undone')
      }
    }

    const { rows } = await sql<{ id: number }>`select id from noted order by id`.execute(db)
    expect(rows.map(({ id }) => id)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7])
  })

  it('answers its first statement as any other', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    const read = async (executor: Kysely<Database>): Promise<unknown> =>
      await sql`select n, ${'x'}::text as x from generate_series(1, 3) as n`.execute(executor)

    const [alone, first] = [await read(db), await db.transaction().execute(read)]

    expect(first).toEqual(alone)
  })

  it('goes back when its first statement fails, and leaves the connection as it was', async () => {
    await using database = await openTestDatabase()
    await database.db.connection().execute(async (db) => {
      for (let run = 0; run < 8; run++) {
        const failing = db.transaction().execute((trx) => sql`select 1 / ${0}::integer`.execute(trx))
        await expect(failing).rejects.toMatchObject({ code: '22012' })
        await db.transaction().execute((trx) => sql`select ${run}::integer as run`.execute(trx))
      }
      const { rows } = await sql<{ alone: boolean }>`
        select now() = statement_timestamp() as alone`.execute(db)

      expect(rows).toEqual([{ alone: true }])
    })
  })

  it('that does nothing asks the server for nothing', async () => {
    await using database = await openTestDatabase()

    expect(await database.db.transaction().execute(async () => 'nothing')).toBe('nothing')
    await expect(database.db.transaction().execute(() => Promise.reject(new Error('at once')))).rejects.toThrow(
      'at once',
    )
  })

  it('is never run in halves: a begin that fails takes its first statement with it', async () => {
    await using database = await openTestDatabase()
    const { db } = database
    await sql`create table noted (id integer)`.execute(db)
    await db.connection().execute(async (held) => {
      // Inside a transaction that has failed, begin fails as well.
      await sql
        .raw('start transaction; select 1 / 0')
        .execute(held)
        .catch(() => {})

      const statement = held.transaction().execute((trx) => sql`insert into noted values (${1}::integer)`.execute(trx))

      await expect(statement).rejects.toMatchObject({ code: '25P02' })
    })
    const { rows } = await sql`select from noted`.execute(db)
    expect(rows).toHaveLength(0)
  })
})

/** Makes a statement that the server keeps in every connection that reads with it. */
async function keepStatement(db: Kysely<Database>): Promise<(executor: Kysely<Database>) => Promise<unknown[]>> {
  await sql`create table changing (id integer)`.execute(db)
  await sql`insert into changing values (1)`.execute(db)
  const read = async (executor: Kysely<Database>): Promise<unknown[]> =>
    (await sql`select * from changing where id = ${1}::integer`.execute(executor)).rows
  for (let run = 0; run < 10; run++) await read(db)
  return read
}
