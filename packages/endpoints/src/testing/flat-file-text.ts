import { createLayoutCollector } from '../flat-file/collect-layout.ts'
import type { FlatFileLayout } from '../flat-file/flat-file-layout.ts'
import type { FlatFileObject } from '../flat-file/flat-file-object.ts'
import { findFlatFileObject } from '../flat-file/objects/flat-file-objects.ts'
import { createFlatFileWriter } from '../flat-file/write-flat-file.ts'
import { type FlatFileReading, readFlatFile } from '../sources/formats/read-flat-file.ts'

type Fields = Readonly<Record<string, unknown>>

/** Rows as Coupa writes them: all cells in quotes, padded to the same number. */
export function flatFileText(rows: readonly (readonly string[])[], lineEnd = '\r\n'): string {
  const width = Math.max(...rows.map((cells) => cells.length))
  return rows
    .map((cells) => Array.from({ length: width }, (_, place) => `"${(cells[place] ?? '').replaceAll('"', '""')}"`))
    .map((cells) => `${cells.join()}${lineEnd}`)
    .join('')
}

export function objectCalled(name: string): FlatFileObject {
  const object = findFlatFileObject(name)
  if (object === undefined) throw new TypeError(`there is no object ${name}`)
  return object
}

/** Begins to read a text, in pieces as a file comes. */
export async function openText(text: string, object: string, pieceBytes = 64): Promise<FlatFileReading> {
  const bytes = Buffer.from(text)
  const pieces = async function* () {
    for (let place = 0; place < bytes.length; place += pieceBytes) yield bytes.subarray(place, place + pieceBytes)
  }
  return await readFlatFile(pieces(), objectCalled(object))
}

/** Reads a text to its end. */
export async function readText(
  text: string,
  object: string,
): Promise<Omit<FlatFileReading, 'records'> & { readonly records: readonly Fields[] }> {
  const reading = await openText(text, object)
  const records: Fields[] = []
  for await (const { fields } of reading.records) records.push(fields)
  return { ...reading, records }
}

/** Writes records with a layout, or with the columns that they need. */
export function writeText(records: readonly Fields[], object: string, layout?: FlatFileLayout): string {
  const collector = createLayoutCollector(objectCalled(object))
  if (layout === undefined) for (const record of records) collector.add(record)
  const writer = createFlatFileWriter(layout ?? collector.layout())
  return writer.begin() + records.map((record) => writer.add(record)).join('')
}
