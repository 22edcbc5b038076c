import type { OutgoingRecord } from '../contract/batch.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import { createLayoutCollector } from '../flat-file/collect-layout.ts'
import { FlatFileValueError } from '../flat-file/leaves-of.ts'
import { findFlatFileObject, flatFileObjects } from '../flat-file/objects/flat-file-objects.ts'
import { createFlatFileWriter } from '../flat-file/write-flat-file.ts'

/**
 * Writes documents as a flat file of Coupa, with the columns that some of them have a value for. Fields that Coupa's format has
 * no column for are left out. Throws `EndpointError`: `VALUE_REFUSED` names the records that no flat file can hold.
 */
export function encodeFlatFile(records: readonly OutgoingRecord[], name: string | undefined): string {
  const object = findFlatFileObject(name ?? '')
  if (object === undefined) {
    throw new EndpointError('SETTING_INVALID', `destination.object is "${name ?? ''}", which has no flat file.`, {
      field: 'object',
      remedy: `Choose one of ${flatFileObjects.map((one) => one.name).join(', ')}.`,
    })
  }
  const collector = createLayoutCollector(object)
  const refused: { id: string; message: string; field: string }[] = []
  for (const { id, document = {} } of records) {
    try {
      collector.add(document)
    } catch (error) {
      if (!(error instanceof FlatFileValueError)) throw error
      refused.push({ id: String(id), message: error.message, field: error.field })
    }
  }
  const [first] = refused
  if (first !== undefined) {
    throw new EndpointError('VALUE_REFUSED', first.message, { field: first.field, records: refused })
  }
  const writer = createFlatFileWriter(collector.layout(), { ignoresUnknown: true })
  return writer.begin() + records.map(({ document = {} }) => writer.add(document)).join('')
}
