import { EndpointError } from '@coupa-connector/endpoints'
import type { Definition } from '@coupa-connector/process'
import type { AnswersPlace } from '@coupa-connector/runner'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { stateFolderOf } from '../../process-files/open-state.ts'
import { readAnswersPlace } from '../../process-files/value-settings.ts'

/** Opens the place where the consumer puts its answers; undefined if the process has none. Throws `EndpointError`. */
export async function openAnswers(
  definition: Definition,
  input: CommandInput,
  context: Context,
): Promise<AnswersPlace | undefined> {
  const { answers } = definition.acknowledge
  if (answers === undefined) return undefined
  const { type, settings } = await readAnswersPlace(definition, answers.connection, input, context)
  const { clock, signal } = context
  const workFolder = stateFolderOf(definition, input)
  try {
    // The program runs as the person who starts it, who may as well use the keys of the machine.
    const options = { clock, signal, intake: answers, workFolder, usesMachineIdentity: true }
    const source = await type.open(settings, options)
    return { source, stays: type.kind === 'postgresql' || settings.file !== undefined }
  } catch (error) {
    throw toldOfAnswers(error, answers.connection)
  }
}

/** Sources speak of the value `source`, and this one has another name. */
function toldOfAnswers(error: unknown, name: string): unknown {
  if (!(error instanceof EndpointError)) return error
  const { code, field, remedy } = error
  return new EndpointError(code, `The place of the answers is not usable: ${error.message}`, {
    ...(field === undefined ? {} : { field }),
    ...(remedy === undefined ? {} : { remedy: remedy.replaceAll('source.', `${name}.`) }),
    cause: error,
  })
}
