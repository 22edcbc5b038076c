import { UsageError } from '../../command/usage-error.ts'
import { isJsonObject } from '../../input/json-object.ts'
import type { Reader } from '../../streams/open-reader.ts'
import type { SelectedStream } from '../../streams/plan-passes.ts'
import { checkMode, findStream } from '../../streams/select-stream.ts'
import { parseStreamState, type ReadMode } from '../../streams/stream-state.ts'
import { automaticColumns } from './catalog.ts'

type Members = Readonly<Record<string, unknown>>

/** A stream that a catalog selects, with the schema of the columns that it selects. */
export interface SelectedEntry extends SelectedStream {
  readonly schema: Members
}

/**
 * The streams that a catalog selects, with where each of them stood. Throws a `UsageError` that names the stream for what
 * this tap does not have or cannot do.
 */
export function selectStreams(
  catalog: unknown,
  bookmarks: ReadonlyMap<string, unknown>,
  reader: Reader,
): readonly SelectedEntry[] {
  const { streams } = membersOf(catalog)
  if (!Array.isArray(streams)) throw new UsageError('--catalog has no list of streams.')
  return streams.map(membersOf).flatMap((entry): SelectedEntry[] => {
    const schema = membersOf(entry.schema)
    const said = metadataOf(entry)
    const ofStream = said.get('') ?? {}
    if (!isSelected(ofStream, schema, false)) return []
    const name = entry.tap_stream_id
    if (typeof name !== 'string') throw new UsageError('A stream of --catalog has no tap_stream_id.')
    const stream = findStream(name, reader)
    const mode = modeOf(ofStream, stream.cursor, name)
    checkMode(stream, mode)
    const automatic = automaticColumns(stream)
    const kept = Object.entries(membersOf(schema.properties)).filter(
      ([column, of]) => automatic.includes(column) || isSelected(said.get(column) ?? {}, membersOf(of), true),
    )
    return [
      {
        stream,
        mode,
        columns: new Set([...automatic, ...kept.map(([column]) => column)]),
        state: parseStreamState(bookmarks.get(name), name, reader.organization),
        generation: {},
        schema: { ...schema, properties: Object.fromEntries(kept) },
      },
    ]
  })
}

/** What is said of a stream, under an empty name, and of its columns. */
function metadataOf({ metadata }: Members): ReadonlyMap<string, Members> {
  const all = Array.isArray(metadata) ? metadata.map(membersOf) : []
  return new Map(
    all.map((one) => {
      const path = Array.isArray(one.breadcrumb) ? one.breadcrumb : []
      return [String(path[1] ?? ''), membersOf(one.metadata)]
    }),
  )
}

/** Older programs write `selected` into the schema instead of the metadata. */
function isSelected(metadata: Members, schema: Members, byDefault: boolean): boolean {
  if (metadata.inclusion === 'automatic') return true
  if (metadata.inclusion === 'unsupported') return false
  const selected = metadata.selected ?? schema.selected ?? metadata['selected-by-default']
  return typeof selected === 'boolean' ? selected : byDefault
}

function modeOf(metadata: Members, cursor: string | undefined, name: string): ReadMode {
  const method = metadata['replication-method'] ?? metadata['forced-replication-method']
  switch (method) {
    case undefined:
      return cursor === undefined ? 'full' : 'incremental'
    case 'INCREMENTAL':
      return 'incremental'
    case 'FULL_TABLE':
      return 'full'
    default:
      throw new UsageError(`The replication-method of ${name} is ${JSON.stringify(method)}.`, {
        suggestion: 'Write FULL_TABLE or INCREMENTAL.',
      })
  }
}

function membersOf(value: unknown): Members {
  return isJsonObject(value) ? value : {}
}
