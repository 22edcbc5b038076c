import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Column } from './columns.ts'
import { ColumnMismatchError, createParquetFormat } from './parquet-format.ts'
import type { OutputRecord } from './record-format.ts'

const columns: readonly Column[] = [
  { name: 'id', path: ['id'], kind: 'integer' },
  { name: 'paid', path: ['paid'], kind: 'boolean' },
  { name: 'total', path: ['total'], kind: 'text' },
  { name: 'supplier.name', path: ['supplier', 'name'], kind: 'text' },
  { name: 'lines', path: ['lines'], kind: 'json' },
]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coupa-cli-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('createParquetFormat', () => {
  test('writes a file that another reader reads with the same types and values', async () => {
    const file = await write([
      { id: 1, paid: true, total: '1.10', supplier: { name: 'Ä' }, lines: [{ price: '2.00' }] },
      { id: 2 ** 40, paid: null, total: '-12345678901234567890.123', supplier: null },
    ])

    const rows = await query(`SELECT id, paid, total, "supplier.name" AS supplier, lines FROM '${file}' ORDER BY id`)
    const types = await query(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${file}')`)

    expect(rows).toEqual([
      [1n, true, '1.10', 'Ä', '[{"price":"2.00"}]'],
      [2n ** 40n, null, '-12345678901234567890.123', null, null],
    ])
    expect(Object.fromEntries(types)).toMatchObject({ id: 'BIGINT', paid: 'BOOLEAN', total: 'VARCHAR', lines: 'JSON' })
  })

  test('writes more rows than one group holds, in order', async () => {
    const records = Array.from({ length: 25_000 }, (_, index) => ({ id: index + 1, total: `${index}.50` }))
    const file = await write(records)

    expect(await query(`SELECT count(*), min(id), max(id), count(DISTINCT total) FROM '${file}'`)).toEqual([
      [25_000n, 1n, 25_000n, 25_000n],
    ])
    expect(await query(`SELECT total FROM '${file}' WHERE id = 10001`)).toEqual([['10000.50']])
  })

  test('writes an empty file with its columns', async () => {
    expect(await query(`SELECT count(*) FROM '${await write([])}'`)).toEqual([[0n]])
  })

  test('refuses a value that its column cannot hold, naming record, column and way out', () => {
    const format = createParquetFormat(columns)

    expect(() => format.add({ id: 7, paid: 'perhaps' })).toThrow(ColumnMismatchError)
    expect(() => format.add({ id: 'x' })).toThrow(/Record x has "x" in "id"/)
  })
})

async function write(records: readonly OutputRecord[]): Promise<string> {
  const format = createParquetFormat(columns)
  const chunks = [format.begin(), ...records.map((record) => format.add(record)), format.end()]
  const file = join(folder, 'out.parquet')
  await writeFile(file, Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as Uint8Array))))
  return file
}

async function query(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    return (await connection.runAndReadAll(sql)).getRowsJS()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
