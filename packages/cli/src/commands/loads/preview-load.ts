import type { LoadDefinition } from '@coupa-connector/process'
import type { LoadPreview, LoadPreviewOptions } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { openSource } from './open-source.ts'

/** Shows what a load would do with the first records. Nothing is sent but look-ups. */
export async function previewLoadOnce(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<number> {
  const records = input.integer('records', { minimum: 1, maximum: 1000 }) ?? 10
  const [{ previewLoad }, { createLoadMapper }] = await Promise.all([
    import('@coupa-connector/runner'),
    import('@coupa-connector/process'),
  ])
  await using connection = await openConnection(input, context)
  await using source = await openSource(definition, input, context)
  const previews: LoadPreview[] = []
  const createMapper: LoadPreviewOptions['createMapper'] = (given) => createLoadMapper(definition, given)
  const options = { definition, connection, source, createMapper, records, signal: context.signal }
  for await (const preview of previewLoad(options)) previews.push(preview)
  if (input.flag('json')) await printJson(context.stdout, { records: previews })
  else await print(context.stdout, loadPreviewText(definition, previews))
  return previews.some(({ plan }) => plan === 'refuse') ? 3 : 0
}

/** What a load would do, for people. */
export function loadPreviewText(
  { process }: Pick<LoadDefinition, 'process'>,
  previews: readonly LoadPreview[],
): string {
  if (previews.length === 0) return `${process}: there is nothing to load.\n`
  const lines = previews.flatMap((preview) => [headOf(preview), ...detailsOf(preview).map((line) => `    ${line}`)])
  return `${lines.map(printable).join('\n')}\n${previews.length} records shown. Nothing was sent but look-ups.\n`
}

function headOf({ row, key, plan, id, refusal }: LoadPreview): string {
  const what = {
    create: 'would be created',
    update: `would be changed (id ${id})`,
    unchanged: `is in Coupa already, with the same values (id ${id})`,
    refuse: `would be refused: ${refusal?.code}`,
  }[plan]
  return `  row ${row}  ${key}  ${what}`
}

function detailsOf({ changed, request, flatFile, refusal }: LoadPreview): readonly string[] {
  if (refusal !== undefined) return [refusal.message ?? '']
  if (flatFile !== undefined) return flatFile.trimEnd().split('\r\n')
  if (changed !== undefined) {
    return Object.entries(changed).map(
      ([field, values]) => `${field}: ${JSON.stringify(values.old)} → ${JSON.stringify(values.new)}`,
    )
  }
  return request === undefined ? [] : [JSON.stringify(request.body)]
}
