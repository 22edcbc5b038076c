import { createHash } from 'node:crypto'
import type { Batch, OutgoingRecord } from '../contract/batch.ts'
import type { DeliveryOptions, FormatName } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { Row, Shape, Table } from '../contract/shape.ts'
import { encodeCsv } from '../formats/csv.ts'
import { encodeDocuments, encodeJsonRows } from '../formats/ndjson.ts'
import { encodeFlatFile } from './encode-flat-file.ts'
import { objectName } from './object-name.ts'

/** One object of a batch, ready to be stored. */
export interface EncodedObject {
  /** Without folder. */
  readonly name: string
  readonly table: string
  readonly bytes: Uint8Array
  /** Rows or documents in it. */
  readonly records: number
  /** Hexadecimal. */
  readonly sha256: string
}

/**
 * Writes a batch in the format of the process: one object a table that has rows, and one for the first table in any case, so
 * that a batch is never nothing.
 */
export async function encodeBatch(
  batch: Batch,
  shape: Shape,
  delivery: DeliveryOptions,
): Promise<readonly EncodedObject[]> {
  const { format = 'ndjson' } = delivery
  const deleted = batch.records.filter(({ deletedAt }) => deletedAt !== undefined)
  const deletions = deleted.length === 0 ? [] : [await encodeDeletions({ ...batch, records: deleted }, shape, delivery)]
  if (deleted.length === batch.records.length) return deletions
  const nameOf = (table: string): string =>
    objectName(delivery.name, { table, openedAtMs: batch.openedAtMs, batch: batch.id, ending: endingOf(format) })
  if (shape.kind === 'nested') {
    if (format !== 'ndjson' && format !== 'flat-file') throw refuseFormat(format)
    const records = batch.records.filter(({ document }) => document !== undefined)
    const bytes = format === 'ndjson' ? encodeDocuments(records) : Buffer.from(encodeFlatFile(records, delivery.object))
    return [encodedObject(shape.name, nameOf(shape.name), bytes, records.length), ...deletions]
  }
  const objects: EncodedObject[] = []
  for (const [place, table] of shape.tables.entries()) {
    const rows = rowsOf(batch.records, table.name)
    if (rows.length === 0 && place > 0) continue
    const bytes = await encodeTable(format, table, rows, delivery)
    objects.push(encodedObject(table.name, nameOf(table.name), bytes, rows.length))
  }
  return [...objects, ...deletions]
}

/** What the objects with deleted records add to the name of their table. */
const deletedSuffix = '_deleted'

/** An object of its own for records that are not in Coupa any more: their ids, and when that was found. */
async function encodeDeletions(batch: Batch, shape: Shape, delivery: DeliveryOptions): Promise<EncodedObject> {
  const { format = 'ndjson' } = delivery
  const name = `${shape.kind === 'nested' ? shape.name : (shape.tables[0]?.name ?? 'record')}${deletedSuffix}`
  const isNumbered = batch.records.every(({ id }) => typeof id === 'number')
  const table: Table = {
    name,
    key: ['id'],
    columns: [
      { name: 'id', type: { kind: isNumbered ? 'integer' : 'text' } },
      { name: 'deleted_at', type: { kind: 'timestamp' } },
    ],
  }
  const rows = batch.records.map(({ id, deletedAt = null }): Row => [id, deletedAt])
  const file = objectName(delivery.name, {
    table: name,
    openedAtMs: batch.openedAtMs,
    batch: batch.id,
    ending: endingOf(format),
  })
  return encodedObject(name, file, await encodeTable(format, table, rows, delivery), rows.length)
}

async function encodeTable(
  format: FormatName,
  table: Table,
  rows: readonly Row[],
  delivery: DeliveryOptions,
): Promise<Uint8Array> {
  switch (format) {
    case 'ndjson':
      return encodeJsonRows(table, rows)
    case 'csv':
    case 'flat-file':
      return encodeCsv(table, rows, delivery)
    case 'parquet': {
      const { encodeParquet } = await import('../formats/parquet.ts')
      return encodeParquet(table, rows)
    }
  }
}

function endingOf(format: FormatName): string {
  return format === 'flat-file' ? 'csv' : format
}

function rowsOf(records: readonly OutgoingRecord[], table: string): readonly Row[] {
  return records.flatMap(({ rows }) => rows?.[table] ?? [])
}

function encodedObject(table: string, name: string, bytes: Uint8Array, records: number): EncodedObject {
  return { table, name, bytes, records, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function refuseFormat(format: FormatName): EndpointError {
  return new EndpointError('SETTING_INVALID', `Nested records cannot be written as ${format}.`, {
    field: 'format',
    remedy: 'Use the format ndjson, or the shape flat or tables.',
  })
}
