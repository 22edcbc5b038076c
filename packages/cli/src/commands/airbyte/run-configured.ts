import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { isLeaving } from '../../streams/carry-out.ts'
import { describeFailure, type Failure } from '../../streams/failure.ts'
import { openReader, type Reader, secretsIn } from '../../streams/open-reader.ts'
import { readRequiredJson } from '../../streams/read-json-file.ts'
import { parseReaderSettings } from '../../streams/reader-settings.ts'
import { createMessageOutput, logTo, type MessageOutput } from './message-output.ts'
import type { LogLevel } from './messages.ts'

/** What a command does with its configuration, and how it tells that this failed. */
export interface ConfiguredWork {
  run(reader: Reader, output: MessageOutput): Promise<number>
  /** Default: an error message, and the exit code of the failure. */
  fail?(failure: Failure, output: MessageOutput): Promise<number>
}

/** Opens the organization of `--config` for a command. Everything that goes wrong becomes a message of the protocol. */
export async function runConfigured(input: CommandInput, context: Context, work: ConfiguredWork): Promise<number> {
  let output = createMessageOutput(context, [])
  try {
    const configuration = await readRequiredJson(input, 'config')
    output = createMessageOutput(context, secretsIn(configuration))
    const level = (input.text('log-level') ?? 'info').toUpperCase() as LogLevel
    await using reader = await openReader(parseReaderSettings(configuration), context, logTo(output, level))
    return await work.run(reader, output)
  } catch (error) {
    if (isLeaving(error, context)) throw error
    const failure = await describeFailure(error)
    if (work.fail !== undefined) return await work.fail(failure, output)
    await output.fail(failure)
    return failure.exitCode
  }
}
