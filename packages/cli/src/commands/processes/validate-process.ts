import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { readDefinition } from './read-definition.ts'

/** Checks a definition. What is wrong is thrown and told as an error, with exit code 2. */
export async function validateProcess(input: CommandInput, context: Context): Promise<number> {
  const definition = await readDefinition(input.required('file'))
  const { process, source, mapping, acknowledge, coupaMonitoring } = definition
  const monitoring =
    coupaMonitoring.level === 0 ? '' : `, monitoring level ${coupaMonitoring.level} (${coupaMonitoring.integration})`
  const text = `${process} is valid: ${source.resource}, ${source.mode}, shape ${mapping.shape}, acknowledgement ${acknowledge.mode}${monitoring}.\n`
  await print(context.stdout, input.flag('json') ? `${JSON.stringify({ valid: true, definition })}\n` : text)
  return 0
}
