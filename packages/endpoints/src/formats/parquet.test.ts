import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import type { Row, Table } from '../contract/shape.ts'
import { encodeParquet } from './parquet.ts'

const table: Table = {
  name: 't',
  key: ['id'],
  columns: [
    { name: 'id', type: { kind: 'integer' } },
    { name: 'total', type: { kind: 'decimal', precision: 32, scale: 4 } },
    { name: 'huge', type: { kind: 'decimal', precision: 50, scale: 2 } },
    { name: 'day', type: { kind: 'date' } },
    { name: 'moment', type: { kind: 'timestamp' } },
    { name: 'paid', type: { kind: 'boolean' } },
    { name: 'fields', type: { kind: 'json' } },
    { name: 'name', type: { kind: 'text' } },
  ],
}

/** What DuckDB, which is no relative of the writer, finds in the file; all as text. */
async function readBack(rows: readonly Row[]): Promise<readonly unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parquet-'))
  try {
    const file = join(folder, 't.parquet')
    await writeFile(file, encodeParquet(table, rows))
    const connection = await (await DuckDBInstance.create()).connect()
    const columns = table.columns.map(({ name }) => `${name}::varchar as ${name}`)
    const reader = await connection.runAndReadAll(`select ${columns.join(', ')} from '${file}'`)
    const types = await connection.runAndReadAll(`select column_type from (describe select * from '${file}')`)
    connection.closeSync()
    return [types.getRows().flat(), ...reader.getRows()]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('encodeParquet', () => {
  it('writes types that other programs understand, and amounts to the last digit', async () => {
    const big = '1234567890123456789012345678.1234'
    const rows: readonly Row[] = [
      [1, big, '1.25', '2026-03-01', '2026-03-01T09:30:00-08:00', true, '{"a":["b"]}', 'Ünï'],
      [2, '-0.5', null, null, null, false, null, ''],
      [3, null, null, '1999-12-31', '2026-03-01T00:00:00Z', null, null, null],
    ]

    const [types, ...found] = await readBack(rows)

    expect(types).toEqual([
      'BIGINT',
      'DECIMAL(32,4)',
      'VARCHAR',
      'DATE',
      expect.stringMatching(/^TIMESTAMP/),
      'BOOLEAN',
      'JSON',
      'VARCHAR',
    ])
    expect(found).toEqual([
      ['1', big, '1.25', '2026-03-01', expect.stringMatching(/^2026-03-01 17:30:00/), 'true', '{"a":["b"]}', 'Ünï'],
      ['2', '-0.5000', null, null, null, 'false', null, ''],
      ['3', null, null, '1999-12-31', expect.stringMatching(/^2026-03-01 00:00:00/), null, null, null],
    ])
  })

  it('writes a file without rows that has the columns', async () => {
    const [types, ...found] = await readBack([])

    expect(types).toHaveLength(table.columns.length)
    expect(found).toEqual([])
  })
})
