import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'

/** Prints the templates of processes. */
export async function listTemplates(input: CommandInput, context: Context): Promise<number> {
  const process = await import('@coupa-connector/process')
  const exports = process.listTemplates()
  const loads = process.listLoadTemplates()
  if (input.flag('json')) {
    await print(context.stdout, `${JSON.stringify({ templates: [...exports, ...loads] })}\n`)
    return 0
  }
  const rows = [
    ...exports.map(({ id, sentence, resource, mode }) => [id, sentence, resource ?? 'any', mode]),
    ...loads.map(({ id, sentence, resource }) => [id, sentence, resource, 'load']),
  ]
  await print(context.stdout, await formatTable(['Template', 'What it does', 'Resource', 'Mode'], rows, context))
  return 0
}
