import { type RowSchema, rowSchema } from '../../streams/json-schema.ts'
import type { Reader } from '../../streams/open-reader.ts'
import { noOwnFields, type OwnFields } from '../../streams/own-fields.ts'
import type { Stream } from '../../streams/stream.ts'

/** What is said of a stream, with an empty breadcrumb, or of one of its columns. */
export interface Metadata {
  readonly breadcrumb: readonly string[]
  readonly metadata: Readonly<Record<string, unknown>>
}

export interface CatalogEntry {
  readonly tap_stream_id: string
  readonly stream: string
  readonly schema: RowSchema
  readonly metadata: readonly Metadata[]
}

/** The catalog that discovery prints. Nothing is selected in it but the columns of what somebody selects. */
export function toCatalog(
  { streams, options }: Reader,
  own: ReadonlyMap<Stream, OwnFields>,
): { readonly streams: readonly CatalogEntry[] } {
  return {
    streams: streams.map((stream) => {
      const schema = rowSchema(stream, own.get(stream) ?? noOwnFields, options.decimals)
      const columns = Object.keys(schema.properties).map((name) => ofColumn(name, stream))
      return { tap_stream_id: stream.name, stream: stream.name, schema, metadata: [ofStream(stream), ...columns] }
    }),
  }
}

/** Columns that come with a stream whether they are selected or not: its key, and what tells what changed. */
export function automaticColumns({ primaryKey, cursor }: Stream): readonly string[] {
  return [...primaryKey, ...(cursor === undefined ? [] : [cursor])]
}

function ofStream({ primaryKey, cursor }: Stream): Metadata {
  return {
    breadcrumb: [],
    metadata: {
      inclusion: 'available',
      'selected-by-default': false,
      'table-key-properties': primaryKey,
      ...(cursor === undefined
        ? { 'forced-replication-method': 'FULL_TABLE' }
        : { 'valid-replication-keys': [cursor] }),
    },
  }
}

function ofColumn(name: string, stream: Stream): Metadata {
  const isAutomatic = automaticColumns(stream).includes(name)
  return {
    breadcrumb: ['properties', name],
    metadata: isAutomatic ? { inclusion: 'automatic' } : { inclusion: 'available', 'selected-by-default': true },
  }
}
