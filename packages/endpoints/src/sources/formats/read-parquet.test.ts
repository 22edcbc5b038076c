import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { encodeParquet } from '../../formats/parquet.ts'
import type { InputContent } from './input-content.ts'
import { readParquet } from './read-parquet.ts'

/** A file that DuckDB, which is no relative of the reader, writes of a query. */
async function written(query: string, options = 'compression snappy'): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'parquet-'))
  try {
    const file = join(folder, 't.parquet')
    const connection = await (await DuckDBInstance.create()).connect()
    await connection.run(`copy (${query}) to '${file}' (format parquet, ${options})`)
    connection.closeSync()
    return await readFile(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function contentOf(bytes: Uint8Array): InputContent & { readonly slices: [number, number][] } {
  const slices: [number, number][] = []
  return {
    slices,
    sizeBytes: bytes.length,
    stream: async function* () {
      yield bytes
    },
    slice: async (start, end) => {
      slices.push([start, end])
      return bytes.subarray(start, end)
    },
  }
}

async function recordsOf(bytes: Uint8Array): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const records: Readonly<Record<string, unknown>>[] = []
  for await (const { fields } of (await readParquet(contentOf(bytes))).records) records.push(fields)
  return records
}

describe('readParquet', () => {
  it('gives exact texts for decimals, large numbers, dates and times', async () => {
    const bytes = await written(`select 1.10::decimal(4,2) as small, -0.05::decimal(9,2) as negative,
      1234567890123456.78::decimal(18,2) as long, -123456789012345678901234567890.1234::decimal(38,4) as huge,
      9007199254740993::bigint as big, 7::integer as number, true as active, 0.1::float as float, 0.1::double as double,
      '2026-03-01'::date as day, '1969-12-31 23:59:59.5'::timestamp as local,
      '2026-03-01 12:00:00.123456+02'::timestamptz as moment, '12:30:00.25'::time as time, 'Ärger' as name,
      null::varchar as nothing, '{"rate":1.10}'::json as fields`)

    expect(await recordsOf(bytes)).toEqual([
      {
        small: '1.10',
        negative: '-0.05',
        long: '1234567890123456.78',
        huge: '-123456789012345678901234567890.1234',
        big: '9007199254740993',
        number: 7,
        active: true,
        float: 0.1,
        double: 0.1,
        day: '2026-03-01',
        local: '1969-12-31T23:59:59.5',
        moment: '2026-03-01T10:00:00.123456Z',
        time: '12:30:00.25',
        name: 'Ärger',
        nothing: null,
        fields: { rate: '1.10' },
      },
    ])
  })

  it('gives lists and objects with exact values in them', async () => {
    const bytes = await written(`select [1.10::decimal(4,2), null] as amounts, ['a', 'b'] as names,
      {'code': 'N30', 'rate': 2.50::decimal(9,2)} as term, [{'day': '2026-03-01'::date}] as days`)

    expect(await recordsOf(bytes)).toEqual([
      {
        amounts: ['1.10', null],
        names: ['a', 'b'],
        term: { code: 'N30', rate: '2.50' },
        days: [{ day: '2026-03-01' }],
      },
    ])
  })

  it('reads what a delivery writes', async () => {
    const columns = [
      { name: 'id', type: { kind: 'integer' } },
      { name: 'total', type: { kind: 'decimal', precision: 32, scale: 4 } },
      { name: 'moment', type: { kind: 'timestamp' } },
    ] as const
    const bytes = encodeParquet({ name: 't', key: [], columns }, [
      [1, '-12.5', '2026-03-01T00:00:00Z'],
      [2, null, null],
    ])

    expect(await recordsOf(bytes)).toEqual([
      { id: '1', total: '-12.5000', moment: '2026-03-01T00:00:00Z' },
      { id: '2', total: null, moment: null },
    ])
  })

  it.each(['uncompressed', 'gzip', 'zstd', 'brotli'])('reads files that are packed with %s', async (codec) => {
    const bytes = await written(`select i, 'name ' || i % 7 as name from range(3000) t(i)`, `compression ${codec}`)

    expect((await recordsOf(bytes)).at(-1)).toEqual({ i: '2999', name: 'name 3' })
  })

  it('reads many rows in their order, and fetches each part of the file once', async () => {
    const bytes = await written('select i, i % 100 as rest from range(45000) t(i)', 'row_group_size 20480')
    const content = contentOf(bytes)
    let row = 0
    for await (const record of (await readParquet(content)).records) {
      expect(record.fields.i).toBe(String(row))
      row += 1
      expect(record.row).toBe(row)
    }

    expect(row).toBe(45_000)
    expect(new Set(content.slices.map(String)).size).toBe(content.slices.length)
  })

  it('states the columns of a file without rows', async () => {
    const bytes = await written('select 1 as a, 2 as b where false')

    expect((await readParquet(contentOf(bytes))).columns).toEqual(['a', 'b'])
    expect(await recordsOf(bytes)).toEqual([])
  })

  it.each([
    ['is empty', new Uint8Array()],
    ['is CSV', Buffer.from('number,name\n1,One\n')],
    ['ends with the mark alone', Buffer.from('PAR1 and nothing else PAR1')],
  ])('refuses a file that %s', async (_what, bytes) => {
    await expect(recordsOf(bytes)).rejects.toMatchObject({ name: 'InputRefusedError', code: 'MALFORMED' })
  })

  it('refuses a file whose middle is broken, and one that was cut short', async () => {
    const bytes = await written('select i, random() as r from range(3000) t(i)')
    const broken = Uint8Array.from(bytes).fill(255, 4, 400)

    await expect(recordsOf(broken)).rejects.toMatchObject({ code: 'MALFORMED' })
    await expect(recordsOf(bytes.subarray(0, bytes.length - 50))).rejects.toMatchObject({ code: 'MALFORMED' })
  })

  it('says which ways of packing it knows', async () => {
    const bytes = await written('select i from range(3000) t(i)', 'compression lz4_raw')

    await expect(recordsOf(bytes)).rejects.toMatchObject({ remedy: expect.stringContaining('Zstandard') })
  })
})
