import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { rowSchema } from '../../streams/json-schema.ts'
import { noOwnFields, type OwnFields, ownFieldsOf } from '../../streams/own-fields.ts'
import type { Decimals } from '../../streams/reader-fields.ts'
import type { Stream } from '../../streams/stream.ts'
import type { AirbyteStream } from './messages.ts'
import { runConfigured } from './run-configured.ts'

/** Lists the streams of the organization. */
export async function runDiscover(input: CommandInput, context: Context): Promise<number> {
  return await runConfigured(input, context, {
    run: async (reader, output) => {
      const own = await ownFieldsOf(reader, context, (message) => output.log('WARN', message))
      const { decimals } = reader.options
      const streams = reader.streams.map((stream) => toAirbyte(stream, own.get(stream) ?? noOwnFields, decimals))
      await output.send({ type: 'CATALOG', catalog: { streams } })
      return 0
    },
  })
}

function toAirbyte(stream: Stream, own: OwnFields, decimals: Decimals): AirbyteStream {
  const { name, cursor, primaryKey } = stream
  return {
    name,
    json_schema: rowSchema(stream, own, decimals),
    supported_sync_modes: cursor === undefined ? ['full_refresh'] : ['full_refresh', 'incremental'],
    // Where there is no field for it, a read still knows where it stands.
    source_defined_cursor: true,
    ...(cursor === undefined ? {} : { default_cursor_field: [cursor] }),
    source_defined_primary_key: primaryKey.map((field) => [field]),
    is_resumable: true,
  }
}
