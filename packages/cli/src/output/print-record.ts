import type { CommandInput } from '../command/command-input.ts'
import type { Context } from '../command/context.ts'
import { isJsonObject } from '../input/json-object.ts'
import { print, printJson } from '../terminal/print.ts'
import { formatTable } from '../terminal/table.ts'
import { cellText } from './cell-text.ts'
import type { OutputRecord } from './record-format.ts'

/**
 * Prints a record: for a person at a terminal its fields that have a value, one on a line; elsewhere as indented JSON, with
 * `--json` on one line. A record of Coupa's has hundreds of fields, most of them empty.
 */
export async function printRecord(record: unknown, input: CommandInput, context: Context): Promise<void> {
  const { stdout, isTerminal } = context
  if (isTerminal.stdout && !input.flag('json') && isJsonObject(record)) return await printFields(record, context)
  await printJson(stdout, record, input.flag('json') ? {} : { indent: 2 })
}

async function printFields(record: OutputRecord, context: Context): Promise<void> {
  const fields = Object.entries(record)
  const rows = fields.map(([name, value]) => [name, cellText(value)]).filter(([, text]) => text !== '')
  if (rows.length > 0) await print(context.stdout, await formatTable(['Field', 'Value'], rows, context))
  const empty = fields.length - rows.length
  const left = empty > 0 ? ` ${empty} empty ${empty === 1 ? 'field is' : 'fields are'} left out.` : ''
  await print(context.stderr, `\n--json prints the whole record.${left}\n`)
}
