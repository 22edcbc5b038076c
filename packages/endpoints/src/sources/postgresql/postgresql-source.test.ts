import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckReport } from '../../contract/check.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import type { SourceInput } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { createTestSchema, type TestSchema, testClock } from '../../testing/test-database.ts'
import { postgresqlSource } from './postgresql-source.ts'

let world: TestSchema
let workFolder: string
beforeEach(async () => {
  world = await createTestSchema()
  await world.query('create schema $schema')
  workFolder = await mkdtemp(join(tmpdir(), 'query-'))
})
afterEach(async () => {
  await world[Symbol.asyncDispose]()
  await rm(workFolder, { recursive: true, force: true })
})

/** Opens a source for a query, and uses its input. */
async function withInput<Result>(
  intake: OpenSourceOptions['intake'],
  use: (input: SourceInput) => Promise<Result>,
): Promise<Result> {
  const query = intake.query?.replaceAll('$schema', world.schema)
  await using source = await postgresqlSource.open(
    { url: world.url },
    { clock: testClock, intake: { ...intake, query }, workFolder },
  )
  for await (const input of source.inputs()) return await use(input)
  throw new Error('there is no input')
}

async function recordsOf(input: SourceInput): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const records: Readonly<Record<string, unknown>>[] = []
  for await (const { fields } of (await input.read()).records) records.push(fields)
  return records
}

const read = (intake: OpenSourceOptions['intake']): ReturnType<typeof recordsOf> => withInput(intake, recordsOf)

