import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import type { Batch, CommittedObject } from '../contract/batch.ts'
import type { Cell, Table } from '../contract/shape.ts'
import { type CopiedCell, copyLine } from './copy-text.ts'
import { stagedColumns, stagedRecords } from './merge-batch.ts'
import { quoted } from './sql-names.ts'
import { deletedColumn } from './tables.ts'

/** Characters that go to the server at once: each piece is a message, and small ones cost more than what is in them. */
const chunkLength = 65_536

/** Copies the ids of a batch into the temporary table of its records. */
export async function stageRecords(database: Client, { records }: Batch): Promise<void> {
  const lines = records.map(({ id, sequence, deletedAt = null }) =>
    copyLine([String(id), sequence, deletedAt], () => ({ name: 'id', isJson: false })),
  )
  await copyInto(database, `pg_temp.${stagedRecords}`, ['record', 'sequence', 'deleted_at'], [lines.join('')])
}

/** Copies the rows that a batch has for a table into `into`, and tells what was copied, under the name of the table. */
export async function copyRows(
  database: Client,
  batch: Batch,
  { table, into, schema }: { readonly table: Table; readonly into: string; readonly schema: string },
): Promise<CommittedObject> {
  const hash = createHash('sha256')
  const columns = stagedColumns(table)
  const cellAt = (cell: number): CopiedCell => ({
    name: `${table.name}.${columns[cell]}`,
    isJson: table.columns[cell]?.type.kind === 'json',
  })
  let records = 0
  function* chunks(): Generator<string> {
    let text = ''
    for (const { id, sequence, rows } of batch.records) {
      for (const row of rows?.[table.name] ?? []) {
        const cells: Cell[] = [...row, String(id), sequence, batch.id, null]
        text += copyLine(cells, cellAt)
        records++
      }
      if (text.length < chunkLength) continue
      hash.update(text)
      yield text
      text = ''
    }
    hash.update(text)
    if (text !== '') yield text
  }
  await copyInto(database, into, columns, chunks())
  return { object: `${schema}.${table.name}`, records, sha256: hash.digest('hex') }
}

/** What a batch says of records that Coupa does not have any more, for its receipt. */
export function deletionsOf(
  { records }: Batch,
  { table, schema }: { readonly table: Table | undefined; readonly schema: string },
): CommittedObject | undefined {
  const deleted = records.filter(({ deletedAt }) => deletedAt !== undefined)
  if (deleted.length === 0 || table === undefined) return undefined
  const text = deleted.map(({ id, sequence, deletedAt }) => `${id} ${sequence} ${deletedAt}\n`).join('')
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { object: `${schema}.${table.name}.${deletedColumn}`, records: deleted.length, sha256 }
}

async function copyInto(
  database: Client,
  table: string,
  columns: readonly string[],
  chunks: Iterable<string>,
): Promise<void> {
  const { from } = await import('pg-copy-streams')
  const stream = database.query(from(`copy ${table} (${columns.map(quoted).join(', ')}) from stdin`))
  await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 2 }), stream)
}
