import { randomUUID } from 'node:crypto'
import { createMapper, type Definition, isLoad } from '@coupa-connector/process'
import { checkCoupaMonitoring, type MonitoringCheck, previewRecords, type RecordPreview } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { print } from '../../terminal/print.ts'
import { readIds } from '../process-files/failure-filter.ts'
import { readProcess } from '../process-files/read-definition.ts'
import { monitoringText } from './monitoring-text.ts'

/** Shows what records would become. Nothing is written, and nothing is marked. */
export async function previewProcess(input: CommandInput, context: Context): Promise<number> {
  const definition = await readProcess(input.required('file'))
  if (!isLoad(definition)) return await previewExport(definition, input, context)
  return await (await import('../loads/preview-load.ts')).previewLoadOnce(definition, input, context)
}

async function previewExport(definition: Definition, input: CommandInput, context: Context): Promise<number> {
  const records = input.integer('records', { minimum: 1, maximum: 1000 }) ?? 10
  const ids = readIds(input.text('ids'))?.map(Number)
  await using connection = await openConnection(input, context)
  // The hashes of a preview are not those of the runs, whose key is in their state.
  const mapper = createMapper(definition, { hashKey: randomUUID() })
  const previews: RecordPreview[] = []
  const options = { definition, connection, mapper, records, ids, signal: context.signal, clock: context.clock }
  for await (const preview of previewRecords(options)) previews.push(preview)
  const monitoring = await checkCoupaMonitoring({ definition, connection, signal: context.signal })
  const text = input.flag('json') ? previewJson(previews, monitoring) : previewText(definition, previews, monitoring)
  await print(context.stdout, text)
  return previews.some(({ failure }) => failure !== undefined) ? 3 : 0
}

/** A preview as data. */
export function previewJson(records: readonly RecordPreview[], coupaMonitoring: MonitoringCheck | undefined): string {
  return `${JSON.stringify({ records, coupaMonitoring })}\n`
}

/** A preview for people. */
export function previewText(
  { process, source }: { readonly process: string; readonly source: Pick<Definition['source'], 'resource'> },
  previews: readonly RecordPreview[],
  monitoring: MonitoringCheck | undefined,
): string {
  const reporting = monitoring === undefined ? '' : monitoringText(monitoring)
  if (previews.length === 0) return `${process}: no record of ${source.resource} is due now.\n${reporting}`
  const parts = previews.map(({ id, document, rows, failure }) => {
    const result = failure === undefined ? (document ?? rows) : `${failure.code}: ${failure.message}`
    const text =
      typeof result === 'string' ? `  ${result}` : JSON.stringify(result, undefined, 2).replaceAll(/^/gm, '  ')
    return `${source.resource} ${id}\n${text}\n`
  })
  const failed = previews.filter(({ failure }) => failure !== undefined).length
  const failures = failed === 0 ? '' : ` ${failed} of them would be set aside.`
  return `${parts.join('')}${previews.length} records shown.${failures} Nothing was written and nothing was marked.\n${reporting}`
}
