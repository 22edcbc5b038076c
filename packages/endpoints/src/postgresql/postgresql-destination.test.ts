import { describe, expect, it } from 'vitest'
import type { Batch } from '../contract/batch.ts'
import type { Row, Shape, Table } from '../contract/shape.ts'
import { createTestSchema, testClock } from '../testing/test-database.ts'
import { postgresqlDestination } from './postgresql-destination.ts'

const invoice: Table = {
  name: 'invoice',
  key: ['id'],
  columns: [
    { name: 'id', type: { kind: 'integer' } },
    { name: 'number', type: { kind: 'text' } },
    { name: 'total', type: { kind: 'decimal', precision: 32, scale: 4 } },
    { name: 'fields', type: { kind: 'json' } },
  ],
}
const line: Table = {
  name: 'invoice_line',
  key: ['invoice_id', 'id'],
  columns: [
    { name: 'invoice_id', type: { kind: 'integer' } },
    { name: 'id', type: { kind: 'integer' } },
  ],
  parent: { table: 'invoice', columns: { invoice_id: 'id' } },
}
const shape: Shape = { kind: 'rows', tables: [invoice, line] }

function batchOf(
  id: string,
  records: readonly { id: number; number?: string | null; total?: string; sequence?: number; lines?: number[] }[],
  generation?: string,
): Batch {
  return {
    id,
    openedAtMs: 0,
    generation,
    records: records.map(({ id, number = `INV-${id}`, total = '12.50', sequence = id, lines = [] }) => ({
      id,
      version: 'v',
      sequence,
      rows: { invoice: [[id, number, total, '{"a":"b"}']], invoice_line: lines.map((one): Row => [id, one]) },
    })),
  }
}

