import type { FlatFileObject } from '../../flat-file/flat-file-object.ts'
import { type FlatFileRows, readFlatFileRows } from '../../flat-file/read-flat-file-rows.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { byteOrderMarkNotice, rowsOf } from './read-csv.ts'

/** A flat file that is being read, with what is worth a word. */
export interface FlatFileReading extends FlatFileRows {
  /** A byte order mark. */
  readonly notices: readonly string[]
}

/**
 * Reads a flat file of Coupa: its header rows at once, its records as they are asked for. Throws `InputRefusedError` for a
 * file that is wrong as a whole, with the row where it is found.
 */
export async function readFlatFile(
  content: AsyncIterable<Uint8Array>,
  object: FlatFileObject,
): Promise<FlatFileReading> {
  const { hasByteOrderMark, pieces } = await decodeUtf8(content)
  let lineEnd = '\r\n'
  const watched = withFirstLineEnd(pieces, (found) => {
    lineEnd = found
  })
  const reading = await readFlatFileRows(rowsOf(watched, ','), object, () => lineEnd)
  return { ...reading, notices: hasByteOrderMark ? [byteOrderMarkNotice] : [] }
}

/** Tells how the first line ends. Header rows have no line breaks in their cells. */
async function* withFirstLineEnd(
  pieces: AsyncIterable<string>,
  tell: (lineEnd: string) => void,
): AsyncGenerator<string> {
  let isKnown = false
  let before = ''
  for await (const piece of pieces) {
    if (!isKnown) {
      const found = /\r?\n/.exec(before + piece)
      if (found !== null) {
        isKnown = true
        tell(found[0])
      }
      before = piece.slice(-1)
    }
    yield piece
  }
}
