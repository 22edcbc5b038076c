import type { Context } from '../../command/context.ts'
import type { Envelope } from '../../streams/carry-out.ts'
import type { Stream } from '../../streams/stream.ts'
import { print } from '../../terminal/print.ts'

/**
 * Writes a read as messages of Singer. A STATE message holds where all streams stand, those included that are not read this
 * time, because a target keeps the last one only.
 */
export function createEnvelope(
  schemas: ReadonlyMap<Stream, object>,
  bookmarksBefore: ReadonlyMap<string, unknown>,
  { stdout, clock }: Pick<Context, 'stdout' | 'clock'>,
  say: (message: string) => Promise<void>,
): Envelope {
  const bookmarks = new Map(bookmarksBefore)
  const send = async (messages: readonly object[]): Promise<void> => {
    await print(stdout, messages.map((message) => `${JSON.stringify(message)}\n`).join(''))
  }
  return {
    begin: ({ stream }) =>
      send([
        {
          type: 'SCHEMA',
          stream: stream.name,
          schema: schemas.get(stream),
          key_properties: stream.primaryKey,
          bookmark_properties: stream.cursor === undefined ? [] : [stream.cursor],
        },
      ]),
    rows: async ({ stream }, rows) => {
      const extracted = new Date(clock.now()).toISOString()
      await send(rows.map((record) => ({ type: 'RECORD', stream: stream.name, record, time_extracted: extracted })))
    },
    state: async ({ stream }, state) => {
      bookmarks.set(stream.name, state)
      await send([{ type: 'STATE', value: { bookmarks: Object.fromEntries(bookmarks) } }])
    },
    end: async () => {},
    notice: say,
    fail: ({ message }, { stream }) => say(`error: ${stream.name} is not complete. ${message}`),
  }
}