describe('the PostgreSQL source', () => {
  it('gives exact texts for numbers, dates and times, and lists and JSON as they are', async () => {
    const query = `select 12345678901234567890.1230::numeric as amount, 9007199254740993::bigint as big, true as active,
      null as nothing, '2026-03-01'::date as day, '2026-03-01 12:00:00.123456+02'::timestamptz as moment,
      '2026-03-01 12:00'::timestamp as local, 'ab'::char(5) as padded, array['a;b', null, 'c'] as names,
      '{"code":"N30","rate":1.10}'::jsonb as term;`

    const [record] = await read({ query })

    expect(record).toEqual({
      amount: '12345678901234567890.1230',
      big: '9007199254740993',
      active: true,
      nothing: null,
      day: '2026-03-01',
      moment: '2026-03-01T10:00:00.123456Z',
      local: '2026-03-01T12:00:00',
      padded: 'ab',
      names: ['a;b', null, 'c'],
      term: { code: 'N30', rate: '1.10' },
    })
  })

  it.each([[undefined], [['id']], [['part', 'id']]])(
    'reads every row once, page by page, with keySet %o',
    async (keySet) => {
      await world.query('create table $schema.supplier (part text, id int)')
      await world.query(`insert into $schema.supplier select 'p' || i % 3, i from generate_series(1, 2500) i`)

      const records = await read({ query: 'select part, id from $schema.supplier', keySet })

      expect(new Set(records.map(({ id }) => id)).size).toBe(2500)
      expect(records).toHaveLength(2500)
    },
  )

  it('has the same content for the same rows in another order, and other content for others', async () => {
    const contentOf = (query: string): Promise<string> => withInput({ query }, async ({ sha256 }) => sha256)

    const content = await contentOf('select i, 1.0 as n from generate_series(1, 50) i')

    expect(await contentOf('select i, 1.0 as n from generate_series(1, 50) i order by i desc')).toBe(content)
    expect(await contentOf('select i, 1.0 as n from generate_series(1, 49) i')).not.toBe(content)
    expect(await contentOf('select i, 1.1 as n from generate_series(1, 50) i')).not.toBe(content)
  })

  it('tells the columns of a query without rows', async () => {
    await withInput({ query: 'select 1 as a, 2 as b where false' }, async (input) => {
      expect((await input.read()).columns).toEqual(['a', 'b'])
      expect(await recordsOf(input)).toEqual([])
    })
  })

  it.each([
    ['delete from $schema.supplier returning id', 'REFUSED'],
    ['select 1; delete from $schema.supplier', 'REFUSED'],
    ['select $schema.remove()', 'NOT_PERMITTED'],
    [`select set_config('transaction_read_only', 'off', true), $schema.remove()`, 'REFUSED'],
  ])('cannot change anything: %s', async (query, code) => {
    await world.query('create table $schema.supplier as select 1 as id')
    await world.query(
      'create function $schema.remove() returns int language sql as $$ delete from $schema.supplier returning id $$',
    )

    await expect(read({ query })).rejects.toMatchObject({ code })

    expect(await world.query('select id from $schema.supplier')).toHaveLength(1)
  })

  it.each([
    [['id'], "('a', 1), ('b', 1)", 'is 1 in two rows'],
    [['part'], '(null, 1)', 'is null in a row'],
    [['other'], "('a', 1)", 'column "other" does not exist'],
  ])('refuses the keySet %o that does not identify every row', async (keySet, rows, message) => {
    await world.query('create table $schema.supplier (part text, id int)')
    await world.query(`insert into $schema.supplier values ${rows}`)

    const reading = read({ query: 'select part, id from $schema.supplier', keySet })

    await expect(reading).rejects.toThrow(message)
  })

  it('refuses two columns of one name, and an expression that fails for a row', async () => {
    await expect(read({ query: 'select 1 as a, 2 as a' })).rejects.toThrow('the column "a" twice')
    await expect(read({ query: 'select 1 / (i - 1500) as a from generate_series(1, 2000) i' })).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'Reading failed: division by zero.',
    })
    expect(await readdir(workFolder)).toEqual([])
  })

  it('keeps outcomes in the work folder, and leaves nothing else there', async () => {
    async function* lines(): AsyncGenerator<string> {
      yield '{"row":1}\n'
    }
    const path = await withInput({ query: 'select 1 as a' }, (input) => input.keepResult('ndjson', lines()))

    expect(path).toBe(join(workFolder, 'results', 'query.result.ndjson'))
    expect(await readFile(String(path), 'utf8')).toBe('{"row":1}\n')
    expect(await readdir(workFolder)).toEqual(['results'])
  })

  it('ends a query that runs when the run is cancelled', async () => {
    const abort = new AbortController()
    const options = { clock: testClock, intake: { query: 'select pg_sleep(60)' }, workFolder, signal: abort.signal }
    const url = new URL(world.url)
    url.searchParams.set('application_name', world.schema)
    await using source = await postgresqlSource.open({ url: url.href }, options)
    const reading = source.inputs()[Symbol.asyncIterator]().next()
    const isRunning = async (): Promise<boolean> => {
      const found = await world.query(
        `select 1 from pg_stat_activity where application_name = '$schema' and query like 'fetch%' and state = 'active'`,
      )
      return found.length > 0
    }
    reading.catch(() => {})
    await expect.poll(isRunning, { timeout: 20_000 }).toBe(true)

    abort.abort(new Error('cancelled'))

    await expect(reading).rejects.toThrow('cancelled')
  })

  it('checks stage by stage, without reading rows', async () => {
    const reportsOf = async (query: string): Promise<readonly CheckReport[]> => {
      await using source = await postgresqlSource.open({ url: world.url }, { clock: testClock, intake: { query } })
      const reports: CheckReport[] = []
      for await (const report of source.check()) reports.push(report)
      return reports
    }

    expect(await reportsOf('select 1 / (i - 1) as a from generate_series(1, 9) i')).toMatchObject([
      { stage: 'connect', status: 'passed' },
      { stage: 'read', status: 'passed' },
    ])
    expect((await reportsOf('select * from nowhere')).at(-1)).toMatchObject({ status: 'failed', code: 'NOT_FOUND' })
  })

  it.each([
    ['postgresql://me@10.1.2.3/db', '10.1.2.3'],
    ['postgresql://me@public.example.com/db?host=10.1.2.3', '10.1.2.3'],
    ['postgresql://me@public.example.com/db?host=/run/postgresql', 'socket'],
  ])('connects to no address that is forbidden: %s', async (url, message) => {
    const checkAddress = (_host: string, address: string): void => {
      throw new EndpointError('ADDRESS_FORBIDDEN', `${address} is forbidden`)
    }
    const options = { clock: testClock, intake: { query: 'select 1' }, checkAddress }
    await using source = await postgresqlSource.open({ url }, options)

    await expect(source.inputs()[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'ADDRESS_FORBIDDEN',
      message: expect.stringContaining(message),
    })
  })
})
