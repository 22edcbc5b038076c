import { createHmac } from 'node:crypto'
import type { Batch, OutgoingRecord } from '../contract/batch.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import { type Cell, nameOfShape, type Row, type Shape, type Table } from '../contract/shape.ts'

/** A request that is the same in every try. */
export interface OutgoingRequest {
  /** `webhook-id`: receivers tell repeated requests by it. */
  readonly id: string
  readonly contentType: string
  readonly body: string
  readonly records: number
  /** The record that it is about, where it is about one. */
  readonly record?: Pick<OutgoingRecord, 'id'> | undefined
}

/** The requests of a batch: one for all of its records, or one for each. */
export function encodeRequests(batch: Batch, shape: Shape, options: OpenOptions): readonly OutgoingRequest[] {
  const { request = 'batch', cloudEvents = false } = options.delivery
  const { generation } = batch
  const one = (record: OutgoingRecord): unknown => {
    const content = { ...contentOf(record, shape), ...(generation === undefined ? {} : { generation }) }
    return cloudEvents ? cloudEvent(record, content, batch, shape, options) : content
  }
  const ending = cloudEvents ? 'cloudevents' : 'json'
  if (request === 'record') {
    return batch.records.map((record) => ({
      id: recordKey(record, shape, options),
      contentType: cloudEvents ? 'application/cloudevents+json' : 'application/json',
      body: JSON.stringify(one(record)),
      records: 1,
      record: { id: record.id },
    }))
  }
  const records = batch.records.map(one)
  const wrapped = { batch: batch.id, ...(generation === undefined ? {} : { generation }), records }
  return [
    {
      id: batch.id,
      contentType: ending === 'json' ? 'application/json' : 'application/cloudevents-batch+json',
      body: JSON.stringify(cloudEvents ? records : wrapped),
      records: records.length,
    },
  ]
}

/** `v1,` and the signature with each key, separated by spaces. */
export function signature(request: OutgoingRequest, timestamp: string, keys: readonly Buffer[]): string {
  const content = `${request.id}.${timestamp}.${request.body}`
  return keys.map((key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`).join(' ')
}

function cloudEvent(record: OutgoingRecord, data: unknown, batch: Batch, shape: Shape, options: OpenOptions): unknown {
  return {
    specversion: '1.0',
    id: recordKey(record, shape, options),
    source: options.sourceUrl ?? 'urn:coupa-connector',
    type: `${options.eventType ?? `com.coupa.${nameOfShape(shape)}`}${record.deletedAt === undefined ? '' : '.deleted'}`,
    subject: String(record.id),
    time: new Date(batch.openedAtMs).toISOString(),
    datacontenttype: 'application/json',
    data,
  }
}

/** Resource, id and version, without dots, which separate the parts of what is signed. */
function recordKey({ id, version }: OutgoingRecord, shape: Shape, { eventType }: OpenOptions): string {
  const resource = eventType?.split('.').at(-1) ?? nameOfShape(shape)
  return [resource, String(id), version].map((part) => encodeURIComponent(part).replaceAll('.', '%2E')).join('_')
}

function contentOf(
  { id, version, sequence, document, rows, deletedAt }: OutgoingRecord,
  shape: Shape,
): Record<string, unknown> {
  if (deletedAt !== undefined) return { id, version, sequence, deletedAt }
  if (shape.kind === 'nested') return { id, version, sequence, document }
  const tables = shape.tables.map((table) => [
    table.name,
    (rows?.[table.name] ?? []).map((row) => rowAsObject(table, row)),
  ])
  return { id, version, sequence, rows: Object.fromEntries(tables) }
}

function rowAsObject({ columns }: Table, row: Row): Readonly<Record<string, unknown>> {
  return Object.fromEntries(columns.map(({ name, type }, place) => [name, cellValue(type.kind, row[place] ?? null)]))
}

function cellValue(kind: string, cell: Cell): unknown {
  return kind === 'json' && typeof cell === 'string' ? JSON.parse(cell) : cell
}
