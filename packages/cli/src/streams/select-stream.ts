import { nearestNames } from '@coupa-connector/catalog'
import { UsageError } from '../command/usage-error.ts'
import type { Reader } from './open-reader.ts'
import { listStreams, type Stream } from './stream.ts'
import type { ReadMode } from './stream-state.ts'

/** The stream of a name. Throws a `UsageError` that says why there is none, or which one may be meant. */
export function findStream(name: string, { streams }: Pick<Reader, 'streams'>): Stream {
  const found = streams.find((stream) => stream.name === name)
  if (found !== undefined) return found
  const elsewhere = listStreams({ nestedRecords: 'streams' }).find((stream) => stream.name === name)
  if (elsewhere === undefined) {
    const nearest = nearestNames(
      name,
      streams.map((stream) => stream.name),
    )
    const hint = nearest.length === 0 ? '' : `, or write ${nearest.join(' or ')}`
    throw new UsageError(`There is no stream ${name}.`, { suggestion: `Discover the streams again${hint}.` })
  }
  const isHidden = elsewhere.nestedIn !== undefined && streams.some(({ resource }) => resource === elsewhere.resource)
  throw new UsageError(
    isHidden
      ? `${name} is a stream of nested records, and nestedRecords is objects.`
      : `The scopes of the connection do not allow the stream ${name}.`,
    {
      suggestion: isHidden
        ? 'Set nestedRecords to streams, or take the stream out of the catalog.'
        : `Add ${scopesOf(elsewhere)} to scope, or take the stream out of the catalog.`,
    },
  )
}

/** Throws a `UsageError` for an incremental read of a stream that does not tell what changed. */
export function checkMode({ name, cursor }: Stream, mode: ReadMode): void {
  if (mode === 'full' || cursor !== undefined) return
  throw new UsageError(`${name} does not tell what changed, and the catalog has it incremental.`, {
    suggestion: 'Select a full refresh for it.',
  })
}

/** Columns of a stream that a schema lists; undefined where it lists all of them. */
export function wantedColumns({ fields }: Stream, schema: unknown): ReadonlySet<string> | undefined {
  const properties: unknown = Object(schema).properties
  if (typeof properties !== 'object' || properties === null) return undefined
  const names = new Set(Object.keys(properties))
  return fields.every(({ name }) => names.has(name)) ? undefined : names
}

function scopesOf({ resource }: Stream): string {
  const query = resource.operations.find(({ name }) => name === 'query')
  return query === undefined || query.scopes.length === 0 ? 'the scope for it' : query.scopes.join(' or ')
}
