import { describe, expect, it } from 'vitest'
import type { Batch } from '../contract/batch.ts'
import type { Shape } from '../contract/shape.ts'
import { encodeBatch } from './encode-batch.ts'

const nested: Shape = { kind: 'nested', name: 'invoice' }
const rows: Shape = {
  kind: 'rows',
  tables: [{ name: 'invoice', key: ['id'], columns: [{ name: 'id', type: { kind: 'integer' } }] }],
}
const deletedAt = '2026-03-01T09:30:00.000Z'
const deletions: Batch = {
  id: 'r-1',
  openedAtMs: 0,
  records: [
    { id: 7, version: 'deleted-1', sequence: 3, deletedAt },
    { id: 8, version: 'deleted-2', sequence: 4, deletedAt },
  ],
}

async function textsOf(batch: Batch, shape: Shape, format: 'ndjson' | 'csv'): Promise<Record<string, string>> {
  const objects = await encodeBatch(batch, shape, { format })
  return Object.fromEntries(objects.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]))
}

describe('encodeBatch', () => {
  it.each([
    ['documents', nested],
    ['rows', rows],
  ])(
    'writes ids of deleted records and when that was found, beside %s, in an object of their own',
    async (_what, shape) => {
      const [object] = await encodeBatch(deletions, shape, {})

      expect(object).toMatchObject({
        name: 'invoice_deleted_19700101T000000Z_r-1.ndjson',
        table: 'invoice_deleted',
        records: 2,
      })
      expect(await textsOf(deletions, shape, 'ndjson')).toEqual({
        [String(object?.name)]: `{"id":7,"deleted_at":"${deletedAt}"}\n{"id":8,"deleted_at":"${deletedAt}"}\n`,
      })
    },
  )

  it('writes them as CSV with a header', async () => {
    const texts = await textsOf(deletions, rows, 'csv')

    expect(Object.values(texts)).toEqual([`"id","deleted_at"\r\n"7","${deletedAt}"\r\n"8","${deletedAt}"\r\n`])
  })

  it('writes them as Parquet', async () => {
    const [object] = await encodeBatch(deletions, rows, { format: 'parquet' })

    expect(object).toMatchObject({ name: 'invoice_deleted_19700101T000000Z_r-1.parquet', records: 2 })
    expect(
      Buffer.from(object?.bytes ?? [])
        .subarray(0, 4)
        .toString(),
    ).toBe('PAR1')
  })

  it('keeps records and deletions of one batch apart', async () => {
    const kept = { id: 1, version: 'v', sequence: 1, document: { id: 1 } }

    const texts = await textsOf({ ...deletions, records: [kept, ...deletions.records] }, nested, 'ndjson')

    expect(Object.entries(texts)).toMatchObject([
      ['invoice_19700101T000000Z_r-1.ndjson', '{"id":1}\n'],
      ['invoice_deleted_19700101T000000Z_r-1.ndjson', expect.stringContaining('"id":8')],
    ])
  })
})
