import { UsageError } from '../../command/usage-error.ts'
import { isJsonObject } from '../../input/json-object.ts'
import type { Reader } from '../../streams/open-reader.ts'
import type { SelectedStream } from '../../streams/plan-passes.ts'
import { checkMode, findStream, wantedColumns } from '../../streams/select-stream.ts'
import { parseStreamState, type ReadMode } from '../../streams/stream-state.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * The streams of a configured catalog, with where each of them stood. Throws a `UsageError` that names the stream for what
 * this source does not have or cannot do.
 */
export function selectStreams(
  catalog: unknown,
  states: ReadonlyMap<string, unknown>,
  reader: Pick<Reader, 'streams' | 'options' | 'organization'>,
): readonly SelectedStream[] {
  const { streams } = isJsonObject(catalog) ? catalog : {}
  if (!Array.isArray(streams)) throw new UsageError('The catalog has no list of streams.')
  return streams.map((one: unknown, index) => {
    const configured = isJsonObject(one) ? one : {}
    const described = isJsonObject(configured.stream) ? configured.stream : {}
    const name = described.name
    if (typeof name !== 'string') throw new UsageError(`Stream ${index + 1} of the catalog has no name.`)
    const stream = findStream(name, reader)
    const mode = modeOf(configured, name)
    checkMode(stream, mode)
    return {
      stream,
      mode,
      columns: wantedColumns(stream, described.json_schema),
      state: parseStreamState(states.get(name), name, reader.organization),
      generation: { generationId: numberIn(configured.generation_id), syncId: numberIn(configured.sync_id) },
    }
  })
}

function modeOf({ sync_mode: mode = 'full_refresh' }: Members, name: string): ReadMode {
  if (mode === 'incremental') return 'incremental'
  if (mode === 'full_refresh') return 'full'
  throw new UsageError(`The sync mode of ${name} is ${JSON.stringify(mode)}.`, {
    suggestion: 'Write full_refresh or incremental.',
  })
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