describe('the PostgreSQL destination', () => {
  it('shows a batch when it is committed, with exact decimals and JSON', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)

    await destination.write(batchOf('r-1', [{ id: 1, total: '1234567890123456.7891', lines: [10, 11] }]))
    const before = await world.query('select * from $schema.invoice')
    const objects = await destination.commit('r-1')

    expect(before).toEqual([])
    expect(objects).toMatchObject([
      { object: `${world.schema}.invoice`, records: 1 },
      { object: `${world.schema}.invoice_line`, records: 2 },
    ])
    expect(await world.query('select id, number, total, fields from $schema.invoice')).toEqual([
      { id: '1', number: 'INV-1', total: '1234567890123456.7891', fields: { a: 'b' } },
    ])
  })

  it('has the effect of a batch once, however often it is committed', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await destination.write(batchOf('r-1', [{ id: 1 }]))
    const first = await destination.commit('r-1')

    const second = await destination.commit('r-1')

    expect(second).toEqual(first)
    expect(await destination.lookUp('r-1')).toEqual(first)
    expect(await world.query('select count(*)::int as n from $schema.invoice')).toEqual([{ n: 1 }])
  })

  it('does not know a batch that was written and not committed', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await destination.write(batchOf('r-1', [{ id: 1 }]))

    await using other = await world.open(postgresqlDestination)

    expect(await other.lookUp('r-1')).toBeUndefined()
  })

  it('refuses a late commit of a batch that was given up', async () => {
    await using world = await createTestSchema()
    await using late = await world.open(postgresqlDestination)
    await late.prepare(shape)
    await late.write(batchOf('r-1', [{ id: 1 }]))
    await using other = await world.open(postgresqlDestination)
    await other.discard('r-1')

    await expect(late.commit('r-1')).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })

    expect(await world.query('select * from $schema.invoice')).toEqual([])
  })

  it('marks the rows of a deleted record in all tables, and removes none', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    const both = [
      { id: 1, lines: [10, 11] },
      { id: 2, lines: [20] },
    ]
    await destination.write(batchOf('r-1', both))
    await destination.commit('r-1')
    const deletedAt = '2026-03-01T09:30:00.000Z'
    const deletions = (id: string, sequence: number): Batch => ({
      id,
      openedAtMs: 0,
      records: [{ id: 1, version: 'deleted-1', sequence, deletedAt }],
    })

    await destination.write(deletions('r-2', 7))
    const objects = await destination.commit('r-2')

    const columns = '_coupa_record as record, _coupa_deleted_at as at, _coupa_batch as batch'
    const deleted = { record: '1', at: new Date(deletedAt), batch: 'r-2' }
    const kept = { record: '2', at: null, batch: 'r-1' }
    expect(objects).toMatchObject([{ object: `${world.schema}.invoice._coupa_deleted_at`, records: 1 }])
    expect(await world.query(`select ${columns} from $schema.invoice order by id`)).toEqual([deleted, kept])
    expect(await world.query(`select ${columns} from $schema.invoice_line order by id`)).toEqual([
      deleted,
      deleted,
      kept,
    ])
    expect(await destination.findRecords?.(['1', '2', '3'])).toEqual(new Set(['2']))
    // What is older than the deletion does not bring the record back; what is newer does.
    await destination.write(batchOf('r-3', [{ id: 1, sequence: 3 }]))
    await destination.commit('r-3')
    expect(await destination.findRecords?.(['1'])).toEqual(new Set())
    await destination.write(batchOf('r-4', [{ id: 1, sequence: 8, lines: [12] }]))
    await destination.commit('r-4')
    await destination.write(deletions('r-5', 7))
    await destination.commit('r-5')
    expect(await destination.findRecords?.(['1'])).toEqual(new Set(['1']))
    expect(await world.query('select id from $schema.invoice_line where _coupa_record = $$1$$')).toEqual([{ id: '12' }])
  })

  it('adds the column for deletions to tables that were made without it', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await world.query('alter table $schema.invoice drop column _coupa_deleted_at')

    const changes = await destination.prepare(shape)

    expect(changes).toMatchObject([{ table: 'invoice', column: '_coupa_deleted_at', change: 'add-column' }])
  })

  it('replaces the lines of a delivered record as a set', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await destination.write(
      batchOf('r-1', [
        { id: 1, lines: [10, 11] },
        { id: 2, lines: [20] },
      ]),
    )
    await destination.commit('r-1')

    await destination.write(batchOf('r-2', [{ id: 1, number: 'NEW', sequence: 5, lines: [11, 12] }]))
    await destination.commit('r-2')

    const lines = await world.query(
      'select invoice_id::int as invoice, id::int from $schema.invoice_line order by 1, 2',
    )
    expect(lines).toEqual([
      { invoice: 1, id: 11 },
      { invoice: 1, id: 12 },
      { invoice: 2, id: 20 },
    ])
    expect(await world.query('select number from $schema.invoice where id = 1')).toEqual([{ number: 'NEW' }])
  })

  it('ignores an older delivery that comes late', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await destination.write(batchOf('r-2', [{ id: 1, number: 'NEW', sequence: 9, lines: [1] }]))
    await destination.commit('r-2')

    await destination.write(batchOf('r-1', [{ id: 1, number: 'OLD', sequence: 8, lines: [2] }]))
    await destination.commit('r-1')

    expect(await world.query('select number from $schema.invoice')).toEqual([{ number: 'NEW' }])
    expect(await world.query('select id::int from $schema.invoice_line')).toEqual([{ id: 1 }])
  })

  it.each(['C:\\u0000x', 'tab\there', 'back\\slash', 'line\r\nbreak', '\\N', 'quote \' and "', '', 'Ünïcödé 漢字'])(
    'stores the text %j as it is',
    async (text) => {
      await using world = await createTestSchema()
      await using destination = await world.open(postgresqlDestination)
      await destination.prepare(shape)

      await destination.write(
        batchOf('r-1', [
          { id: 1, number: text },
          { id: 2, number: null },
        ]),
      )
      await destination.commit('r-1')

      const rows = await world.query('select number from $schema.invoice order by id')
      expect(rows).toEqual([{ number: text }, { number: null }])
    },
  )

  it('names the column of a text that the server cannot store', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)

    const writing = destination.write(batchOf('r-1', [{ id: 1, number: 'a\0b' }]))

    await expect(writing).rejects.toMatchObject({ code: 'VALUE_REFUSED', field: 'invoice.number' })
    await destination.write(batchOf('r-2', [{ id: 1 }]))
    await expect(destination.commit('r-2')).resolves.toHaveLength(1)
  })

  it('adds columns and widens decimals, and says so', async () => {
    await using world = await createTestSchema()
    await world.query('create schema $schema')
    await world.query('create table $schema.invoice (id integer primary key, total numeric(10,2))')
    await using destination = await world.open(postgresqlDestination)

    const planned = await destination.prepare(shape, { isDryRun: true })
    const done = await destination.prepare(shape)
    const again = await destination.prepare(shape)

    expect(done).toEqual(planned)
    expect(done.map(({ table, column, change }) => [table, column, change])).toEqual(
      expect.arrayContaining([
        ['invoice', 'id', 'widen-column'],
        ['invoice', 'total', 'widen-column'],
        ['invoice', 'number', 'add-column'],
        ['invoice_line', undefined, 'create-table'],
      ]),
    )
    expect(again).toEqual([])
  })

  it('refuses to narrow a column', async () => {
    await using world = await createTestSchema()
    await world.query('create schema $schema')
    await world.query('create table $schema.invoice (id bigint primary key, total boolean)')
    await using destination = await world.open(postgresqlDestination)

    await expect(destination.prepare(shape)).rejects.toMatchObject({
      code: 'SHAPE_CONFLICT',
      field: 'invoice.total',
      message: expect.stringContaining('boolean'),
    })
  })

  it('collects a generation beside the tables in use, and switches in one step', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await destination.write(batchOf('r-1', [{ id: 1 }, { id: 2 }]))
    await destination.commit('r-1')

    await destination.prepare(shape, { generation: 'g-2' })
    await destination.write(batchOf('r-2', [{ id: 2 }, { id: 3 }], 'g-2'))
    await destination.commit('r-2')
    const during = await world.query('select id::int from $schema.invoice order by 1')
    await destination.switchGeneration('g-2')
    await destination.switchGeneration('g-2')

    expect(during).toEqual([{ id: 1 }, { id: 2 }])
    expect(await world.query('select id::int from $schema.invoice order by 1')).toEqual([{ id: 2 }, { id: 3 }])
  })

  it('replaces the rows of a record that a generation gets twice', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape, { generation: 'g-1' })
    await destination.write(batchOf('r-1', [{ id: 1, lines: [1, 2] }, { id: 2 }], 'g-1'))
    await destination.commit('r-1')
    await destination.write(batchOf('r-2', [{ id: 1, number: 'AGAIN', lines: [2], sequence: 3 }, { id: 3 }], 'g-1'))
    await destination.commit('r-2')
    await destination.switchGeneration('g-1')

    expect(await world.query('select id::int, number from $schema.invoice order by 1')).toEqual([
      { id: 1, number: 'AGAIN' },
      { id: 2, number: 'INV-2' },
      { id: 3, number: 'INV-3' },
    ])
    expect(await world.query('select id::int from $schema.invoice_line')).toEqual([{ id: 2 }])
  })

  it('keeps the later of two records of a generation that have the same key', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    const byNumber: Shape = { kind: 'rows', tables: [{ ...invoice, key: ['number'] }] }
    await destination.prepare(byNumber, { generation: 'g-1' })
    await destination.write(batchOf('r-1', [{ id: 1, number: 'SAME' }], 'g-1'))
    await destination.commit('r-1')
    await destination.write(batchOf('r-2', [{ id: 2, number: 'SAME' }, { id: 3 }], 'g-1'))
    await destination.commit('r-2')
    await destination.switchGeneration('g-1')

    expect(await world.query('select id::int, number from $schema.invoice order by 1')).toEqual([
      { id: 2, number: 'SAME' },
      { id: 3, number: 'INV-3' },
    ])
  })

  it('has nothing of a batch of a generation whose program was killed before the commit, and takes it again', async () => {
    await using world = await createTestSchema()
    await using killed = await world.open(postgresqlDestination)
    await killed.prepare(shape, { generation: 'g-1' })
    await killed.write(batchOf('r-1', [{ id: 1, lines: [1] }], 'g-1'))
    await world.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = '$schema'")

    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape, { generation: 'g-1' })
    expect(await destination.lookUp('r-1')).toBeUndefined()
    await destination.discard('r-1')
    await destination.write(batchOf('r-2', [{ id: 1, lines: [1] }], 'g-1'))
    await destination.commit('r-2')
    await destination.switchGeneration('g-1')

    await expect(killed.commit('r-1')).rejects.toBeDefined()
    expect(await world.query('select id::int from $schema.invoice')).toEqual([{ id: 1 }])
    expect(await world.query('select id::int from $schema.invoice_line')).toEqual([{ id: 1 }])
  })

  it('keeps a view on a table working when the generation is switched', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await world.query('create view $schema.seen as select id from $schema.invoice')

    await destination.prepare(shape, { generation: 'g-1' })
    await destination.write(batchOf('r-1', [{ id: 7 }], 'g-1'))
    await destination.commit('r-1')
    await destination.switchGeneration('g-1')

    expect(await world.query('select id::int from $schema.seen')).toEqual([{ id: 7 }])
  })

  it('goes on after the server ended its connection', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await world.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = '$schema'")

    await destination.write(batchOf('r-1', [{ id: 1 }]))

    await expect(destination.commit('r-1')).resolves.toHaveLength(1)
  })

  it('forgets a batch that was written and never committed when the next one is written', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await destination.write(batchOf('r-1', [{ id: 1 }]))

    await destination.write(batchOf('r-2', [{ id: 1 }]))

    await expect(destination.commit('r-2')).resolves.toHaveLength(1)
    expect(await destination.lookUp('r-1')).toBeUndefined()
  })

  it('does not take a batch for committed whose connection was lost after it was written', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await destination.write(batchOf('r-1', [{ id: 1 }]))
    await world.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = '$schema' and state = 'idle in transaction'",
    )
    await world.query('select pg_sleep(0.2)')

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'INTERRUPTED' })

    expect(await destination.lookUp('r-1')).toBeUndefined()
    expect(await world.query('select * from $schema.invoice')).toEqual([])
  })

  it('keeps values in their columns when a view stands on a table whose mapping got another order', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)
    await world.query('create view $schema.seen as select id, number from $schema.invoice')
    const [id, number, ...others] = invoice.columns
    const added = { name: 'note', type: { kind: 'text' } } as const
    const reordered = { ...invoice, columns: [added, ...[number, id].flatMap((column) => column ?? []), ...others] }

    await destination.prepare({ kind: 'rows', tables: [reordered] }, { generation: 'g-1' })
    const record = { id: 1, version: 'v', sequence: 1, rows: { invoice: [['N', 'INV-1', 1, '1', null]] } }
    await destination.write({ id: 'r-1', openedAtMs: 0, generation: 'g-1', records: [record] })
    await destination.commit('r-1')
    await destination.switchGeneration('g-1')

    expect(await world.query('select id::int, number from $schema.seen')).toEqual([{ id: 1, number: 'INV-1' }])
    expect(await world.query('select note from $schema.invoice')).toEqual([{ note: 'N' }])
  })

  it('refuses a batch of a refresh that another one has replaced', async () => {
    await using world = await createTestSchema()
    await using late = await world.open(postgresqlDestination)
    await late.prepare(shape, { generation: 'g-1' })
    await using other = await world.open(postgresqlDestination)
    const preparing = other.prepare(shape, { generation: 'g-2' })
    await preparing
    await late.write(batchOf('r-1', [{ id: 1 }], 'g-1'))

    await expect(late.commit('r-1')).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })
  })

  it('leaves a table alone that somebody else made under the name that a refresh needs', async () => {
    await using world = await createTestSchema()
    await world.query('create schema $schema')
    await world.query('create table $schema.invoice__next (mine text)')
    await using destination = await world.open(postgresqlDestination)

    await expect(destination.prepare(shape, { generation: 'g-1' })).rejects.toMatchObject({ code: 'SHAPE_CONFLICT' })
    expect(await world.query('select * from $schema.invoice__next')).toEqual([])
  })

  it.each([
    ['a view', 'create view $schema.invoice as select 1 as id', 'it is a view'],
    ['a table without its key', 'create table $schema.invoice (id bigint)', 'no unique constraint'],
    [
      'a table with a column that has to be set',
      'create table $schema.invoice (id bigint primary key, mine int not null)',
      'its column "mine" takes no null',
    ],
    [
      'a table with a computed column',
      "create table $schema.invoice (id bigint primary key, number text generated always as ('x') stored)",
      'its column "number" is computed',
    ],
    [
      'another table of batches',
      'create table $schema.coupa_connector_batch (mine int)',
      'is not the table of batches',
    ],
  ])('refuses %s that somebody else made, before anything is delivered', async (_what, sql, message) => {
    await using world = await createTestSchema()
    await world.query('create schema $schema')
    await world.query(sql)
    await using destination = await world.open(postgresqlDestination)

    await expect(destination.prepare(shape)).rejects.toMatchObject({
      code: 'SHAPE_CONFLICT',
      message: expect.stringContaining(message),
    })
  })

  it.each([
    ['invoice', 'ctid', 'a column that the server has in every table'],
    ['invoice', '_coupa_record', 'a column that every table gets besides its own'],
    ['coupa_connector_batch', 'id', 'the table of batches'],
    ['invoice__next', 'id', 'a table that collects a generation'],
  ])('refuses the names %s and %s before anything is made', async (table, column, message) => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    const columns = [{ name: column, type: { kind: 'text' } }] as const

    await expect(
      destination.prepare({ kind: 'rows', tables: [{ name: table, key: [column], columns }] }),
    ).rejects.toMatchObject({ code: 'SHAPE_CONFLICT', message: expect.stringContaining(message) })
  })

  it('leaves columns alone that somebody added and that have values by themselves', async () => {
    await using world = await createTestSchema()
    await world.query('create schema $schema')
    await world.query(
      `create table $schema.invoice (id bigint primary key, team text not null default 'erp',
        place bigint generated by default as identity, label text generated always as ('x') stored)`,
    )
    await using destination = await world.open(postgresqlDestination)
    await destination.prepare(shape)

    await destination.write(batchOf('r-1', [{ id: 1 }]))
    await destination.commit('r-1')

    expect(await world.query('select id, team, label from $schema.invoice')).toEqual([
      { id: '1', team: 'erp', label: 'x' },
    ])
  })

  it.each(['postgresql://me:canary-7d1f@db/x', 'postgresql://me@db/x?password=canary-7d1f'])(
    'refuses a password in the URL, which everybody could read',
    async (url) => {
      const opened = postgresqlDestination.open({ url }, { clock: testClock, delivery: {} })

      const error = await opened.catch((failure: unknown) => failure)
      expect(error).toMatchObject({ code: 'SETTING_INVALID', field: 'url' })
      expect(String(error)).not.toContain('canary-7d1f')
    },
  )

  it('keeps the index that finds the rows of a record through every refresh', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)
    for (const generation of ['g-1', 'g-2', 'g-3']) {
      await destination.prepare(shape, { generation })
      await destination.write(batchOf(`r-${generation}`, [{ id: 1 }], generation))
      await destination.commit(`r-${generation}`)
      await destination.switchGeneration(generation)
    }

    const indexes = await world.query(
      "select count(*)::int as n from pg_indexes where schemaname = '$schema' and tablename = 'invoice' and indexdef like '%_coupa_record%'",
    )
    expect(indexes).toEqual([{ n: 1 }])
  })

  it('says what is wrong with a password without printing it', async () => {
    await using world = await createTestSchema()
    const url = new URL(world.url)
    url.username = 'nobody_here'
    const options = { clock: testClock, delivery: {} }
    await using destination = await postgresqlDestination.open({ url: url.href, password: 'canary-7d1f' }, options)

    const reports = []
    for await (const report of destination.check()) reports.push(report)

    expect(reports).toMatchObject([{ stage: 'connect', status: 'failed' }])
    expect(JSON.stringify(reports)).not.toContain('canary-7d1f')
  })

  it('checks that it may write, and leaves nothing behind', async () => {
    await using world = await createTestSchema()
    await using destination = await world.open(postgresqlDestination)

    const reports = []
    for await (const report of destination.check()) reports.push(report)

    expect(reports.map(({ stage, status }) => `${stage} ${status}`)).toEqual([
      'connect passed',
      'write passed',
      'commit passed',
      'clean-up passed',
    ])
    expect(await world.query("select 1 from pg_namespace where nspname = '$schema'")).toEqual([])
  })
})
