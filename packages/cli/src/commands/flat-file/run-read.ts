import type { FlatFileObject, UnknownColumn } from '@coupa-connector/endpoints'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { printNote } from '../../terminal/print-note.ts'
import { chosenObject } from './chosen-object.ts'
import { openFlatFile } from './open-flat-file.ts'
import { writeOutput } from './write-output.ts'

/** Prints the records of a flat file, one a line. */
export async function runRead(input: CommandInput, context: Context): Promise<number> {
  const object = chosenObject(input)
  const { records, unknownColumns, notices } = await openFlatFile(input.required('file'), object, context)
  await writeOutput(input, context, async (target) => {
    for await (const { fields } of records) {
      context.signal.throwIfAborted()
      await target.write(`${JSON.stringify(fields)}\n`)
    }
  })
  for (const notice of notices) await printNote(notice, context)
  for (const unknown of unknownColumns) await printNote(unknownColumnText(unknown, object), context)
  return 0
}

function unknownColumnText({ column, rowType, path }: UnknownColumn, { name, rowTypes }: FlatFileObject): string {
  const type = rowTypes.find((one) => one.name === rowType)
  const near = didYouMean(column, [...Object.keys(type?.columns ?? {}), ...Object.keys(type?.exported ?? {})])
  const where = rowType === name ? name : `${name}, row type ${rowType},`
  return `Coupa's flat file of ${where} has no column "${column}"; its values are under ${path}.${near === undefined ? '' : ` ${near}`}`
}
