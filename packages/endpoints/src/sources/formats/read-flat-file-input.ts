import { EndpointError } from '../../contract/endpoint-error.ts'
import type { InputReading, InputRecord } from '../../contract/source.ts'
import type { IntakeOptions } from '../../contract/source-type.ts'
import { findFlatFileObject, flatFileObjects } from '../../flat-file/objects/flat-file-objects.ts'
import { type FlatFileReading, readFlatFile } from './read-flat-file.ts'

/**
 * Reads a flat file of Coupa as the input of a load. Its columns have the names of their fields: `payment-term.code`, whatever
 * the header row calls it.
 */
export async function readFlatFileInput(
  content: AsyncIterable<Uint8Array>,
  { object: name = '' }: IntakeOptions,
): Promise<InputReading> {
  const object = findFlatFileObject(name)
  if (object === undefined) {
    throw new EndpointError(
      'SETTING_INVALID',
      `source.object is "${name}", and Coupa has no flat files of that name.`,
      {
        field: 'object',
        remedy: `Choose one of ${flatFileObjects.map((one) => one.name).join(', ')}.`,
      },
    )
  }
  const reading = await readFlatFile(content, object)
  const { layout, unknownColumns, notices } = reading
  const top = layout.headers.find(({ rowType }) => rowType === object.rowTypes[0])
  const columns = top?.columns.map(({ target }) =>
    target.kind === 'link' ? target.key : target.path.replace(/\[\].*$/, ''),
  )
  return {
    columns,
    records: recordsOf(reading),
    notices: [
      ...notices,
      ...unknownColumns.map(
        ({ column, path }) => `Coupa's flat file of ${object.name} has no column "${column}": it is taken as ${path}.`,
      ),
    ],
  }
}

async function* recordsOf({ records }: FlatFileReading): AsyncGenerator<InputRecord> {
  for await (const { record, fields } of records) yield { row: record, fields }
}
