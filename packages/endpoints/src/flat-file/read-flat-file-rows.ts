import { InputRefusedError } from '../contract/input-refused-error.ts'
import type { FlatFileLayout } from './flat-file-layout.ts'
import type { FlatFileObject } from './flat-file-object.ts'
import { createRowNester, type NestedRecord } from './nest-rows.ts'
import { createLayoutReader, type FlatFileRow, type LayoutReader, type UnknownColumn } from './read-layout.ts'

/** A flat file that is being read. */
export interface FlatFileRows {
  /** Complete when all records have been read: a row type may have its header row further below. */
  readonly layout: FlatFileLayout
  /** Columns that Coupa's format does not have. Their values are kept as custom fields. */
  readonly unknownColumns: readonly UnknownColumn[]
  /** The records in the order of the file, with their lines inside. Throws `InputRefusedError`. */
  readonly records: AsyncIterable<NestedRecord>
}

/**
 * Reads the rows of a flat file: the header rows at its top at once, the others as they are asked for. At most 5,000 rows are
 * in memory.
 */
export async function readFlatFileRows(
  rows: AsyncIterator<Omit<FlatFileRow, 'number'>>,
  object: FlatFileObject,
  lineEnd: () => string,
): Promise<FlatFileRows> {
  let number = 0
  const next = async (): Promise<FlatFileRow | undefined> => {
    for (;;) {
      const { done, value } = await rows.next()
      if (done === true) return undefined
      number += 1
      // Spreadsheets leave rows without any value.
      if (value.cells.some((cell) => cell !== '')) return { ...value, number }
    }
  }
  const first = await next()
  if (first === undefined) {
    throw new InputRefusedError('HEADER', 'The file is empty: its first row has to name the columns.')
  }
  const reader = createLayoutReader(object, first, lineEnd)
  let row: FlatFileRow | undefined = first
  while (row !== undefined && reader.takeHeader(row)) row = await next()
  const { layout, unknownColumns } = reader
  return { layout, unknownColumns, records: recordsOf(row, next, reader, async () => void (await rows.return?.())) }
}

async function* recordsOf(
  first: FlatFileRow | undefined,
  next: () => Promise<FlatFileRow | undefined>,
  reader: LayoutReader,
  close: () => Promise<void>,
): AsyncGenerator<NestedRecord> {
  const nester = createRowNester(reader.layout)
  try {
    for (let row = first; row !== undefined; row = await next()) {
      if (row !== first && reader.takeHeader(row)) continue
      nester.add(row, reader.headerOf(row))
      yield* nester.complete()
    }
    yield* nester.rest()
  } finally {
    await close()
  }
}
