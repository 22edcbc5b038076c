import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { carryOut, type Envelope } from '../../streams/carry-out.ts'
import { readJsonFile, readRequiredJson } from '../../streams/read-json-file.ts'
import { selectStreams } from './configured-catalog.ts'
import type { MessageOutput } from './message-output.ts'
import { type AirbyteMessage, type StreamStatus, streamStatus } from './messages.ts'
import { runConfigured } from './run-configured.ts'
import { parseStates } from './state-file.ts'

/** Reads what the catalog selects, each stream from where its state says. */
export async function runRead(input: CommandInput, context: Context): Promise<number> {
  return await runConfigured(input, context, {
    run: async (reader, output) => {
      const catalog = await readRequiredJson(input, 'catalog')
      const stateFile = input.text('state')
      const states = parseStates(stateFile === undefined ? [] : await readJsonFile('--state', stateFile))
      return await carryOut(selectStreams(catalog, states, reader), reader, createEnvelope(output, context), context)
    },
  })
}

function createEnvelope(output: MessageOutput, { clock }: Pick<Context, 'clock'>): Envelope {
  const running = new Set<string>()
  const status = (name: string, one: StreamStatus): AirbyteMessage => streamStatus(name, one, clock.now())
  return {
    begin: ({ stream: { name } }) => output.send(status(name, 'STARTED')),
    rows: async ({ stream: { name } }, rows) => {
      if (!running.has(name)) await output.send(status(name, 'RUNNING'))
      running.add(name)
      const emittedAtMs = clock.now()
      await output.send(
        ...rows.map(
          (data): AirbyteMessage => ({ type: 'RECORD', record: { stream: name, data, emitted_at: emittedAtMs } }),
        ),
      )
    },
    state: ({ stream: { name } }, state, recordCount) =>
      output.send({
        type: 'STATE',
        state: {
          type: 'STREAM',
          stream: { stream_descriptor: { name }, stream_state: state },
          sourceStats: { recordCount },
        },
      }),
    end: ({ stream: { name } }, isComplete) => output.send(status(name, isComplete ? 'COMPLETE' : 'INCOMPLETE')),
    notice: (message) => output.log('INFO', message),
    fail: (failure, { stream: { name } }) => output.fail(failure, name),
  }
}
