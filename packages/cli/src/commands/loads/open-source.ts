import type { LoadSource } from '@coupa-connector/endpoints'
import type { LoadDefinition } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { stateFolderOf } from '../process-files/open-state.ts'
import { naming, readSource } from '../process-files/value-settings.ts'

/** Opens the source of a load as a command line describes it. */
export async function openSource(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<LoadSource> {
  const source = await readSource(definition, input, context)
  const { type, settings } = source
  const { clock, signal } = context
  const workFolder = stateFolderOf(definition, input)
  // The program runs as the person who starts it, who may as well use the keys of the machine.
  const options = { clock, signal, intake: definition.source, workFolder, usesMachineIdentity: true }
  return await naming(source, () => type.open(settings, options))
}
