import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import { startGate } from '../../testing/database/database-gate.ts'
import { testServerUrl } from '../../testing/database/test-server-url.ts'
import { isDatabaseUnavailable } from '../failures/is-database-unavailable.ts'
import type { HubDatabase } from '../hub-database.ts'
import { openPostgresqlDatabase, type PostgresqlDatabaseOptions } from './open-postgresql.ts'

const server = testServerUrl()

describe('openPostgresqlDatabase', () => {
  it('lets hubs that start at once on an empty database all come up', async () => {
    await using empty = await createEmpty()

    const databases = await Promise.all(Array.from({ length: 6 }, () => open(empty.url)))

    for (const database of databases) {
      expect(await database.db.selectFrom('account').select('id').execute()).toEqual([])
      await database.close()
    }
  })

  it('fails with an error that says unavailable while the server is away, and comes back by itself', async () => {
    await using empty = await createEmpty()
    await using gate = await startGate(empty.url)
    await using database = await open(gate.url)
    const news: string[] = []
    database.topics.subscribe('job-changed:1', () => news.push('job-changed:1'))

    gate.shut()
    const error = await database.db
      .selectFrom('account')
      .select('id')
      .execute()
      .catch((e) => e)
    const next = await database.db
      .selectFrom('account')
      .select('id')
      .execute()
      .catch((e) => e)
    await expect(database.ping()).rejects.toSatisfy(isDatabaseUnavailable)
    expect([error, next].map(isDatabaseUnavailable)).toEqual([true, true])
    gate.open()

    await expect
      .poll(
        () =>
          database.ping().then(
            () => 'back',
            () => 'away',
          ),
        { timeout: 10_000 },
      )
      .toBe('back')
    // Whoever waits is told to look again: news may have been lost.
    await expect.poll(() => news, { timeout: 10_000 }).toEqual(['job-changed:1'])
    await database.topics.publish(database.db, ['job-changed:1'])
    await expect.poll(() => news.length, { timeout: 10_000 }).toBe(2)
  })

  it('survives the end of all its connections by the server', async () => {
    await using empty = await createEmpty()
    await using database = await open(empty.url)

    await empty.administer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${empty.name}'`)

    await expect
      .poll(
        () =>
          database.ping().then(
            () => 'back',
            () => 'away',
          ),
        { timeout: 10_000 },
      )
      .toBe('back')
  })

  it('fails a transaction whose connection breaks between two statements, and goes on', async () => {
    await using empty = await createEmpty()
    await using database = await open(empty.url)

    const broken = database.db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      await empty.administer(`select pg_terminate_backend(${rows[0]?.pid})`)
      // The end of the connection arrives while no statement is under way.
      await database.ping()
      await sql`select 1`.execute(trx)
    })

    await expect(broken).rejects.toSatisfy(isDatabaseUnavailable)
    await database.ping()
  })

  it('ends a statement that takes too long, and says it is not a fault of the statement', async () => {
    await using empty = await createEmpty()
    await using database = await open(empty.url, { statementTimeoutMs: 50 })

    const error = await sql`select pg_sleep(20)`.execute(database.db).catch((e) => e)

    expect(error).toMatchObject({ code: '57014' })
    expect(isDatabaseUnavailable(error)).toBe(true)
  })

  it('shows its name to the server', async () => {
    await using empty = await createEmpty()
    await using database = await open(empty.url, { applicationName: 'hub-7' })

    const { rows } = await sql<{ name: string }>`select current_setting('application_name') as name`.execute(
      database.db,
    )

    expect(rows).toEqual([{ name: 'hub-7' }])
  })

  it.each([
    ['refused connection', 'postgresql://someone:canary-pw@127.0.0.1:1/nothing'],
    ['unreadable address', 'postgresql://someone:canary-pw@127.0.0.1:port/nothing'],
    ['missing database', withPath(server, 'there_is_none')],
  ])('says what to check without the password: %s', async (_what, url) => {
    const error = await open(url).catch((e) => e)

    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE', suggestion: expect.any(String) })
    expect(`${error.message} ${error.suggestion} ${error.stack} ${error.cause?.stack}`).not.toContain('canary-pw')
  })
})

async function open(url: string, options: Partial<PostgresqlDatabaseOptions> = {}): Promise<HubDatabase> {
  return await openPostgresqlDatabase({ url, maxConnections: 3, ...options })
}

function withPath(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}

async function createEmpty(): Promise<
  AsyncDisposable & { readonly url: string; readonly name: string; administer(statement: string): Promise<void> }
> {
  const name = `test_${createId().replaceAll('-', '')}`
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await administer(`create database ${name}`)
  const drop = (): Promise<void> => administer(`drop database ${name} with (force)`)
  return { url: withPath(server, name), name, administer, [Symbol.asyncDispose]: drop }
}
