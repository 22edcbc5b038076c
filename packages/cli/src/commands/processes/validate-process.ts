import { type DefinitionWarning, findWarnings, isLoad, type LoadDefinition } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { readProcess } from '../process-files/read-definition.ts'

/** Checks a definition. What is wrong is thrown and told as an error, with exit code 2. */
export async function validateProcess(input: CommandInput, context: Context): Promise<number> {
  const definition = await readProcess(input.required('file'))
  if (isLoad(definition)) return await valid(definition, loadText(definition), input, context)
  const { process, source, mapping, acknowledge, coupaMonitoring } = definition
  const monitoring =
    coupaMonitoring.level === 0 ? '' : `, monitoring level ${coupaMonitoring.level} (${coupaMonitoring.integration})`
  const text = `${process} is valid: ${source.resource}, ${source.mode}, shape ${mapping.shape}, acknowledgement ${acknowledge.mode}${monitoring}.\n`
  return await valid(definition, text, input, context, findWarnings(definition))
}

function loadText({ process, source, destination: { resource, key, flatFiles } }: LoadDefinition): string {
  const identity = key.length === 0 ? 'without a key' : `by ${key.join(', ')}`
  const what = resource === '' ? (flatFiles?.object ?? '') : resource
  const way = flatFiles === undefined ? '' : ', by flat files'
  return `${process} is valid: loads ${what} ${identity}, from ${source.format ?? source.connection}${way}.\n`
}

async function valid(
  definition: unknown,
  text: string,
  input: CommandInput,
  context: Context,
  warnings: readonly DefinitionWarning[] = [],
): Promise<number> {
  const warned = warnings.map(({ path, message, suggestion }) => `Warning: ${path} ${message}. ${suggestion}\n`)
  const json = JSON.stringify({ valid: true, definition, warnings })
  await print(context.stdout, input.flag('json') ? `${json}\n` : `${text}${warned.join('')}`)
  return 0
}
